import { useSyncExternalStore } from "react";
import { say } from "../../language.ts";

export const tourWords = say({ en: { take: "Take the tour" }, fr: { take: "Faire la visite" } });

/** Whether the tour is offered, goes on, or was had: it is a person's, so their browser keeps it. */
type Touring = "offered" | "going" | "had";

const HAD = "muster.tour";
/** The stop this window has come to, so that it goes on there when the page is loaded again. */
const AT = "muster.tour.at";
let touring: Touring =
  sessionStorage.getItem(AT) !== null ? "going" : localStorage.getItem(HAD) === null ? "offered" : "had";
const listeners = new Set<() => void>();
const set = (next: Touring): void => {
  touring = next;
  for (const tell of listeners) tell();
};

export function startTour(): void {
  sessionStorage.removeItem(AT);
  set("going");
}

/** Ends it, or what is offered is not wanted: it is not offered again. */
export function endTour(): void {
  localStorage.setItem(HAD, "had");
  sessionStorage.removeItem(AT);
  set("had");
}

export const noteStop = (id: string): void => sessionStorage.setItem(AT, id);
export const lastStop = (): string | null => sessionStorage.getItem(AT);

export const useTouring = (): Touring =>
  useSyncExternalStore(
    (then) => {
      listeners.add(then);
      return () => listeners.delete(then);
    },
    () => touring,
  );
