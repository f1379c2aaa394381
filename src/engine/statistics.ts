import { sql } from "#kernel/sql.ts";
import type { Engine } from "./engine.ts";

/** Fewer are joined one by one in no time; telling would take longer. */
const MANY = 1_000;

/**
 * Tells the planner about people who are about to be worked by the thousand: entries that were just written or are due
 * now, and the people themselves if many came lately. A plan for what it takes for one person joins thousands one by
 * one.
 */
export async function tellPlanner(engine: Engine, people: number): Promise<void> {
  if (people < MANY) return;
  await engine.db.rows(sql`analyze entry`);
  // Who became a member just now is unknown until it is told.
  const [member] = await engine.db.rows<{ changed: number }>(
    sql`select n_mod_since_analyze as changed from pg_stat_user_tables where relid = 'program_member'::regclass`,
  );
  if ((member?.changed ?? 0) >= MANY) await engine.db.rows(sql`analyze program_member`);
  const [person] = await engine.db.rows<{ known: number }>(
    sql`select reltuples::bigint as known from pg_class where oid = 'person'::regclass`,
  );
  if ((person?.known ?? 0) < people / 2) await engine.db.rows(sql`analyze person`);
}
