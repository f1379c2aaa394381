import { useSyncExternalStore } from "react";
import { say } from "../../language.ts";

export const tourWords = say({ en: { take: "Take the tour" }, fr: { take: "Faire la visite" } });

/** Whether the tour is offered, goes on, or was had: it is a person's, so their browser keeps it. */
type Touring = "offered" | "going" | "had";

const HAD = "muster.tour";
let touring: Touring = localStorage.getItem(HAD) === null ? "offered" : "had";
const listeners = new Set<() => void>();
const set = (next: Touring): void => {
  touring = next;
  for (const tell of listeners) tell();
};

export const startTour = (): void => set("going");

/** Ends it, or what is offered is not wanted: it is not offered again. */
export function endTour(): void {
  localStorage.setItem(HAD, "had");
  set("had");
}

export const useTouring = (): Touring =>
  useSyncExternalStore(
    (then) => {
      listeners.add(then);
      return () => listeners.delete(then);
    },
    () => touring,
  );
