import { problem, type Problem, type Said } from "#kernel/fault.ts";
import type { RowResult } from "../people/people-write.ts";
import type { Hold } from "../shard.ts";
import type { Line } from "./csv.ts";

/** An import as its table has it. */
export interface Import {
  readonly id: number;
  readonly kind: "people" | "activities";
  readonly name: string;
  readonly file: string;
  readonly options: unknown;
  /** The last line of the file that is done. */
  readonly linesDone: number;
}

/** What is wrong with a row, and the field it is about, if it is about one. */
export interface RowFault {
  readonly problem: Problem;
  readonly field: Said | null;
  /** The place of the cell in its row, where one cell is wrong. */
  readonly cell?: number;
}

/** What is wrong with a row as a whole. */
export const ofTheRow = (wrong: Problem): RowFault => ({ problem: wrong, field: null });

/** What became of a row that is not as it should be: it was refused, taken with a warning, or without some of its values. */
export const noteKinds = ["rejected", "warning", "left out"] as const;
export type NoteKind = (typeof noteKinds)[number];

export interface Note {
  readonly line: Line;
  readonly kind: NoteKind;
  readonly faults: readonly RowFault[];
}

/** A row as it was read: faults, all there are, reject it; or it is taken, perhaps without some of its values. */
export type ReadRow<Row> =
  | { readonly row: Row; readonly leftOut?: readonly RowFault[] }
  | { readonly faults: readonly RowFault[] };

/** What a kind of import does with the rows of a file. */
export interface Loader<Row> {
  read(line: Line): ReadRow<Row>;
  /** Who a row is about, as far as the file tells, when rows about one person must be done one after the other. */
  repeats(row: Row): string | undefined;
  /** Writes rows, perhaps none, in one transaction that ends with `also`. */
  write(
    rows: readonly { readonly row: Row; readonly line: Line }[],
    also: (
      hold: Hold,
      results: readonly Pick<RowResult, "outcome">[],
      notes: readonly Note[],
    ) => Promise<void>,
  ): Promise<void>;
}

/** Reads a line of a file with so many columns. */
export function readLine<Row>(loader: Loader<Row>, line: Line, width: number): ReadRow<Row> {
  if (line.problem) return { faults: [ofTheRow(line.problem)] };
  if (line.cells.length === width) return loader.read(line);
  const { length: given } = line.cells;
  return { faults: [ofTheRow(problem("", "import.columns", { line: line.line, given, wanted: width }))] };
}
