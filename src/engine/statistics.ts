import { sql, type Sql } from "#kernel/sql.ts";
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

/** The planner knows of people if it expects at least one in so many of them. */
const FAR_FROM = 8;
/** Telling takes at most one in so many milliseconds, however wrong the planner stays. */
const SELDOM = 20;

const told = new WeakMap<Engine, { readonly on: number; readonly took: number }>();

/**
 * As {@link tellPlanner}, for what is asked anew for every cohort: those who entered a wait in a thousand pieces leave it in
 * a thousand cohorts, and the planner learns of all of them at once.
 *
 * @param entries the statement that finds so many entries
 */
export async function tellIfUnknown(engine: Engine, entries: Sql, people: number): Promise<void> {
  if (people < MANY || (await expected(engine, entries)) * FAR_FROM >= people) return;
  const last = told.get(engine);
  const on = performance.now();
  if (last && on - last.on < SELDOM * last.took) return;
  await tellPlanner(engine, people);
  told.set(engine, { on, took: performance.now() - on });
}

/** How many rows the planner expects of a statement. */
async function expected(engine: Engine, statement: Sql): Promise<number> {
  const [row] = await engine.db.rows<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    sql`explain (format json) ${statement}`,
  );
  return row?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
}
