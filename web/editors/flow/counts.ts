import type { Output } from "../../client.ts";
import { useAsk } from "../../query.ts";

/** How many went some way through a step. */
export interface StepCount {
  readonly choice: number;
  readonly result: string;
  readonly reason: string | null;
  readonly people: number;
}
export type Run = Output<"show-run">;
export type DryRun = Output<"dry-run-campaign">;

const NONE: readonly StepCount[] = [];

/** What the newest run did at each step, by the step's identity: of a trigger campaign that of its activation. */
export function useLastRun(campaign: string): {
  run: Run | undefined;
  of: (step: number | undefined) => readonly StepCount[];
} {
  const { data: list } = useAsk("list-runs", { campaign, limit: 50 });
  const last = list?.runs.find(
    (one) => (one.kind === "batch" || one.kind === "trigger") && one.startedOn !== null,
  );
  const { data: run } = useAsk("show-run", { run: last?.id ?? 0 }, { enabled: last !== undefined });
  return {
    run,
    of: (step) => (step === undefined ? NONE : (run?.counts.filter((one) => one.step === step) ?? NONE)),
  };
}

/** Of some choice, or of all of them together. */
export const ofChoice = (counts: readonly StepCount[], choice: number | undefined): readonly StepCount[] =>
  choice === undefined ? counts : counts.filter((one) => one.choice === choice);

export const through = (counts: readonly StepCount[]): number =>
  sum(counts.filter((one) => one.result === "through"));

/** Those who were skipped or failed, by reason, the most frequent first. */
export function missed(counts: readonly StepCount[]): readonly StepCount[] {
  const byReason = new Map<string, StepCount>();
  for (const one of counts) {
    if (one.result !== "skipped" && one.result !== "failed") continue;
    const key = `${one.result} ${one.reason}`;
    byReason.set(key, { ...one, people: one.people + (byReason.get(key)?.people ?? 0) });
  }
  return [...byReason.values()].toSorted((a, b) => b.people - a.people);
}

export const sum = (counts: readonly StepCount[]): number => counts.reduce((all, one) => all + one.people, 0);
