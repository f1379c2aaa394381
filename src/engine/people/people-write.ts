import type { Field } from "#domain/field.ts";
import type { Origin } from "../entry.ts";

/** What a set of rows about people is to do. */
export interface PeopleWrite {
  /** What people are looked up by: their number, or a field that is a key. */
  readonly key: "id" | Field;
  /** The fields that are written, each a column of {@link PersonRow.values}. */
  readonly fields: readonly Field[];
  readonly mode: WriteMode;
  /** Who writes, as `domain/source.ts` numbers it. */
  readonly source: number;
  /** What “Person is Created” gives as its source type. */
  readonly sourceType: string;
  /** `history`: recorded, nobody is told. */
  readonly origin: Origin | "history";
  /** A static list to put everybody into. */
  readonly list: number | null;
  /** The program everybody becomes a member of, and the status they get; who is further already stays there. */
  readonly program?: { readonly id: number; readonly status: number } | undefined;
}

/** `list only`: membership of people who are there, nothing else, and no activity (behaviour §2.10). */
export type WriteMode = "create or update" | "create only" | "update only" | "list only";

/** One row: `null` leaves a field alone, the empty text empties it, any other text is its new value, already checked. */
export interface PersonRow {
  readonly key: string;
  readonly values: readonly (string | null)[];
}

export type RowOutcome = "created" | "updated" | "unchanged" | "skipped";

/** What became of a row. */
export interface RowResult {
  readonly outcome: RowOutcome;
  readonly personId: number | null;
  /** How many people have the key, when there are several: the oldest was taken. */
  readonly matches: number;
}
