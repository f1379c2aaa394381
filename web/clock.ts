import { useSyncExternalStore } from "react";
import { useAsk } from "./query.ts";

const SECOND = 1000;

/** The zone the subscription's rules are read in, and how far Muster's clock is from this machine's. */
export function useClock(): { readonly zone: string; readonly offset: number } {
  const { data, dataUpdatedAt } = useAsk("show-clock", {}, { staleTime: 5 * 60 * SECOND });
  return { zone: data?.zone ?? "UTC", offset: data ? Date.parse(data.now) - dataUpdatedAt : 0 };
}

/** Muster's time at this moment, in milliseconds. @param offset as `useClock` gives it */
export const nowBy = (offset: number): number => Date.now() + offset;

let beat = Math.floor(Date.now() / SECOND / 10);
const listeners = new Set<() => void>();
setInterval(() => {
  beat = Math.floor(Date.now() / SECOND / 10);
  for (const tell of listeners) tell();
}, 10 * SECOND);

function onBeat(then: () => void): () => void {
  listeners.add(then);
  return () => listeners.delete(then);
}

/** Muster's time in milliseconds, anew every ten seconds: for “3 minutes ago”. */
export function useNow(): number {
  const { offset } = useClock();
  return useSyncExternalStore(onBeat, () => beat) * 10 * SECOND + offset;
}
