import { readMode, type Mode } from "./search.ts";

/** How programs are looked at, and the calendar: one choice for all of them, kept in this browser. */
export type PlaceView = "summary" | "schedule";

const KEY = "muster.program.view";
const MODE = "muster.calendar.mode";

export const placeView = (): PlaceView => (localStorage.getItem(KEY) === "schedule" ? "schedule" : "summary");

export const keepPlaceView = (view: PlaceView): void => localStorage.setItem(KEY, view);

/** How the calendar was looked at last. */
export const keptMode = (): Mode | undefined => readMode(localStorage.getItem(MODE));

export const keepMode = (mode: Mode): void => localStorage.setItem(MODE, mode);
