import { useSyncExternalStore } from "react";
import type { Output } from "../../client.ts";
import { say } from "../../language.ts";

export const clockWords = say({
  en: { move: "Move the clock …" },
  fr: { move: "Avancer l’horloge …" },
});

let open = false;
const listeners = new Set<() => void>();

/** Opens or closes the window in which the clock is moved: the palette, the calendar and the notice lead to it. */
export function showClockDialog(next: boolean): void {
  open = next;
  for (const tell of listeners) tell();
}

const onChange = (then: () => void): (() => void) => {
  listeners.add(then);
  return () => listeners.delete(then);
};

export const useClockDialog = (): boolean => useSyncExternalStore(onChange, () => open);
export const isClockDialogOpen = (): boolean => open;

/** Whether moving it is offered beside other things: not where nobody would ever want to, though it can be asked for. */
export const isClockOffered = ({ movable, fixed }: Output<"show-clock">): boolean =>
  movable || fixed?.code === "clock.people" || fixed?.code === "clock.mail";
