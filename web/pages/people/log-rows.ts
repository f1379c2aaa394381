import type { LogLine } from "../../controls/activity.tsx";

/** The heading of the lines of one run, or of those outside campaigns. */
export interface Heading {
  readonly id: string;
  readonly heading: true;
  readonly campaign: string | null;
  readonly runId: number | null;
  readonly count: number;
}

export type Row = LogLine | Heading;

export const isHeading = (row: Row): row is Heading => "heading" in row;

/** The lines under the run they belong to: runs by their newest line, lines newest first. */
export function byRun(lines: readonly LogLine[]): Row[] {
  const groups = new Map<string, LogLine[]>();
  for (const line of lines) {
    const key = line.runId === null ? "none" : String(line.runId);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups].flatMap(([key, group]) => [
    {
      id: `run-${key}`,
      heading: true as const,
      campaign: group[0]?.campaign ?? null,
      runId: group[0]?.runId ?? null,
      count: group.length,
    },
    ...group,
  ]);
}
