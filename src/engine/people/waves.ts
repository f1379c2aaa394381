import type { PersonRow } from "./people-write.ts";
import type { Who } from "./who-is-who.ts";

/** A row about somebody, and where its result belongs. */
export interface Member {
  readonly id: number;
  readonly index: number;
  readonly isNew: boolean;
  readonly row: PersonRow;
}

/**
 * Cuts rows into waves, so that rows about one person are done in their order and no wave holds anybody twice.
 *
 * @param alone nobody else changes these people between the rows: what a row says again is left out, and a row that
 *   says nothing new needs no wave of its own
 */
export function waves(rows: readonly PersonRow[], people: readonly Who[], alone: boolean): Member[][] {
  const found: Member[][] = [];
  const seen = new Map<number, { waves: number; values: (string | null)[] }>();
  people.forEach(({ id, isNew }, index) => {
    if (id === null) return;
    const row = rows[index] as PersonRow;
    const before = seen.get(id);
    const fresh = before && alone ? said(row, before.values) : row;
    if (!fresh) return;
    const wave = before?.waves ?? 0;
    (found[wave] ??= []).push({ id, index, isNew, row: fresh });
    seen.set(id, {
      waves: wave + 1,
      values: row.values.map((value, place) => value ?? before?.values[place] ?? null),
    });
  });
  return found;
}

/** A row without what was said before; nothing when that is all. */
function said(row: PersonRow, before: readonly (string | null)[]): PersonRow | undefined {
  const values = row.values.map((value, place) => (value === before[place] ? null : value));
  return values.every((value) => value === null) ? undefined : { ...row, values };
}
