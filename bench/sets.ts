import { run as runWorker, type Runner } from "graphile-worker";
import { sql, type Sql } from "#kernel/sql.ts";
import { shardOf } from "#kernel/id.ts";
import { Intake } from "#engine/intake.ts";
import { alternate, figure, ratios, seconds, shown, type Result } from "./measure.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { makeWorld, type Server, type World } from "./world.ts";

const SET = 1_000;
const SETS = 40;
/** How many calls are under way at once, on both sides. */
const CALLS = 4;
const STATES = ["CA", "NY", "TX", "FL", "WA", "OR", "NV"];

/** Events, 1,000 to a call: one campaign matches seven of eight people and changes a score. */
export async function benchSets(server: Server, people: number, runs: number): Promise<Result[]> {
  const world = await makeWorld(await server.database(), people, people);
  await makeCampaigns(world.engine, [
    {
      name: "Visits",
      active: true,
      qualification: { rule: "every time" },
      triggers: [{ trigger: "visit-webpage", operator: "is", values: ["/page/17"] }],
      filters: [{ filter: "field", field: "state", operator: "is", values: STATES }],
      steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }],
    },
  ]);
  const intake = new Intake(world.engine);
  const page =
    (await world.db.rows<{ id: number }>(sql`select id from asset where name = '/page/17'`))[0]?.id ?? 0;
  const times = await alternate(runs, {
    engine: () =>
      seconds(() => calls((ids) => Promise.all(intake.record(ids.map((id) => event(id, page)))), people)),
    hand: () => seconds(() => calls((ids) => byHand(world, ids, page), people)),
  });
  const perSecond = figure(times.engine.map((value) => (SET * SETS) / value));
  const jobs = await graphile(world.db.url, {});
  const best = await graphile(world.db.url, {
    concurrentJobs: 100,
    localQueue: { size: 2000 },
    completeJobBatchDelay: 5,
  });
  await world.db.close();
  const ratio = figure(ratios(times.hand, times.engine));
  const against = perSecond.median / jobs;
  return [
    {
      work: "events 1,000 per call, first step done",
      measured: `${shown(ratio)} × hand-written set SQL (${Math.round(perSecond.median).toLocaleString("en")} events/s)`,
      goal: "≥ 0.5 ×",
      reached: ratio.median >= 0.5,
      detail: { times },
    },
    {
      work: "the same against graphile-worker's no-op jobs, 24 at a time",
      measured: `${against.toFixed(1)} × (${Math.round(jobs).toLocaleString("en")} jobs/s; its best local queue ${Math.round(best).toLocaleString("en")})`,
      goal: "≥ 5 ×",
      reached: against >= 5,
      detail: { jobs, best },
    },
  ];
}

const event = (id: number, page: number) => ({
  event: {
    shard: shardOf(id),
    personId: id,
    typeId: 1,
    assetId: page,
    value: null,
    attributes: null,
    source: 3,
    occurredOn: null,
  },
});

async function calls(call: (ids: number[]) => Promise<unknown>, people: number): Promise<void> {
  let left = SETS;
  await Promise.all(
    Array.from({ length: CALLS }, async () => {
      while (left-- > 0)
        await call(Array.from({ length: SET }, () => 1 + Math.floor(Math.random() * people)));
    }),
  );
}

/** Two connections at most at work, each with half of the shards, as one who read the plans would write it. */
const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];

function byHand({ db }: World, ids: number[], page: number): Promise<unknown> {
  return Promise.all(
    [0, 1].map((lane) => {
      const mine = ids.filter((id) => shardOf(id) >> 4 === lane);
      return (lanes[lane] = (lanes[lane] as Promise<unknown>).then(() => handSet(db, mine, page)));
    }),
  );
}

const handSet = (db: World["db"], ids: number[], page: number): Promise<void> =>
  db.transaction(
    "record",
    async (tx) => void (await tx.rows(handStatement(ids, page), { prepare: true })),
    `select from shard where shard in (${[...new Set(ids.map(shardOf))].toSorted((a, b) => a - b).join(",")}) order by shard for no key update`,
  );

const handStatement = (ids: number[], page: number): Sql => sql`
  with ev as (
    insert into activity (shard, person_id, type_id, asset_id, source, recorded_on, occurred_on)
    select s, p, 1, ${page}::integer, 3, now(), now() from unnest(${ids.map(shardOf)}::smallint[], ${ids}::bigint[]) u (s, p)
    returning shard, person_id),
  k as (
    select e.shard, e.person_id, count(*)::integer as n from ev e join person p on p.shard = e.shard and p.id = e.person_id
    where fold(p.state) = any(fold(${STATES}::text[])) group by 1, 2),
  m as (
    insert into membership as m (shard, campaign_id, person_id, times, first_on, last_on)
    select shard, 999, person_id, n, now(), now() from k
    on conflict (shard, campaign_id, person_id) do update set times = m.times + excluded.times, last_on = excluded.last_on),
  u as (
    update person p set person_score = coalesce(p.person_score, 0) + k.n, updated_at = now() from k
    where p.shard = k.shard and p.id = k.person_id returning p.shard, p.id, old.person_score as o, new.person_score as n)
  insert into activity (shard, person_id, type_id, asset_id, run_id, entry_id, step, choice, source, old_value, new_value, recorded_on, occurred_on)
  select shard, id, 22, 7, 999, id, 1, 0, 0, o::text, n::text, now(), now() from u`;

/** No-op jobs per second of graphile-worker, already enqueued. */
async function graphile(url: string, preset: object): Promise<number> {
  const jobs = 20_000;
  let done = 0;
  let finished = (): void => {};
  const all = new Promise<void>((resolve) => (finished = resolve));
  const task = (): void => {
    done += 1;
    if (done === jobs) finished();
  };
  const start = (): Promise<Runner> =>
    runWorker({
      connectionString: url,
      concurrency: 24,
      noHandleSignals: true,
      taskList: { noop: task },
      preset: { worker: { concurrentJobs: 24, ...preset } },
      logger: quiet,
    });
  const first = await start();
  await first.addJob("warm", {});
  await first.stop();
  const { Database } = await import("#store/db.ts");
  const db = new Database(url);
  await db.rows(sql`select count(graphile_worker.add_job('noop')) from generate_series(1, ${jobs}::integer)`);
  await db.close();
  const began = performance.now();
  const worker = await start();
  await all;
  const perSecond = jobs / ((performance.now() - began) / 1000);
  await worker.stop();
  return perSecond;
}

const { Logger } = await import("graphile-worker");
const quiet = new Logger(() => () => {});
