import type { LogLine } from "../../controls/activity.tsx";

/** The heading of the lines of one run, or of those outside campaigns; or, below it, of those of one of its steps. */
export interface Heading {
  readonly id: string;
  readonly heading: true;
  readonly campaign: string | null;
  readonly runId: number | null;
  readonly step?: number;
  readonly count: number;
}

export type Row = LogLine | Heading;

export const isHeading = (row: Row): row is Heading => "heading" in row;

/** The lines under the run they belong to: runs by their newest line. */
export function byRun(lines: readonly LogLine[]): Row[] {
  return [...Map.groupBy(lines, ({ runId }) => runId)].flatMap(([runId, group]) => {
    const campaign = group[0]?.campaign ?? null;
    const heading = { heading: true as const, campaign, runId };
    return [
      { ...heading, id: `run-${runId ?? "none"}`, count: group.length },
      ...(campaign === null ? group : bySteps(group, heading)),
    ];
  });
}

/** That somebody left the flow: after all steps. */
const LEFT = 904;

/** A run as it went: how they came in, then step by step as they came to them, with their lines, then how they left. */
function bySteps(lines: readonly LogLine[], run: Omit<Heading, "id" | "count">): Row[] {
  const told = lines.toReversed();
  const outside = told.filter(({ step }) => step === null);
  const steps = Map.groupBy(told, ({ step }) => step ?? undefined);
  steps.delete(undefined);
  return [
    ...outside.filter(({ typeId }) => typeId !== LEFT),
    ...[...steps].flatMap(([step, group]) => [
      { ...run, id: `run-${run.runId}-${step}`, step, count: group.length },
      ...group,
    ]),
    ...outside.filter(({ typeId }) => typeId === LEFT),
  ];
}
