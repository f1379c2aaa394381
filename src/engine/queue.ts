import { toIso, type Instant } from "#kernel/clock.ts";
import { empty, sql, type Sql } from "#kernel/sql.ts";
import { priorities, type Priority } from "#domain/priority.ts";
import type { Engine } from "./engine.ts";
import { runGoesOn } from "./pause.ts";
import { nameOfRun } from "./run.ts";

/** Something the engine does, or has to do by now. */
export interface QueueLine {
  readonly what: "run" | "people due" | "paused campaign" | "held events" | "import";
  readonly id: number;
  readonly name: string;
  /** Whose it is, unless it is an import or a single action. */
  readonly campaignId: number | null;
  readonly state: string;
  readonly origin: "live" | "bulk" | null;
  readonly priority: Priority | null;
  /** The campaign's author said how urgent it is. */
  readonly said: boolean;
  readonly people: number | null;
  readonly since: Instant;
  /** What it waits for; of what is worked, at which step or line it is. */
  readonly why: "step" | "line" | "run" | "room" | "due" | "held" | "paused";
  readonly at: number | null;
}

/** Runs that are under way or should be. */
const isRun = (at: Sql): Sql =>
  sql`r.kind in ('batch', 'compensation', 'action') and (r.state in ('starting', 'running') or (r.state = 'scheduled' and r.scheduled_for <= ${at}))`;
const isPaused = sql`c.paused_on is not null and c.deleted_on is null`;
const isImport = sql`i.state in ('waiting', 'running')`;

/**
 * What is to be done by `now`, the oldest first: a handful of runs and imports, a count per campaign and class of who is
 * due, and what waits for somebody: paused campaigns with how many are inside, and held events.
 * @param campaignId only what is this campaign's
 */
export function queueLines(engine: Engine, now: Instant, campaignId?: number): Promise<QueueLine[]> {
  const at = sql`${toIso(now)}::timestamptz`;
  const of = (column: Sql): Sql =>
    campaignId === undefined ? empty : sql`and ${column} = ${campaignId}::integer`;
  return engine.db.rows<QueueLine>(sql`
    select 'run' as what, r.id, ${nameOfRun} as name, r.campaign_id as "campaignId", case when stands then 'paused' else r.state end as state,
      null as origin, null as priority, false as said, r.qualified as people, coalesce(r.started_on, r.scheduled_for) as since,
      case when stands then 'paused' when r.state = 'running' then 'step'
        when exists (select from campaign_run o where o.campaign_id = r.campaign_id and o.id <> r.id and o.state in ('starting', 'running'))
          then 'run'
        else 'room' end as why, r.step::bigint as at
    from campaign_run r, lateral (select not ${runGoesOn} as stands) p
    where ${isRun(at)} ${of(sql`r.campaign_id`)}
    union all
    select 'people due', d.campaign_id, c.name, d.campaign_id, 'due', case d.origin when 0 then 'live' else 'bulk' end, (${[...priorities]}::text[])[d.class + 1], d.fixed, d.people, d.since, 'due', null
    from (select r.campaign_id, e.origin, e.class, e.fixed, count(*)::integer as people, min(e.due) as since
        from shard s join entry e on e.shard = s.shard and e.due <= ${at} and not e.paused join campaign_run r on r.id = e.run_id ${of(sql`r.campaign_id`)} group by 1, 2, 3, 4) d
      join campaign c on c.id = d.campaign_id where c.paused_on is null
    union all
    select 'paused campaign', c.id, c.name, c.id, 'paused', null, null, false, d.people, c.paused_on, 'paused', null
    from campaign c, lateral (select count(*)::integer as people from campaign_run r join entry e on e.run_id = r.id and e.due is not null where r.campaign_id = c.id) d
    where ${isPaused} ${of(sql`c.id`)}
    union all
    select 'held events', h.campaign_id, c.name, h.campaign_id, 'held', null, null, false, h.events, h.since, 'held', null
    from (select campaign_id, count(*)::integer as events, min(held_on) as since from held_event where true ${of(sql`campaign_id`)} group by 1) h join campaign c on c.id = h.campaign_id
    union all
    select 'import', i.id, i.name, null, i.state, 'bulk', null, false, null, i.asked_on,
      case i.state when 'running' then 'line' else 'room' end, i.lines_done
    from import i where ${isImport} ${campaignId === undefined ? empty : sql`and false`}
    order by 10, 1, 2`);
}

/**
 * How many runs, imports and campaigns the queue's lines are about. Asked on every page: it looks once at each run that has
 * people waiting, never at the people.
 */
export async function queueSize(engine: Engine, now: Instant): Promise<number> {
  const at = sql`${toIso(now)}::timestamptz`;
  const [row] = await engine.db.rows<{ size: number }>(sql`
    with recursive waits as (
      select min(e.run_id) as run_id from entry e where e.due is not null
      union all
      select (select min(e.run_id) from entry e where e.due is not null and e.run_id > w.run_id) from waits w where w.run_id is not null)
    select ((select count(*) from campaign_run r where ${isRun(at)})
      + (select count(distinct c.id) from waits w join campaign_run r on r.id = w.run_id join campaign c on c.id = r.campaign_id
          where c.paused_on is null and exists (select from entry e where e.run_id = w.run_id and e.due <= ${at} and not e.paused))
      + (select count(*) from campaign c where ${isPaused})
      + (select count(distinct campaign_id) from held_event)
      + (select count(*) from import i where ${isImport}))::integer as size`);
  return row?.size ?? 0;
}

/** How many of those who wait are counted. */
const MOST_WAITING = 100_000;

/** Who waits in the steps of flows, not due yet. */
export interface InFlows {
  readonly people: number;
  /** There are more than were counted. */
  readonly more: boolean;
  /** When the first of them goes on; null when nobody waits. */
  readonly next: Instant | null;
}

export async function waitingInFlows(engine: Engine, now: Instant): Promise<InFlows> {
  const later = sql`e.shard = s.shard and e.due > ${toIso(now)}::timestamptz and not e.paused`;
  const [row] = await engine.db.rows<{ people: number; next: Instant | null }>(sql`select
    (select count(*)::integer from (select from shard s join entry e on ${later} limit ${MOST_WAITING + 1}) q) as people,
    (select min(q.due) from shard s, generate_series(0, ${priorities.length - 1}) k, generate_series(0, 1) o,
      lateral (select e.due from entry e where ${later} and e.class = k and e.origin = o order by e.due limit 1) q) as next`);
  const people = row?.people ?? 0;
  return { people: Math.min(people, MOST_WAITING), more: people > MOST_WAITING, next: row?.next ?? null };
}
