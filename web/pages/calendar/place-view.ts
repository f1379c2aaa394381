/** How programs are looked at: one choice for all of them, kept in this browser. */
export type PlaceView = "summary" | "schedule";

const KEY = "muster.program.view";

export const placeView = (): PlaceView => (localStorage.getItem(KEY) === "schedule" ? "schedule" : "summary");

export const keepPlaceView = (view: PlaceView): void => localStorage.setItem(KEY, view);
