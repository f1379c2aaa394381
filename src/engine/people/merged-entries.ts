import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { entersAgainAfter, type Qualification } from "#domain/qualification.ts";
import { endings, type Ending } from "../entry.ts";
import { instantText } from "../instant-text.ts";
import type { Hold } from "../shard.ts";
import type { One } from "./move-rows.ts";
import { peopleOf } from "./own-keys.ts";

/** The part somebody takes in a running batch. */
interface Part {
  readonly shard: number;
  readonly personId: number;
  readonly runId: number;
  readonly entryId: number;
  readonly campaignId: number;
  readonly versionId: number;
  readonly scheduledFor: Instant;
  readonly qualification: Qualification;
  /** The step the run is at; 0: people enter. */
  readonly step: number;
  /** They are through it. */
  readonly through: boolean;
}

/**
 * Prepares those who are to be merged for leaving the running batches they are in: a batch is a place per shard, so a
 * person cannot change their number within it. Of several in one run the survivor, else the first, goes on. If that is
 * not the survivor, the entry gets a step of its own and is worked alone from now on.
 */
export async function leaveBatches(hold: Hold, people: readonly One[], to: One): Promise<void> {
  const parts = await partsOf(hold, people);
  const goesOn = new Map<number, Part>();
  for (const part of parts) if (!goesOn.has(part.runId) || part.personId === to.id) goesOn.set(part.runId, part);
  for (const part of parts) {
    if (goesOn.get(part.runId) !== part) await end(hold, part, "merged");
    else if (part.personId !== to.id) await goAlone(hold, part);
  }
}

/** A handful of running batches, and in each one look-up by primary key. */
const partsOf = ({ tx }: Hold, people: readonly One[]): Promise<Part[]> =>
  tx.rows<Part>(sql`
    select e.shard, e.person_id as "personId", e.run_id as "runId", e.id as "entryId", r.campaign_id as "campaignId", r.version_id as "versionId",
      r.scheduled_for as "scheduledFor", c.qualification, r.step, coalesce(n.next_person > e.person_id, false) as through
    from ${peopleOf(people)} cross join campaign_run r join campaign c on c.id = r.campaign_id
      join entry e on e.shard = q.shard and e.run_id = r.id and e.person_id = q.id
      left join run_place n on n.shard = e.shard and n.run_id = r.id and n.step = r.step
    where r.kind = 'batch' and r.state = 'running' and e.ended_on is null and e.due is null
    order by e.run_id, e.person_id`);

async function end({ tx, at }: Hold, { shard, runId, personId, entryId }: Part, how: Ending): Promise<void> {
  await tx.rows(sql`update entry set ended_on = ${toIso(at)}::timestamptz, how = ${endings.indexOf(how)}
    where shard = ${shard}::smallint and run_id = ${runId} and person_id = ${personId} and id = ${entryId}`);
}

async function goAlone(hold: Hold, part: Part): Promise<void> {
  if (part.step === 0 && !part.through && !(await enter(hold, part))) return end(hold, part, "refused");
  const done = Math.max(0, part.through ? part.step : part.step - 1);
  await hold.tx.rows(sql`update entry set step = ${done}, version_id = ${part.versionId}, entered_on = ${toIso(part.scheduledFor)}::timestamptz, due = ${toIso(hold.at)}::timestamptz
    where shard = ${part.shard}::smallint and run_id = ${part.runId} and person_id = ${part.personId} and id = ${part.entryId}`);
}

/** Enters somebody ahead of their piece, if the qualification rule lets them. */
async function enter({ tx }: Hold, { shard, personId, campaignId, scheduledFor, qualification }: Part): Promise<boolean> {
  const when = sql`${toIso(scheduledFor)}::timestamptz`;
  const entered = await tx.rows(sql`
    insert into membership as m (shard, campaign_id, person_id, times, first_on, last_on)
    values (${shard}, ${campaignId}, ${personId}, 1, ${when}, ${when})
    on conflict (shard, campaign_id, person_id) do update set times = m.times + 1, last_on = greatest(m.last_on, excluded.last_on)
      where m.last_on <= ${instantText(entersAgainAfter(qualification, scheduledFor))}::timestamptz
    returning person_id`);
  return entered.length > 0;
}
