import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { programOf, type Catalog } from "#domain/catalog.ts";
import type { EndedByName } from "#domain/notification.ts";
import type { Connection, Runner } from "#store/db.ts";
import { changeDefinitions, type Engine } from "../engine.ts";
import { notify } from "../notification.ts";
import { writeDue } from "./call-runs.ts";

/** What the expiration of a program ends: campaigns by number. */
export interface Ended {
  /** Trigger campaigns that are active. */
  readonly triggers: readonly number[];
  /** Batch campaigns that repeat. */
  readonly series: readonly number[];
  /** The campaigns of the runs that were planned besides, the earliest first; one as often as it has runs. */
  readonly runs: readonly number[];
}

/** When the next program expires. */
export const nextExpiration = sql`select min(p.expires_on) from program p join folder f on f.id = p.id and f.deleted_on is null where p.expired_on is null`;

/** When programs expire that have not expired yet, by their numbers. */
export async function expirations(runner: Runner): Promise<Map<number, Instant>> {
  const rows = await runner.rows<{ id: number; at: Instant }>(
    sql`select id, expires_on as at from program where expires_on is not null and expired_on is null`,
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** What would end in a program if it expired at an instant; a few look-ups per campaign in it. */
export async function endsAt(runner: Runner, catalog: Catalog, program: number, at: Instant): Promise<Ended> {
  const of = campaignsIn(catalog, program);
  const [row] = await runner.rows<Ended>(sql`select
    array(select id from campaign where ${activeOf(of)} order by id) as triggers,
    array(select campaign_id from schedule where campaign_id = any(${of}::integer[]) and next_at is not null order by 1) as series,
    array(select campaign_id from campaign_run where ${plannedOf(of, at)} order by scheduled_for, id) as runs`);
  return row ?? { triggers: [], series: [], runs: [] };
}

/**
 * Lets the programs whose time has come expire (docs/decisions/0051-expiration.md): their trigger campaigns listen no more,
 * their series are over, what was planned for later is cancelled. Whoever is inside goes on, and so does a run under way.
 * What was due before is not lost, however late this is. Safe to do twice, or at once.
 */
export async function expirePrograms(engine: Engine): Promise<void> {
  const now = engine.clock.now();
  const due = await engine.db.rows<{ id: number }>(sql`
    select p.id from program p join folder f on f.id = p.id and f.deleted_on is null
    where p.expired_on is null and p.expires_on <= ${toIso(now)}::timestamptz order by p.expires_on, p.id`);
  for (const { id } of due) await changeDefinitions(engine, (tx) => expire(engine, tx, id, now));
}

async function expire(engine: Engine, tx: Connection, program: number, now: Instant): Promise<void> {
  const [row] = await tx.rows<{ at: Instant; name: string }>(sql`
    update program p set expired_on = ${toIso(now)}::timestamptz from folder f
    where p.id = ${program} and f.id = p.id and f.deleted_on is null and p.expired_on is null and p.expires_on <= ${toIso(now)}::timestamptz
    returning p.expires_on as at, f.name`);
  if (!row) return; // another process was first, or somebody has put it off
  const of = campaignsIn(engine.definitions.catalog, program);
  await writeDueBefore(tx, of, row.at);
  const ended = await endsAt(tx, engine.definitions.catalog, program, row.at);
  const when = sql`${toIso(now)}::timestamptz`;
  await tx.rows(sql`with off as (update campaign c set active_run_id = null where ${activeOf(of)} returning old.active_run_id as run)
    update campaign_run r set state = 'inactive', ended_on = ${when} from off where r.id = off.run`);
  await tx.rows(
    sql`update schedule set next_at = null where campaign_id = any(${of}::integer[]) and next_at is not null`,
  );
  await tx.rows(
    sql`update campaign_run set state = 'cancelled', ended_on = ${when} where ${plannedOf(of, row.at)}`,
  );
  await notify(tx, now, "program_expired", row.name, {
    program,
    ...named(engine.definitions.catalog, ended),
  });
}

/** Its campaigns by their names. */
const named = ({ campaigns }: Catalog, { triggers, series, runs }: Ended): EndedByName => {
  const name = (id: number): string => campaigns.get(id)?.name ?? "";
  return { triggers: triggers.map(name), series: series.map(name), runs: runs.map(name) };
};

/** Its own campaigns: those of a program inside it are that program's. */
const campaignsIn = (catalog: Catalog, program: number): number[] =>
  [...catalog.campaigns.values()]
    .filter(({ folder }) => programOf(catalog, folder) === program)
    .map(({ id }) => id);

const activeOf = (campaigns: readonly number[]): Sql =>
  sql`id = any(${[...campaigns]}::integer[]) and active_run_id is not null`;

const plannedOf = (campaigns: readonly number[], from: Instant): Sql =>
  sql`campaign_id = any(${[...campaigns]}::integer[]) and kind = 'batch' and state = 'scheduled' and scheduled_for >= ${toIso(from)}::timestamptz`;

/** Whether the end of a program cancelled a run `r`: both are of one instant. */
export const cancelledBy = (program: Sql): Sql =>
  sql`r.ended_on = ${program}.expired_on and r.scheduled_for >= ${program}.expires_on`;

/** Occurrences that were due before it get their runs, also when nothing was running then. */
async function writeDueBefore(tx: Connection, campaigns: readonly number[], at: Instant): Promise<void> {
  for (const id of campaigns) while ((await writeDue(tx, micros(at - 1), id)) > 0);
}
