import { useSyncExternalStore } from "react";
import { useAsk } from "./query.ts";

const SECOND = 1000;

/** The zone the subscription's rules are read in, and how far Muster's clock is from this machine's. */
export function useClock(): {
  readonly zone: string;
  readonly offset: number;
  /** What it showed when it was last asked, and whether it stands there. */
  readonly last: number;
  readonly stands: boolean;
} {
  const { data, dataUpdatedAt } = useAsk("show-clock", {}, { staleTime: 5 * 60 * SECOND });
  const last = data ? Date.parse(data.now) : 0;
  return {
    zone: data?.zone ?? "UTC",
    offset: data ? last - dataUpdatedAt : 0,
    last,
    stands: data?.stands ?? false,
  };
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
  const { offset, last, stands } = useClock();
  const now = useSyncExternalStore(onBeat, () => beat) * 10 * SECOND + offset;
  return stands ? last : Math.max(now, last);
}
