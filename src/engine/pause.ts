import { toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Connection } from "#store/db.ts";
import type { Engine } from "./engine.ts";
import { inPieces } from "./inside.ts";
import type { Hold } from "./shard.ts";

/*
 * A paused campaign stands still (decision 65). Who is inside stays before their next step, whoever enters waits before
 * the first, a run under way stops after the pieces at work, and no run begins. Resumed, all of it goes on from there.
 */

/** Of a statement on campaigns or runs: the campaign `id` is not paused. */
export const goesOn = (id: Sql): Sql =>
  sql`not exists (select from campaign k where k.id = ${id} and k.paused_on is not null)`;

/** Of a statement on runs `r`: it is none of a paused campaign. What is put back, or done to people alone, is not stopped. */
export const runGoesOn = sql`(r.kind <> 'batch' or ${goesOn(sql`r.campaign_id`)})`;

/** Pauses a campaign, as a part of a change of definitions: from its commit on nobody does a step. Gives since when it is paused. */
export async function pauseWithin(tx: Connection, id: number, at: Instant): Promise<Instant> {
  const [row] = await tx.rows<{ at: Instant }>(
    sql`update campaign set paused_on = coalesce(paused_on, ${toIso(at)}::timestamptz), resuming = false where id = ${id} returning paused_on as at`,
  );
  return row?.at ?? at;
}

/** Lets a paused campaign go on, as a part of a change of definitions; {@link letGoOn} does the rest. Gives since when it was paused. */
export async function resumeWithin(tx: Connection, id: number): Promise<Instant | null> {
  const [row] = await tx.rows<{ at: Instant | null }>(
    sql`update campaign set paused_on = null, resuming = true where id = ${id} and paused_on is not null returning old.paused_on as at`,
  );
  return row?.at ?? null;
}

/** How many are put aside in one transaction. */
const PIECE = 16_384;

/**
 * Puts aside the entries of a shard that are due in paused campaigns, so that those of others are found as fast as ever,
 * however many stand still. Gives how many.
 */
export async function putAside(hold: Hold, shard: number): Promise<number> {
  const { tx, at, definitions } = hold;
  const rows = await tx.rows(sql`
    with due as (select e.shard, e.run_id, e.person_id, e.id from campaign_run r
        join entry e on e.shard = ${shard}::smallint and e.run_id = r.id and e.due <= ${toIso(at)}::timestamptz and not e.paused
        where r.campaign_id = any(${[...definitions.paused]}::integer[]) limit ${PIECE})
    update entry e set paused = true from due d
      where e.shard = d.shard and e.run_id = d.run_id and e.person_id = d.person_id and e.id = d.id returning e.id`);
  return rows.length;
}

/** Brings back who was put aside in campaigns that were resumed. Safe to do twice, or at once, and taken up again after any interruption. */
export async function letGoOn(engine: Engine): Promise<void> {
  const resumed = await engine.db.rows<{ id: number }>(
    sql`select id from campaign where resuming order by id`,
  );
  for (const { id } of resumed) {
    // Due from now on: nothing ever becomes due in the past (`overtakes` in due.ts counts on it).
    await inPieces(engine, id, "everybody", sql`e.paused and ${goesOn(sql`${id}::integer`)}`, ({ at }) => ({
      set: sql`paused = false, due = ${toIso(at)}::timestamptz`,
    }));
    await engine.db.rows(sql`update campaign set resuming = false where id = ${id} and paused_on is null`);
  }
}
