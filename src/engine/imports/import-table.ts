import { toIso } from "#kernel/clock.ts";
import type { Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import type { Engine } from "../engine.ts";
import type { RowResult } from "../people/people-write.ts";
import { csvLine } from "./csv-line.ts";
import { noteKinds, type Import, type Note, type NoteKind } from "./import-row.ts";

/** The most notes of each kind that are kept of one import; all are counted. */
const MOST_KEPT = 100_000;
/** The most characters of a rejected row that are kept. */
export const LONGEST_ROW = 10_000;

/** The import was cancelled, or somebody else works it: what the chunk did is taken back. */
export class Stopped extends Error {}

/** Imports that wait or were left under way by a process that ended. */
export function openImports(engine: Engine, id?: number): Promise<Import[]> {
  return engine.db
    .rows<Import>(sql`select id, kind, name, file, options, lines_done as "linesDone" from import
    where state in ('waiting', 'running') and (${id ?? null}::integer is null or id = ${id ?? null}) order by id`);
}

/** Notes that an import is under way. @throws Stopped when it is over */
export async function begin(engine: Engine, id: number): Promise<void> {
  const rows = await engine.db
    .rows(sql`update import set state = 'running', started_on = coalesce(started_on, ${toIso(engine.clock.now())}::timestamptz)
    where id = ${id} and state in ('waiting', 'running') returning id`);
  if (rows.length === 0) throw new Stopped();
}

export async function finish(
  engine: Engine,
  id: number,
  state: "done" | "failed",
  problems: readonly Problem[] | null,
): Promise<void> {
  await engine.db
    .rows(sql`update import set state = ${state}, ended_on = ${toIso(engine.clock.now())}::timestamptz,
    problem = ${problems ? JSON.stringify(problems) : null}::jsonb where id = ${id} and state in ('waiting', 'running')`);
}

/** The lines of a file that a chunk does. */
export interface Place {
  readonly id: number;
  /** The last line done before. */
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/**
 * Notes how far an import is, and what became of a chunk's rows; part of the chunk's transaction, so that each line is
 * done exactly once.
 *
 * @throws Stopped when the import was cancelled or is no longer where the chunk began
 */
export async function progress(
  runner: Runner,
  { id, from, to, bytes }: Place,
  results: readonly Pick<RowResult, "outcome">[],
  notes: readonly Note[],
): Promise<void> {
  const many = (outcome: RowResult["outcome"]): number =>
    results.filter((one) => one.outcome === outcome).length;
  const of = (kind: NoteKind): Note[] => notes.filter((one) => one.kind === kind);
  const [rejects, warnings, leftOut] = [of("rejected"), of("warning"), of("left out")];
  const values = leftOut.reduce((sum, { faults }) => sum + faults.length, 0);
  const [row] = await runner.rows<{ rejected: number; warnings: number; left_out: number }>(
    sql`
    update import set lines_done = ${to}::bigint, bytes_done = ${bytes}::bigint, created = created + ${many("created")}, updated = updated + ${many("updated")},
      unchanged = unchanged + ${many("unchanged")}, skipped = skipped + ${many("skipped")},
      rejected = rejected + ${rejects.length}, warnings = warnings + ${warnings.length}, left_out = left_out + ${values}
    where id = ${id} and state = 'running' and lines_done = ${from}::bigint returning old.rejected, old.warnings, old.left_out`,
    { prepare: true },
  );
  if (!row) throw new Stopped();
  await keep(runner, id, [
    ...rejects.slice(0, Math.max(0, MOST_KEPT - row.rejected)),
    ...warnings.slice(0, Math.max(0, MOST_KEPT - row.warnings)),
    ...leftOut.slice(0, Math.max(0, MOST_KEPT - row.left_out)),
  ]);
}

async function keep(runner: Runner, id: number, notes: readonly Note[]): Promise<void> {
  if (notes.length === 0) return;
  await runner.rows(
    sql`
    insert into import_reject (import_id, line, kind, row, faults)
    select ${id}::integer, line, kind, content, faults::jsonb from unnest(${notes.map((one) => one.line.line)}::bigint[], ${notes.map((one) => noteKinds.indexOf(one.kind))}::smallint[],
      ${notes.map((one) => storable(one.line.raw ?? csvLine(one.line.cells)))}::text[], ${notes.map((one) => storedFaults(one.faults))}::text[]) n (line, kind, content, faults)
    on conflict do nothing`,
    { prepare: true },
  );
}

const storedFaults = (faults: Note["faults"]): string =>
  JSON.stringify(faults.map(({ problem: { code, args }, field }) => ({ code, args: args ?? {}, field })));

/** As PostgreSQL can keep it. */
const storable = (text: string): string =>
  text.slice(0, LONGEST_ROW).replaceAll("\0", "\u{2400}").toWellFormed();
