import { toIso } from "#kernel/clock.ts";
import { sentence, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import type { Engine } from "../engine.ts";
import type { RowResult } from "../people/people-write.ts";
import type { Import, Note } from "./import-row.ts";

/** The most rejected rows and warnings that are kept of one import; all are counted. */
const MOST_KEPT = 100_000;
/** The most characters of a rejected row that are kept. */
const LONGEST_ROW = 10_000;

/** Imports that wait or were left under way by a process that ended. */
export function openImports(engine: Engine, id?: number): Promise<Import[]> {
  return engine.db.rows<Import>(sql`select id, kind, file, options, lines_done as "linesDone" from import
    where state in ('waiting', 'running') and (${id ?? null}::integer is null or id = ${id ?? null}) order by id`);
}

export async function isCancelled(engine: Engine, id: number): Promise<boolean> {
  const [row] = await engine.db.rows<{ state: string }>(sql`select state from import where id = ${id}`);
  return row?.state === "cancelled";
}

/** Notes how far an import is, and what became of a chunk's rows; part of the chunk's transaction. */
export async function progress(runner: Runner, id: number, line: number, results: readonly Pick<RowResult, "outcome">[], notes: readonly Note[]): Promise<void> {
  const many = (outcome: RowResult["outcome"]): number => results.filter((one) => one.outcome === outcome).length;
  const warnings = notes.filter((one) => one.warning).length;
  const [row] = await runner.rows<{ kept: number }>(sql`
    update import set lines_done = ${line}, created = created + ${many("created")}, updated = updated + ${many("updated")},
      unchanged = unchanged + ${many("unchanged")}, skipped = skipped + ${many("skipped")},
      rejected = rejected + ${notes.length - warnings}, warnings = warnings + ${warnings}
    where id = ${id} returning rejected + warnings as kept`, { prepare: true });
  const kept = notes.slice(0, Math.max(0, MOST_KEPT - ((row?.kept ?? 0) - notes.length)));
  if (kept.length === 0) return;
  await runner.rows(sql`
    insert into import_reject (import_id, line, kind, code, field, reason, row)
    select ${id}, * from unnest(${kept.map((one) => one.line)}::bigint[], ${kept.map((one) => (one.warning ? 1 : 0))}::smallint[], ${kept.map((one) => one.problem.code)}::text[],
      ${kept.map((one) => one.field)}::text[], ${kept.map((one) => sentence(one.problem))}::text[], ${kept.map((one) => clean(one.cells))}::text[])
    on conflict do nothing`);
}

/** A rejected row as a line of CSV that PostgreSQL can keep. */
const clean = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",").replaceAll("\0", "�").slice(0, LONGEST_ROW).toWellFormed();

export async function finish(engine: Engine, id: number, state: "done" | "failed" | "cancelled", problems: readonly Problem[] | null): Promise<void> {
  await engine.db.rows(sql`update import set state = ${state}, ended_on = ${toIso(engine.clock.now())}::timestamptz,
    problem = ${problems ? JSON.stringify(problems) : null}::jsonb where id = ${id} and state in ('waiting', 'running', 'cancelled')`);
}
