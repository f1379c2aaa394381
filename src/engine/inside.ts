import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { shardOf } from "#kernel/id.ts";
import { empty, sql, type Sql } from "#kernel/sql.ts";
import type { Flow } from "#domain/flow.ts";
import { sourceNumber } from "#domain/source.ts";
import { flowVersionChanged } from "#vocabulary/activities/flow-version-changed.ts";
import { endings, type Ending } from "./entry.ts";
import type { Engine } from "./engine.ts";
import { insertActivities } from "./record.ts";
import { holdShards, type Hold } from "./shard.ts";

/*
 * The people inside a campaign's flow who are not worked this moment: those who wait in a step.
 */

/** How many stand before a step of a version. */
export interface InsideCount {
  readonly version: number;
  /** The number of the step they go on with, from 1; one more than there are steps when nothing is left to do. */
  readonly step: number;
  /** The identity of the step they wait in, which it has in every version; null for who waits before the first. */
  readonly waitsIn: number | null;
  readonly people: number;
  /** When the first of them goes on. */
  readonly next: Instant;
}

const ofCampaign = (campaignId: number): Sql =>
  sql`e.run_id in (select r.id from campaign_run r where r.campaign_id = ${campaignId}::integer) and e.due is not null`;

export function insideCounts(engine: Engine, campaignId: number): Promise<InsideCount[]> {
  return engine.db
    .rows<InsideCount>(sql`select c.version, c.step + 1 as step, (v.flow #>> array['steps', (nullif(c.step, 0) - 1)::text, 'id'])::integer as "waitsIn", c.people, c.next
    from (select v.number as version, v.id, e.step, count(*)::integer as people, min(e.due) as next
      from entry e join campaign_version v on v.id = e.version_id where ${ofCampaign(campaignId)} group by 1, 2, 3) c
    join campaign_version v on v.id = c.id order by 1, 2`);
}

/** How many of some people are inside some campaigns. */
export async function countInside(
  { db }: Engine,
  campaigns: readonly number[],
  people: readonly number[],
): Promise<number> {
  const [row] = await db.rows<{ many: number }>(sql`select count(distinct e.person_id)::integer as many
    from entry e join campaign_run r on r.id = e.run_id where r.campaign_id = any(${[...campaigns]}::integer[]) and e.due is not null
      and e.shard = any(${[...new Set(people.map(shardOf))]}::smallint[]) and e.person_id = any(${[...people]}::bigint[])`);
  return row?.many ?? 0;
}

/** One of them. */
export interface Inside {
  readonly entry: number;
  readonly person: number;
  readonly email: string | null;
  readonly version: number;
  readonly step: number;
  readonly due: Instant;
}

/** A page of them by the number of their entry, the oldest first. */
export function insidePage(
  engine: Engine,
  campaignId: number,
  after: number,
  limit: number,
): Promise<Inside[]> {
  return engine.db
    .rows<Inside>(sql`select e.id as entry, e.person_id as person, p.email, v.number as version, e.step + 1 as step, e.due
    from entry e join campaign_version v on v.id = e.version_id join person p on p.shard = e.shard and p.id = e.person_id
    where ${ofCampaign(campaignId)} and e.id > ${after}::bigint order by e.id limit ${limit}`);
}

/** Whom a change concerns: some people, or everybody inside. */
export type Whom = readonly number[] | "everybody";

/** How many are changed in one transaction. */
const PIECE = 4_096;

/** Lets people go on now. Gives how many. */
export const release = (engine: Engine, campaignId: number, whom: Whom): Promise<number> =>
  inPieces(engine, campaignId, whom, sql`e.due > clock.at`, ({ at }) => ({
    set: sql`due = ${toIso(at)}::timestamptz`,
  }));

/** Takes people out of the flow where they stand; that they were in it stays. Gives how many. */
export const takeOut = (
  engine: Engine,
  campaignId: number,
  whom: Whom,
  how: Ending,
  runId?: number,
): Promise<number> =>
  inPieces(
    engine,
    campaignId,
    whom,
    runId === undefined ? empty : sql`e.run_id = ${runId}::integer`,
    ({ at }) => ({
      set: sql`due = null, step = null, ended_on = ${toIso(at)}::timestamptz, how = ${endings.indexOf(how)}::smallint`,
    }),
  );

/** A version people can be moved to or from. */
export interface FlowVersion {
  readonly id: number;
  readonly number: number;
  readonly flow: Flow;
}

/**
 * Moves the people inside to another version: each goes on, at their old time, with the next step of their own version
 * that the other has too. Gives how many.
 */
export async function moveTo(engine: Engine, campaignId: number, to: FlowVersion): Promise<number> {
  const versions = await engine.db
    .rows<FlowVersion>(sql`select distinct v.id, v.number, v.flow from entry e join campaign_version v on v.id = e.version_id
    where ${ofCampaign(campaignId)} and v.id <> ${to.id}`);
  if (versions.length === 0) return 0;
  const places = versions.flatMap((from) =>
    [...from.flow.steps, undefined].map((_, step) => ({
      version: from.id,
      step,
      next: placeIn(to.flow, from.flow, step),
    })),
  );
  const place = sql`unnest(${places.map((one) => one.version)}::integer[], ${places.map((one) => one.step)}::smallint[], ${places.map((one) => one.next)}::smallint[]) as m (version_id, step, next)`;
  return inPieces(engine, campaignId, "everybody", sql`e.version_id <> ${to.id}::integer`, () => ({
    set: sql`version_id = ${to.id}::integer, step = m.next`,
    from: sql`, ${place}`,
    where: sql`and m.version_id = s.version_id and m.step = s.step`,
    log: (hold) => moved(hold, to),
  }));
}

/** Where somebody who stands before a step goes on in another flow; behind its last step when nothing is left. */
function placeIn(to: Flow, from: Flow, step: number): number {
  for (const { id } of from.steps.slice(step)) {
    const place = to.steps.findIndex((one) => one.id === id);
    if (place >= 0) return place;
  }
  return to.steps.length;
}

const moved = ({ at }: Hold, to: FlowVersion): Sql => {
  const instant = sql`${toIso(at)}::timestamptz`;
  return sql`, logged as (${insertActivities(sql`select c.shard, c.person_id, ${flowVersionChanged.id}::integer, null::integer, null::text, c.run_id, c.id,
    null::smallint, null::smallint, 0::smallint, null::text, ${sourceNumber("user")}::smallint, v.number::text, ${String(to.number)}::text, null::jsonb, ${instant}, ${instant}
    from changed c join campaign_version v on v.id = c.before`)})`;
};

interface Change {
  readonly set: Sql;
  /** Further relations, and how they join. */
  readonly from?: Sql;
  readonly where?: Sql;
  readonly log?: (hold: Hold) => Sql;
}

/** Changes the entries inside that satisfy a condition, shard by shard, a piece at a time. */
export async function inPieces(
  engine: Engine,
  campaignId: number,
  whom: Whom,
  condition: Sql,
  change: (hold: Hold) => Change,
): Promise<number> {
  const who = whom === "everybody" ? empty : sql`and e.person_id = any(${[...whom]}::bigint[])`;
  const shards = await engine.db.rows<{ shard: number }>(
    sql`select distinct e.shard from entry e where ${ofCampaign(campaignId)} ${who} order by 1`,
  );
  let total = 0;
  for (const { shard } of shards) {
    for (let took: number | undefined, many = PIECE; many === PIECE;) {
      await engine.turns.bulk(took);
      const began = performance.now();
      many = await holdShards(engine, "bulk", [shard], async (hold) => {
        const { set, from = empty, where = empty, log } = change(hold);
        const also = condition === empty ? empty : sql`and ${condition}`;
        const rows = await hold.tx.rows<{ many: number }>(sql`
          with clock as (select ${toIso(micros(hold.at))}::timestamptz as at),
            chosen as (select e.shard, e.run_id, e.person_id, e.id, e.version_id, e.step from entry e, clock
              where e.shard = ${shard}::smallint and ${ofCampaign(campaignId)} ${who} ${also} limit ${PIECE}),
            changed as (update entry e set ${set} from chosen s ${from}
              where e.shard = s.shard and e.run_id = s.run_id and e.person_id = s.person_id and e.id = s.id ${where}
              returning e.shard, e.run_id, e.person_id, e.id, old.version_id as before)
            ${log ? log(hold) : empty}
          select count(*)::integer as many from changed`);
        return rows[0]?.many ?? 0;
      });
      took = performance.now() - began;
      total += many;
    }
  }
  return total;
}
