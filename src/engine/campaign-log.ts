import { empty, sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import { results, type Result } from "#domain/source.ts";
import type { Database } from "#store/db.ts";
import { logColumns, readable, type LogLine, type LogRow } from "./log.ts";

/** A line of a campaign's log, with whose it is. */
export interface CampaignLine extends LogLine {
  readonly person: number;
  readonly email: string | null;
}

/**
 * A page of what a campaign's runs did, the newest first.
 *
 * Each run gives its newest through the index of runs, so a page costs the same however many activities there are
 * (decision 0039).
 *
 * @param before the number of the last activity of the page before
 * @param types only these kinds of activities, if any are named
 * @param result only what came of it so
 */
export async function campaignLog(
  db: Database,
  catalog: Catalog,
  campaign: number,
  {
    run,
    types,
    result,
    before = Number.MAX_SAFE_INTEGER,
    limit,
  }: {
    run?: number | undefined;
    types: readonly number[];
    result?: Result | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<CampaignLine[]> {
  const ofRun = run === undefined ? empty : sql`and r.id = ${run}::integer`;
  const ofType = types.length > 0 ? sql`and a.type_id = any(${[...types]}::integer[])` : empty;
  const withResult = result === undefined ? empty : sql`and a.result = ${results.indexOf(result)}::smallint`;
  const rows = await db.rows<LogRow & { person: number; email: string | null }>(sql`
    select q.*, p.email, c.name as campaign from (
      select ${logColumns}, a.shard, a.person_id as person, r.campaign_id from campaign_run r, lateral (
        select * from activity a where a.run_id = r.id and a.id < ${before}::bigint ${ofType} ${withResult} order by a.id desc limit ${limit}) a
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
