import { day, micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Occurrence } from "#domain/recurrence.ts";
import type { Runner } from "#store/db.ts";
import type { Engine } from "../engine.ts";
import { notifying } from "../notification.ts";
import { goesOn, runGoesOn } from "../pause.ts";
import { seriesColumns, toCome, type Series } from "./series.ts";

/** How many series are looked at in one transaction, and how many occurrences of one. */
const AT_ONCE = 200;
const MOST = 1_000;
/** So late a run is no longer done. */
export const TOO_LATE = day;

/**
 * Calls the runs whose time has come: those planned one by one, and the occurrences of series, which get their rows here.
 * A run that is found a day late or more, because nothing was running meanwhile, is missed, and somebody is told
 * (behaviour §4.3). A paused campaign's runs are not called, but what puts one back: when it is resumed, it is as if nothing had been running. Safe to do twice, or at once.
 */
export async function callRuns(engine: Engine): Promise<void> {
  const now = engine.clock.now();
  while ((await engine.db.transaction("read", (tx) => writeDue(tx, now))) > 0);
  await call(engine.db, now);
}

/** Writes some of the occurrences that are due by an instant, of one series, or of all whose campaigns are not paused, as planned runs; gives how many series had some. */
export async function writeDue(tx: Runner, now: Instant, campaignId?: number): Promise<number> {
  const which = campaignId === undefined ? goesOn(sql`campaign_id`) : sql`campaign_id = ${campaignId}`;
  const series = await tx.rows<Series>(sql`select ${seriesColumns} from schedule
    where next_at <= ${toIso(now)}::timestamptz and ${which} order by next_at limit ${AT_ONCE} for update skip locked`);
  if (series.length === 0) return 0;
  const passed = series.map((one) => ({ ...one, ...passedBy(one, now) }));
  await writeRuns(
    tx,
    passed.flatMap(({ due, ...of }) => due.map((one) => ({ ...of, ...one }))),
  );
  await tx.rows(sql`update schedule s set next_at = q.next_at
    from unnest(${passed.map((one) => one.campaignId)}::integer[], ${passed.map(({ next }) => (next === null ? null : toIso(next)))}::timestamptz[]) q (campaign_id, next_at)
    where s.campaign_id = q.campaign_id`);
  return series.length;
}

function passedBy(series: Series, now: Instant): { due: Occurrence[]; next: Instant | null } {
  const due: Occurrence[] = [];
  for (const one of toCome(series)) {
    if (one.at > now || due.length === MOST) return { due, next: one.at };
    due.push(one);
  }
  return { due, next: null };
}

/** A day that has its row already was cancelled, moved or run. */
async function writeRuns(
  tx: Runner,
  due: readonly (Occurrence & { campaignId: number; setBy: string | null })[],
): Promise<void> {
  const column = <T>(of: (one: (typeof due)[number]) => T): T[] => due.map(of);
  await tx.rows(sql`
    insert into campaign_run (campaign_id, kind, state, scheduled_for, occurrence, asked_by)
    select q.campaign_id, 'batch', 'scheduled', q.at, q.day, q.set_by
    from unnest(${column((one) => one.campaignId)}::integer[], ${column((one) => one.day)}::date[],
      ${column((one) => toIso(one.at))}::timestamptz[], ${column((one) => one.setBy)}::text[]) with ordinality q (campaign_id, day, at, set_by, ord) order by q.at, q.ord
    on conflict (campaign_id, occurrence) where occurrence is not null do nothing`);
}

async function call(runner: Runner, now: Instant): Promise<void> {
  const at: Sql = sql`${toIso(now)}::timestamptz`;
  const late = sql`(r.kind = 'batch' and r.scheduled_for <= ${toIso(micros(now - TOO_LATE))}::timestamptz)`;
  const called = sql`called as (
      update campaign_run r set called_on = ${at}, state = case when ${late} then 'missed' else r.state end,
        ended_on = case when ${late} then ${at} end
      where r.state = 'scheduled' and r.called_on is null and r.scheduled_for <= ${at} and ${runGoesOn}
      returning r.id, r.campaign_id, r.state, r.scheduled_for)`;
  const told = sql`select ${at}, 'run_missed', c.name, jsonb_build_object('campaign', c.id, 'runs', count(*), 'first', min(m.scheduled_for), 'last', max(m.scheduled_for))
    from called m join campaign c on c.id = m.campaign_id where m.state = 'missed' group by c.id`;
  await runner.rows(notifying(told, called));
}
