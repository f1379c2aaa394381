import { cell, isAddress, isInstant, type Writing } from "./cell.ts";
import { heading, spoken } from "./headings.ts";
import { cut, pad, widthOf, wrap } from "./text.ts";
import { SAYS } from "./words.ts";

export type Row = Record<string, unknown>;

/** How an answer is shown. */
export interface View extends Writing {
  readonly columns: number;
  readonly faint: (text: string) => string;
}

interface Column {
  readonly name: string;
  readonly cells: readonly string[];
  readonly width: number;
  /** Of no use when it is cut: a number, an instant, an address. */
  readonly whole: boolean;
  readonly address: boolean;
  readonly side: "left" | "right";
}

const GAP = 2;
/** What a column of text is at least, if it has so much to say. */
const LEAST = 16;

/** A list as a table no wider than the view. Columns without anything are left out, and those at the end that do not fit. */
export function table(rows: readonly Row[], view: View): string {
  if (rows.length === 0) return SAYS.none[view.language];
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const all = names.map((name) => column(name, rows, view)).filter(({ cells }) => cells.some(Boolean));
  const shown = fitting(all, view.columns);
  const left = all.slice(shown.length).map(({ name }) => name);
  const line = (words: readonly string[]): string =>
    words
      .map((word, index) =>
        pad(cut(word, shown[index]?.width ?? 0), shown[index]?.width ?? 0, shown[index]?.side),
      )
      .join(" ".repeat(GAP))
      .trimEnd();
  return [
    view.faint(line(shown.map(({ name }) => name))),
    view.faint(line(shown.map(({ width }) => "─".repeat(width)))),
    ...rows.map((_, index) => line(shown.map(({ cells }) => cells[index] ?? ""))),
    ...(left.length > 0
      ? [view.faint(wrap(SAYS.noRoom(left.join(", "))[view.language], view.columns, 2))]
      : []),
  ].join("\n");
}

function column(name: string, rows: readonly Row[], view: View): Column {
  const values = rows.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
  const cells = rows.map((row) => cell(spoken(name, row[name], view.language), view));
  const numbers = values.every((value) => typeof value === "number");
  const address = values.every(isAddress);
  const title = heading(name, view.language);
  return {
    name: title,
    cells,
    width: Math.max(widthOf(title), ...cells.map(widthOf)),
    whole: numbers || address || values.every(isInstant),
    address,
    side: numbers ? "right" : "left",
  };
}

/** As many columns as there is room for; text is cut, the longest first, before a column is left out. */
function fitting(all: readonly Column[], room: number): Column[] {
  const longest = Math.max(LEAST, ...all.map(({ width }) => width));
  for (let count = all.length; count > 1; count--)
    for (let most = longest; most >= LEAST; most--) {
      const some = all
        .slice(0, count)
        .map((one) => (one.whole ? one : { ...one, width: Math.min(one.width, most) }));
      if (roomOf(some) <= room) return some;
    }
  return all.slice(0, 1);
}

/** An address may go on in the next line: it is of use only as a whole. */
const roomOf = (columns: readonly Column[]): number =>
  columns.reduce((sum, { width, address }) => sum + (address ? 0 : width), GAP * (columns.length - 1));
