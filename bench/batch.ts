import { sql, type Sql } from "#kernel/sql.ts";
import { workRun } from "#engine/batch.ts";
import type { Run } from "#engine/run.ts";
import { alternate, figure, ratios, seconds, shown, type Result } from "./measure.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { makeWorld, type Server, type World } from "./world.ts";

/** The states 7 of 8 people live in. */
const STATES = ["CA", "NY", "TX", "FL", "WA", "OR", "NV"];

/**
 * Three logged data steps over everybody in seven states who has not clicked for 30 days: the engine against the same
 * effects, log rows and pieces written by hand, on one and on two connections.
 */
export async function benchBatch(server: Server, sizes: readonly number[], runs: number): Promise<Result[]> {
  const results: Result[] = [];
  const perPerson = new Map<number, number>();
  for (const size of sizes) {
    const world = await makeWorld(await server.database(), size, size * 3);
    for (const connections of [1, 2]) {
      const times = await alternate(runs, {
        hand: (run) => byHand(world, connections, run),
        engine: (run) => byEngine(world, connections, run),
      });
      const ratio = figure(ratios(times.engine, times.hand));
      const engine = figure(times.engine);
      if (connections === 2) perPerson.set(size, engine.median / size);
      results.push({
        work: `3 logged data steps over ${size.toLocaleString("en")} people, ${connections} connection${connections > 1 ? "s" : ""}`,
        measured: `${shown(ratio)} × hand-written (${shown(engine)} s)`,
        goal: size >= 1_000_000 ? "≤ 1.3 ×" : "–",
        reached: size < 1_000_000 || ratio.median <= 1.3,
        detail: { size, connections, times, ratio },
      });
    }
    await world.db.close();
  }
  const growth = (perPerson.get(1_000_000) ?? 0) / (perPerson.get(200_000) ?? 1);
  if (growth > 0)
    results.push({
      work: "time per person at 1 M against 200 k, 2 connections",
      measured: `${growth.toFixed(2)} ×`,
      goal: "≤ 1.25 ×",
      reached: growth <= 1.25,
      detail: { growth },
    });
  return results;
}

const country = (run: number, who: string): string => `${who} ${run}`;
let list = 0;

async function byEngine({ db, engine }: World, connections: number, run: number): Promise<number> {
  list += 1;
  const [campaign] = await makeCampaigns(engine, [
    {
      name: `Batch ${list}`,
      filters: [
        { filter: "field", field: "state", operator: "is", values: STATES },
        {
          filter: "click-email",
          operator: "is any",
          values: [],
          not: true,
          constraints: [{ attribute: "date", operator: "in past", values: ["30 days"] }],
        },
      ],
      steps: [
        { action: "change-score", args: { field: "person_score", change: "+5" } },
        {
          action: "change-data-value",
          args: { field: "country", value: country(run, `engine ${connections}`) },
        },
        { action: "add-to-list", args: { list: 1 + (list % 60) } },
      ],
    },
  ]);
  const [planned] =
    await db.rows<Run>(sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${campaign?.id}, 'batch', 'scheduled', now())
    returning id, campaign_id as "campaignId", state, scheduled_for as "scheduledFor", person_limit as "personLimit", version_id as "versionId", step`);
  const took = await seconds(() => workRun(engine, planned as Run, connections));
  await tidy(db);
  return took;
}

async function tidy(db: World["db"]): Promise<void> {
  await db.rows(sql`delete from list_member`);
  await db.rows(sql`vacuum analyze person`);
  await db.rows(sql`vacuum analyze list_member`);
  await db.rows(sql`vacuum analyze activity`);
  await db.rows(sql`checkpoint`);
}

/** People per piece, as large as the engine's own pieces come out. */
const PIECE = 4096;

async function byHand({ db }: World, connections: number, run: number): Promise<number> {
  list += 1;
  const number = 1_000_000 + list;
  const took = await seconds(async () => {
    for (const step of [enter, score, data, join]) {
      const left = Array.from({ length: 32 }, (_, shard) => shard);
      await Promise.all(
        Array.from({ length: connections }, async () => {
          for (let shard = left.shift(); shard !== undefined; shard = left.shift())
            for (let from = 0; from >= 0;)
              from = await piece(db, shard, from, step, number, run, connections);
        }),
      );
    }
  });
  await tidy(db);
  return took;
}

function piece(
  db: World["db"],
  shard: number,
  from: number,
  step: (r: Range) => Sql,
  number: number,
  run: number,
  connections: number,
): Promise<number> {
  return db.transaction(
    "bulk",
    async (tx) => {
      const [row] = await tx.rows<{ until: number }>(
        sql`select id as until from person where shard = ${shard}::smallint and id >= ${from} order by id offset ${PIECE} limit 1`,
      );
      await tx.rows(
        step({ shard, from, until: row?.until ?? Number.MAX_SAFE_INTEGER, number, run, connections }),
      );
      return row?.until ?? -1;
    },
    `select from shard where shard = ${shard} for no key update`,
  );
}

interface Range {
  readonly shard: number;
  readonly from: number;
  readonly until: number;
  readonly number: number;
  readonly run: number;
  readonly connections: number;
}

const here = ({ shard, from, until }: Range, id: Sql, of: Sql): Sql =>
  sql`${of} = ${shard}::smallint and ${id} >= ${from}::bigint and ${id} < ${until}::bigint`;

const enter = (
  r: Range,
): Sql => sql`insert into membership (shard, campaign_id, person_id, times, first_on, last_on)
  select p.shard, ${r.number}, p.id, 1, now(), now() from person p
  where ${here(r, sql`p.id`, sql`p.shard`)} and fold(p.state) = any(fold(${STATES}::text[])) and not exists (
    select from activity a where ${here(r, sql`a.person_id`, sql`a.shard`)} and a.person_id = p.id and a.type_id = 11
      and a.occurred_on > now() - interval '30 days' and a.recorded_on > now() - interval '30 days')`;

const members = (r: Range): Sql =>
  sql`m as (select person_id as id from membership where campaign_id = ${r.number} and ${here(r, sql`person_id`, sql`shard`)})`;

const log = (r: Range, step: number, type: number, asset: Sql, old: Sql, new_: Sql, from: Sql): Sql => sql`
  insert into activity (shard, person_id, type_id, asset_id, run_id, entry_id, step, choice, result, source, old_value, new_value, recorded_on, occurred_on)
  select ${r.shard}::smallint, id, ${type}::integer, ${asset}, ${r.number}::integer, id, ${step}::smallint, 0, 0, 0, ${old}, ${new_}, now(), now() from ${from}`;

const score = (r: Range): Sql => sql`with ${members(r)}, u as (
    update person p set person_score = coalesce(p.person_score, 0) + 5, updated_at = now() from m
    where ${here(r, sql`p.id`, sql`p.shard`)} and p.id = m.id returning p.id, old.person_score as o, new.person_score as n)
  ${log(r, 1, 22, sql`7`, sql`o::text`, sql`n::text`, sql`u`)}`;

const data = (r: Range): Sql => sql`with ${members(r)}, u as (
    update person p set country = ${country(r.run, `hand ${r.connections}`)}, updated_at = now() from m
    where ${here(r, sql`p.id`, sql`p.shard`)} and p.id = m.id and p.country is distinct from ${country(r.run, `hand ${r.connections}`)}
    returning p.id, old.country as o, new.country as n)
  ${log(r, 2, 13, sql`18`, sql`o`, sql`n`, sql`u`)}`;

const join = (r: Range): Sql => sql`with ${members(r)}, u as (
    insert into list_member (shard, list_id, person_id, added_on) select ${r.shard}::smallint, 1, id, now() from m
    on conflict do nothing returning person_id as id)
  ${log(r, 3, 24, sql`1`, sql`null`, sql`null`, sql`u`)}`;
