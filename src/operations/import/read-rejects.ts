import { sentence, type Code, type Language, type Problem, type Said } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { noteKinds, type NoteKind } from "#engine/imports/import-row.ts";
import type { Database } from "#store/db.ts";

/** A row that was refused, or taken with a warning or without some of its values, as somebody reads it. */
export interface Reject {
  readonly line: number;
  readonly kind: NoteKind;
  readonly row: string | null;
  readonly faults: { code: Code; field: string | null; reason: string }[];
}

/** Reads the rejected rows of an import after a line of its file. */
export async function readRejects(
  db: Database,
  { import: id, after, limit }: { import: number; after: number; limit: number },
  language: Language | undefined,
): Promise<Reject[]> {
  const rows = await db.rows<Pick<Reject, "line" | "row"> & { kind: number; faults: readonly Kept[] }>(sql`
    select line, kind, row, faults from import_reject
    where import_id = ${id} and line > ${after} order by line, kind limit ${limit}`);
  return rows.map(({ kind, faults, ...one }) => ({
    ...one,
    kind: noteKinds[kind] ?? "rejected",
    faults: faults.map((fault) => toldIn(fault, language)),
  }));
}

/** A fault as its row has it; one of old has its sentence, and no arguments. */
interface Kept {
  readonly code: Code;
  readonly field: Said | null;
  readonly args: Problem["args"] | null;
  readonly reason?: string | null;
}

const toldIn = (
  { code, field, args, reason }: Kept,
  language: Language = "en",
): { code: Code; field: string | null; reason: string } => ({
  code,
  field: field?.[language] ?? null,
  reason: args ? sentence({ code, args }, language) : (reason ?? ""),
});
