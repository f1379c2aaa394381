import { isDeepStrictEqual } from "node:util";
import type { Flow, Step } from "#domain/flow.ts";

/**
 * Gives the steps of a text, which has no identities, those of the flow it takes the place of: a step that says the same
 * stays the same one, and between two of these one with the same action.
 */
export function alignSteps(flow: Flow, before: Flow): Flow {
  const same = (one: Step, other: Step): boolean =>
    isDeepStrictEqual({ ...one, id: undefined }, { ...other, id: undefined });
  const ids = new Map<number, number | undefined>();
  let [here, there] = [0, 0];
  for (const [index, old] of [
    ...common(flow.steps, before.steps, same),
    [flow.steps.length, before.steps.length],
  ] as const) {
    for (; here < index; here++) {
      const action = flow.steps[here]?.action;
      const found = before.steps.findIndex((one, at) => at >= there && at < old && one.action === action);
      if (found < 0) continue;
      ids.set(here, before.steps[found]?.id);
      there = found + 1;
    }
    ids.set(index, before.steps[old]?.id);
    [here, there] = [index + 1, old + 1];
  }
  return {
    steps: flow.steps.map((step, index) => ({ ...step, id: ids.get(index) })),
  };
}

/** The longest row of pairs that are the same in both. */
function common<T>(
  ones: readonly T[],
  others: readonly T[],
  same: (one: T, other: T) => boolean,
): [number, number][] {
  const lengths = Array.from({ length: ones.length + 1 }, () =>
    Array.from({ length: others.length + 1 }, () => 0),
  );
  const length = (one: number, other: number): number => lengths[one]?.[other] ?? 0;
  for (let one = ones.length - 1; one >= 0; one--)
    for (let other = others.length - 1; other >= 0; other--)
      (lengths[one] as number[])[other] = same(ones[one] as T, others[other] as T)
        ? length(one + 1, other + 1) + 1
        : Math.max(length(one + 1, other), length(one, other + 1));
  const pairs: [number, number][] = [];
  for (let [one, other] = [0, 0]; one < ones.length && other < others.length;)
    if (same(ones[one] as T, others[other] as T)) pairs.push([one++, other++]);
    else if (length(one + 1, other) >= length(one, other + 1)) one++;
    else other++;
  return pairs;
}
