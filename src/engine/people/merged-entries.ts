import { type Instant, instantText, toIso } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { entersAgainAfter, type Qualification } from "#domain/qualification.ts";
import { endings, type Ending } from "../entry.ts";
import type { Hold } from "../shard.ts";
import type { One } from "./move-rows.ts";
import { peopleOf } from "./own-keys.ts";

/** The part somebody takes in a running batch. */
export interface BatchPart {
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
 * Lets merged people leave the running batches they were in: a batch is a place per shard, so nobody can change their
 * number within it. Of several in one run the survivor, else the first, goes on. If that is not the survivor, the entry
 * gets a step of its own and is worked alone from now on.
 *
 * @param parts as they were before the entries moved to the survivor
 */
export async function leaveBatches(hold: Hold, parts: readonly BatchPart[], to: One): Promise<void> {
  const goesOn = new Map<number, BatchPart>();
  for (const part of parts)
    if (!goesOn.has(part.runId) || part.personId === to.id) goesOn.set(part.runId, part);
  for (const part of parts) {
    if (goesOn.get(part.runId) !== part) await end(hold, part, to, "merged");
    else if (part.personId !== to.id) await goAlone(hold, part, to);
  }
}

/** A handful of running batches, and in each one look-up by primary key. */
export const batchParts = ({ tx }: Hold, people: readonly One[]): Promise<BatchPart[]> =>
  tx.rows<BatchPart>(sql`
    select e.shard, e.person_id as "personId", e.run_id as "runId", e.id as "entryId", r.campaign_id as "campaignId", r.version_id as "versionId",
      r.scheduled_for as "scheduledFor", c.qualification, r.step, coalesce(n.next_person > e.person_id, false) as through
    from ${peopleOf(people)} cross join campaign_run r join campaign c on c.id = r.campaign_id
      join entry e on e.shard = q.shard and e.run_id = r.id and e.person_id = q.id
      left join run_place n on n.shard = e.shard and n.run_id = r.id and n.step = r.step
    where r.kind = 'batch' and r.state = 'running' and e.ended_on is null and e.due is null
    order by e.run_id, e.person_id`);

const entryOf = ({ runId, entryId }: BatchPart, { shard, id }: One): Sql =>
  sql`shard = ${shard}::smallint and run_id = ${runId} and person_id = ${id} and id = ${entryId}`;

async function end({ tx, at }: Hold, part: BatchPart, to: One, how: Ending): Promise<void> {
  await tx.rows(
    sql`update entry set ended_on = ${toIso(at)}::timestamptz, how = ${endings.indexOf(how)} where ${entryOf(part, to)}`,
  );
}

async function goAlone(hold: Hold, part: BatchPart, to: One): Promise<void> {
  if (part.step === 0 && !part.through && !(await enter(hold, part, to)))
    return end(hold, part, to, "refused");
  const done = Math.max(0, part.through ? part.step : part.step - 1);
  await hold.tx
    .rows(sql`update entry set step = ${done}, version_id = ${part.versionId}, entered_on = ${toIso(part.scheduledFor)}::timestamptz,
    due = ${toIso(hold.at)}::timestamptz where ${entryOf(part, to)}`);
}

/** Enters somebody ahead of their piece, if the qualification rule lets them. */
async function enter(
  { tx }: Hold,
  { campaignId, scheduledFor, qualification }: BatchPart,
  { shard, id }: One,
): Promise<boolean> {
  const when = sql`${toIso(scheduledFor)}::timestamptz`;
  const entered = await tx.rows(sql`
    insert into membership as m (shard, campaign_id, person_id, times, first_on, last_on)
    values (${shard}::smallint, ${campaignId}::integer, ${id}::bigint, 1, ${when}, ${when})
    on conflict (shard, campaign_id, person_id) do update set times = m.times + 1, last_on = greatest(m.last_on, excluded.last_on)
      where m.last_on <= ${instantText(entersAgainAfter(qualification, scheduledFor))}::timestamptz
    returning person_id`);
  return entered.length > 0;
}
