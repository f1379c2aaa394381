import type { Output } from "../../client.ts";
import type { Way } from "../../editors/use-editing.ts";

export type Channel = Output<"show-channel">;

/** A status as it is saved; one without a number is new. */
export interface Status {
  readonly id?: number | undefined;
  readonly name: string;
  readonly step: number;
  readonly success: boolean;
  readonly hidden: boolean;
}

/** A channel as it is edited. */
export interface Content {
  readonly name: string;
  readonly statuses: readonly Status[];
}

/** A status on the page, which keeps its key wherever it is moved. */
export interface Row extends Status {
  readonly key: string;
}

export interface Edited {
  readonly name: string;
  readonly statuses: readonly Row[];
}

/** What of a channel is edited, without what is only shown. */
export const contentOf = ({ name, statuses }: Content): Content => ({
  name,
  statuses: statuses.map(({ id, name: its, step, success, hidden }) => ({
    id,
    name: its,
    step,
    success,
    hidden,
  })),
});

let made = 0;
export const newKey = (): string => `new-${(made += 1)}`;

/** How a channel is edited. */
export const way: Way<Content, Edited> = {
  show: ({ name, statuses }, instead) => ({
    name,
    statuses: statuses.map((one) => ({
      ...one,
      key: instead?.statuses.find((row) => row.name === one.name)?.key ?? `status-${one.id}`,
    })),
  }),
  read: contentOf,
  changes(before, now) {
    const kept = now.statuses.filter((one) => one.id !== undefined);
    const gone = before.statuses.length - kept.length;
    const other = kept.filter((one) => {
      const old = before.statuses.find(({ id }) => id === one.id);
      return KEYS.some((key) => old?.[key] !== one[key]);
    });
    const added = now.statuses.length - kept.length;
    return Number(before.name !== now.name) + gone + other.length + added;
  },
};

const KEYS = ["name", "step", "success", "hidden"] as const;

/** The usual distance between steps: there is room for others. */
const APART = 10;
const LARGEST = 32_767;

/** In the order of their steps; those of one step as they stand. */
export const inOrder = (rows: readonly Row[]): readonly Row[] => rows.toSorted((a, b) => a.step - b.step);

/** With one more at the end. */
export const withOneMore = (rows: readonly Row[]): readonly Row[] => [
  ...rows,
  {
    key: newKey(),
    name: "",
    step: Math.min(LARGEST, (rows.at(-1)?.step ?? 0) + APART),
    success: false,
    hidden: false,
  },
];

/**
 * With one status before another, and a step that keeps it there: that of both its neighbours if they have the same, else
 * one between. Where there is none between, all get steps anew.
 */
export function withMoved(rows: readonly Row[], from: number, before: number): readonly Row[] {
  const row = rows[from];
  const to = before > from ? before - 1 : before;
  if (!row || to === from || to < 0 || to >= rows.length) return rows;
  const moved = rows.toSpliced(from, 1).toSpliced(to, 0, row);
  const step = stepBetween(moved[to - 1]?.step, moved[to + 1]?.step);
  const placed = moved.with(to, { ...row, step: step ?? row.step });
  return step === undefined ? withStepsAnew(placed, to) : placed;
}

function stepBetween(before: number | undefined, after: number | undefined): number | undefined {
  if (before !== undefined && before === after) return before;
  if (after === undefined) return (before ?? 0) + APART > LARGEST ? undefined : (before ?? 0) + APART;
  const middle = Math.floor(((before ?? 0) + after) / 2);
  return middle > (before ?? 0) ? middle : undefined;
}

/** Steps from ten to ten; those of one step keep one, but for the one that was moved. */
function withStepsAnew(rows: readonly Row[], moved: number): readonly Row[] {
  let step = 0;
  return rows.map((row, index) => {
    const same = index > 0 && index !== moved && index - 1 !== moved && rows[index - 1]?.step === row.step;
    step += same ? 0 : APART;
    return { ...row, step };
  });
}
