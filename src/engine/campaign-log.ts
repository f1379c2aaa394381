import { empty, sql, type Sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import { results, sourceNumber, type Result } from "#domain/source.ts";
import type { Database } from "#store/db.ts";
import { logColumns, readable, type LogLine, type LogRow } from "./log.ts";

/** A line of a campaign's log, with whose it is. */
export interface CampaignLine extends LogLine {
  readonly person: number;
  readonly email: string | null;
}

/** To what of a run a log is narrowed. */
export interface LogPart {
  readonly run?: number | undefined;
  /** Only what this step itself did: by its identity, as the counts of a run name it. */
  readonly step?: number | undefined;
  /** 0 is the default choice. */
  readonly choice?: number | undefined;
  readonly result?: Result | undefined;
  readonly reason?: string | undefined;
}

/** What a step leaves itself, and not what followed from it, as that its mail was opened. */
const OF_STEPS = [sourceNumber("flow action"), sourceNumber("test")];

/**
 * A page of what a campaign's runs did, the newest first.
 *
 * Each run gives its newest through the index of runs, so a page costs the same however many activities there are
 * (decision 0039).
 *
 * @param before the number of the last activity of the page before
 * @param types only these kinds of activities, if any are named
 */
export async function campaignLog(
  db: Database,
  catalog: Catalog,
  campaign: number,
  {
    types,
    before = Number.MAX_SAFE_INTEGER,
    limit,
    ...part
  }: LogPart & {
    types: readonly number[];
    before?: number | undefined;
    limit: number;
  },
): Promise<CampaignLine[]> {
  const ofRun = part.run === undefined ? empty : sql`and r.id = ${part.run}::integer`;
  const ofType = types.length > 0 ? sql`and a.type_id = any(${[...types]}::integer[])` : empty;
  const rows = await db.rows<LogRow & { person: number; email: string | null }>(sql`
    select q.*, p.email, c.name as campaign from (
      select ${logColumns}, a.shard, a.person_id as person, r.campaign_id from campaign_run r, lateral (
        select * from activity a where a.run_id = r.id and a.id < ${before}::bigint ${ofType} ${inPart(part)} order by a.id desc limit ${limit}) a
      where r.campaign_id = ${campaign}::integer ${ofRun} order by a.id desc limit ${limit}) q
    join campaign c on c.id = q.campaign_id left join person p on p.shard = q.shard and p.id = q.person
    order by q.id desc`);
  const lines = await readable(db, catalog, rows);
  return lines.map((line, index) => ({
    ...line,
    person: rows[index]?.person as number,
    email: rows[index]?.email ?? null,
  }));
}

/** The condition on an activity `a`. */
const inPart = ({ step, choice, result, reason }: LogPart): Sql =>
  sql`${step === undefined ? empty : sql`and a.step = ${step}::smallint and a.source = any(${OF_STEPS}::smallint[])`}
    ${choice === undefined ? empty : sql`and a.choice = ${choice}::smallint`}
    ${result === undefined ? empty : sql`and a.result = ${results.indexOf(result)}::smallint`}
    ${reason === undefined ? empty : sql`and a.reason = ${reason}`}`;
