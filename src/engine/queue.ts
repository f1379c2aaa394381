import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { priorities, type Priority } from "#domain/priority.ts";
import type { Engine } from "./engine.ts";
import { nameOfRun } from "./run.ts";

/** Something the engine does, or has to do by now. */
export interface QueueLine {
  readonly what: "run" | "people due" | "held events" | "import";
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly origin: "live" | "bulk" | null;
  readonly priority: Priority | null;
  readonly people: number | null;
  readonly since: Instant;
  /** What it waits for; of what is worked, at which step or line it is. */
  readonly why: "step" | "line" | "run" | "room" | "due" | "held";
  readonly at: number | null;
}

/** What is to be done by `now`, the oldest first: a handful of runs and imports, and a count per run of who is due. */
export function queueLines(engine: Engine, now: Instant): Promise<QueueLine[]> {
  const at = sql`${toIso(now)}::timestamptz`;
  return engine.db.rows<QueueLine>(sql`
    select 'run' as what, r.id, ${nameOfRun} as name, r.state, null as origin, null as priority, r.qualified as people, coalesce(r.started_on, r.scheduled_for) as since,
      case when r.state = 'running' then 'step'
        when exists (select from campaign_run o where o.campaign_id = r.campaign_id and o.id <> r.id and o.state in ('starting', 'running'))
          then 'run'
        else 'room' end as why, r.step::bigint as at
    from campaign_run r
    where r.kind in ('batch', 'compensation', 'action') and (r.state in ('starting', 'running') or (r.state = 'scheduled' and r.scheduled_for <= ${at}))
    union all
    select 'people due', d.campaign_id, c.name, 'due', case d.origin when 0 then 'live' else 'bulk' end, (${[...priorities]}::text[])[d.class + 1], d.people, d.since, 'due', null
    from (select r.campaign_id, e.origin, e.class, count(*)::integer as people, min(e.due) as since
        from shard s join entry e on e.shard = s.shard and e.due <= ${at} join campaign_run r on r.id = e.run_id group by 1, 2, 3) d
      join campaign c on c.id = d.campaign_id
    union all
    select 'held events', h.campaign_id, c.name, 'held', null, null, h.events, h.since, 'held', null
    from (select campaign_id, count(*)::integer as events, min(held_on) as since from held_event group by 1) h join campaign c on c.id = h.campaign_id
    union all
    select 'import', i.id, i.name, i.state, 'bulk', null, null, i.asked_on,
      case i.state when 'running' then 'line' else 'room' end, i.lines_done
    from import i where i.state in ('waiting', 'running')
    order by 8, 1, 2`);
}
