import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { occurrenceOn, occurrences, startOf, type Recurrence } from "#domain/recurrence.ts";
import type { Connection, Runner } from "#store/db.ts";
import type { Engine } from "../engine.ts";
import { mustBeAhead, mustBeBatch, runnable } from "../runs.ts";
import { writeDue } from "./call-runs.ts";
import { goesOn, holdSeries, stillToCome } from "./series.ts";

/**
 * Lets a campaign repeat, or changes how it does. What has come due until now stays as it was. A day that was cancelled
 * or moved stays so if it is a day of the new series too; the others are given up.
 *
 * @param tx a change of definitions: no trigger is added meanwhile
 * @returns the days that were given up, and the series that went on until now
 * @throws Fault when the campaign cannot run, nothing would ever run, or the first time is past, too near or too far
 */
export async function setSchedule(
  engine: Engine,
  tx: Connection,
  id: number,
  recurrence: Recurrence,
  askedBy: string,
): Promise<{ givenUp: string[]; before: Recurrence | undefined }> {
  mustBeBatch(await runnable(engine, tx, id));
  const now = engine.clock.now();
  while ((await writeDue(tx, now, id)) > 0);
  const before = await holdSeries(tx, id);
  const first = await firstOf(tx, recurrence, { begun: goesOn(before), nextAt: before?.nextAt ?? null }, now);
  const givenUp = goesOn(before) ? await giveUpDays(tx, id, recurrence, now) : await beginAnew(tx, id);
  await writeSeries(tx, id, { recurrence, first }, now, askedBy);
  return { givenUp, before: goesOn(before) ? before?.recurrence : undefined };
}

/** Lets a campaign repeat from an occurrence on. */
export async function writeSeries(
  tx: Runner,
  id: number,
  { recurrence, first }: { readonly recurrence: Recurrence; readonly first: Instant },
  now: Instant,
  askedBy: string,
): Promise<void> {
  await tx.rows(sql`insert into schedule (campaign_id, recurrence, next_at, set_on, set_by)
      values (${id}, ${JSON.stringify(recurrence)}::jsonb, ${toIso(first)}::timestamptz, ${toIso(now)}::timestamptz, ${askedBy})
      on conflict (campaign_id) do update set recurrence = excluded.recurrence, next_at = excluded.next_at, tentative = false,
        set_on = excluded.set_on, set_by = excluded.set_by`);
}

/** The first occurrence from now on. A series that is new begins in the future; one that is changed may have begun. */
export async function firstOf(
  tx: Runner,
  recurrence: Recurrence,
  { begun, nextAt }: { readonly begun: boolean; readonly nextAt: Instant | null },
  now: Instant,
): Promise<Instant> {
  const start = startOf(recurrence);
  if (!begun) await mustBeAhead(tx, start, now, "start");
  const [first] = occurrences(recurrence, begun ? now : micros(start - 1)).take(1);
  if (!first) throw new Fault(problem("start", "schedule.never"));
  if (first.at !== nextAt) await mustBeAhead(tx, first.at, now, "start");
  return first.at;
}

/** A series that is new has days of its own: what earlier ones did on them does not count. */
export async function beginAnew(tx: Runner, id: number): Promise<string[]> {
  await tx.rows(
    sql`update campaign_run set occurrence = null where campaign_id = ${id} and occurrence is not null`,
  );
  return [];
}

/** Gives up what was decided about days to come that the new series does not have: a run that was moved is cancelled. */
async function giveUpDays(tx: Runner, id: number, recurrence: Recurrence, now: Instant): Promise<string[]> {
  const decided = await tx.rows<{ id: number; day: string }>(sql`
    select id, occurrence as day from campaign_run where campaign_id = ${id} and occurrence is not null and called_on is null
      and (state = 'scheduled' or (state = 'cancelled' and scheduled_for > ${toIso(now)}::timestamptz)) order by occurrence`);
  const strange = decided.filter(({ day }) => occurrenceOn(recurrence, day) === undefined);
  if (strange.length > 0)
    await tx.rows(sql`update campaign_run set state = 'cancelled', occurrence = null, ended_on = coalesce(ended_on, ${toIso(now)}::timestamptz)
      where id = any(${strange.map((one) => one.id)}::integer[])`);
  return strange.map(({ day }) => day);
}

/**
 * Cancels all runs of a campaign that have not started, and ends its series; the run under way goes on (behaviour §4.3).
 *
 * @returns how many runs of their own were cancelled, and whether there was a series
 */
export const clearSchedule = (
  engine: Engine,
  id: number,
): Promise<{ cancelled: number; repeated: boolean }> =>
  engine.db.transaction("read", (tx) => clearSchedules(tx, [id], engine.clock.now()));

/** The same of several campaigns. */
export async function clearSchedules(
  tx: Runner,
  campaigns: readonly number[],
  now: Instant,
): Promise<{ cancelled: number; repeated: boolean }> {
  const ofThem = sql`campaign_id = any(${[...campaigns]}::integer[])`;
  const gone = await tx.rows<{ over: boolean }>(
    sql`delete from schedule where ${ofThem} returning next_at is null and not tentative as over`,
  );
  const cancelled = await tx.rows(
    sql`update campaign_run set state = 'cancelled', ended_on = ${toIso(now)}::timestamptz where ${ofThem} and kind = 'batch' and state = 'scheduled' returning id`,
  );
  return { cancelled: cancelled.length, repeated: gone.some(({ over }) => !over) };
}

/** Cancels the run of one day of a series, and no other. @throws Fault when there is none, or it has started */
export async function cancelOccurrence(
  engine: Engine,
  id: number,
  name: string,
  day: string,
  askedBy: string,
): Promise<void> {
  const now = sql`${toIso(engine.clock.now())}::timestamptz`;
  await changeOccurrence(engine, id, name, day, async (tx, at) => {
    const planned = await tx.rows(sql`update campaign_run set state = 'cancelled', ended_on = ${now}
      where campaign_id = ${id} and occurrence = ${day}::date and state = 'scheduled' returning id`);
    if (planned.length > 0 || at === undefined) return planned.length;
    const written =
      await tx.rows(sql`insert into campaign_run (campaign_id, kind, state, scheduled_for, occurrence, ended_on, asked_by)
      values (${id}, 'batch', 'cancelled', ${toIso(at)}::timestamptz, ${day}::date, ${now}, ${askedBy})
      on conflict (campaign_id, occurrence) where occurrence is not null do nothing returning id`);
    return written.length;
  });
}

/**
 * Moves the run of one day of a series, and no other; one that was cancelled is planned again. Put on its own time again it
 * is one to come like the others, which has no row, and goes with its series.
 */
export async function moveOccurrence(
  engine: Engine,
  id: number,
  name: string,
  day: string,
  to: Instant,
  askedBy: string,
): Promise<void> {
  await mustBeAhead(engine.db, to, engine.clock.now(), "to");
  await changeOccurrence(engine, id, name, day, async (tx, at) => {
    if (to === at && (await forget(tx, id, day))) return 1;
    const moved = await tx.rows(sql`
      update campaign_run r set state = 'scheduled', scheduled_for = ${toIso(to)}::timestamptz, called_on = null, ended_on = null
      where r.campaign_id = ${id} and r.occurrence = ${day}::date
        and (r.state = 'scheduled' or (r.state = 'cancelled' and ${at !== undefined})) returning r.id`);
    if (moved.length > 0 || at === undefined) return moved.length;
    const written = await tx.rows(sql`
      insert into campaign_run (campaign_id, kind, state, scheduled_for, occurrence, asked_by)
      select id, 'batch', 'scheduled', ${toIso(to)}::timestamptz, ${day}::date, ${askedBy} from campaign where id = ${id}
      on conflict (campaign_id, occurrence) where occurrence is not null do nothing returning id`);
    return written.length;
  });
}

/** Takes away what was decided about a day that is to come, unless somebody wrote something about its run; says whether nothing is left. */
async function forget(tx: Connection, id: number, day: string): Promise<boolean> {
  const of = sql`campaign_id = ${id} and occurrence = ${day}::date`;
  await tx.rows(
    sql`delete from campaign_run where ${of} and state in ('scheduled', 'cancelled') and title is null and description is null`,
  );
  return (await tx.rows(sql`select from campaign_run where ${of}`)).length === 0;
}

/** Changes one day of a series while nobody calls its run. `change` gives how many runs it found. */
async function changeOccurrence(
  engine: Engine,
  id: number,
  name: string,
  day: string,
  change: (tx: Connection, at: Instant | undefined) => Promise<number>,
): Promise<void> {
  await engine.db.transaction("read", async (tx) => {
    const series = await holdSeries(tx, id);
    if (!series) throw new Fault(problem("campaign", "schedule.none", { name }));
    const at = stillToCome(series, day);
    if ((await change(tx, at)) > 0) return;
    throw new Fault(
      at === undefined ? problem("day", "schedule.noRun", { name, day }) : problem("day", "run.over"),
    );
  });
}
