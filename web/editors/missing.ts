import { useEffect, useMemo, useSyncExternalStore } from "react";
import { isMissing } from "#domain/missing.ts";
import type { Misplaced } from "./wrong.tsx";

/** What was asked to be finished: it was to be run, activated, approved or applied. */
let asked: readonly string[] = [];
const listeners = new Set<() => void>();
const set = (next: readonly string[]): void => {
  asked = next;
  for (const tell of listeners) tell();
};
const onChange = (then: () => void): (() => void) => {
  listeners.add(then);
  return () => listeners.delete(then);
};

/** Whether something was asked to be finished, and how it is asked: as often as somebody tries. */
export interface Asked {
  /** How often it was asked for since it was last complete. */
  readonly times: number;
  readonly ask: () => void;
}

/**
 * Whether something was asked to be finished. What is only missing is no mistake before that; and none again in what is
 * begun after it was complete.
 *
 * @param complete nothing is missing in it
 */
export function useAsked(what: string, complete: boolean): Asked {
  const times = useSyncExternalStore(onChange, () => asked.filter((one) => one === what).length);
  useEffect(() => {
    if (complete && asked.includes(what)) set(asked.filter((one) => one !== what));
  }, [what, complete]);
  return useMemo(() => ({ times, ask: () => set([...asked, what]) }), [times, what]);
}

/** The same for a campaign, wherever one works on it. */
export const useAskedCampaign = ({
  id,
  problems,
}: {
  readonly id: number;
  readonly problems: readonly unknown[];
}): Asked => useAsked(`campaign ${id}`, problems.length === 0);

/** What is wrong, and what is only missing: that is said calmly until somebody asks. */
export const calmed = <P extends Misplaced>(
  problems: readonly P[],
  { times }: Pick<Asked, "times">,
): (P & Pick<Misplaced, "calm">)[] =>
  problems.map((one) => (times === 0 && isMissing(one) ? { ...one, calm: true } : one));
