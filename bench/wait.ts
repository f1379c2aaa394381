import { ManualClock, day, micros, toIso } from "#kernel/clock.ts";
import { SHARDS } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import { openEngine } from "#engine/engine.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { figure, ratios, seconds, shown, type Result } from "./measure.ts";
import { makeWorld, type Server } from "./world.ts";

const PIECE = 4_096;

/** Everybody waits in a step and goes on together: the engine against plain SQL with the same effects, rows and pieces. */
export async function benchWait(server: Server, people: number, runs: number): Promise<Result[]> {
  const times = { engine: [] as number[], hand: [] as number[] };
  for (let run = 0; run <= runs; run += 1)
    for (const who of run % 2 ? (["engine", "hand"] as const) : (["hand", "engine"] as const)) {
      const took = await once(server, people, who);
      if (run > 0) times[who].push(took);
    }
  const ratio = figure(ratios(times.engine, times.hand));
  return [
    {
      work: `${people.toLocaleString("en")} people in a wait go on together through a data step`,
      measured: `${shown(ratio)} × hand-written (${figure(times.engine).median.toFixed(1)} s)`,
      goal: "≤ 1.3 ×",
      reached: ratio.median <= 1.3,
      detail: { times },
    },
  ];
}

async function once(server: Server, people: number, who: "engine" | "hand"): Promise<number> {
  const { db, engine: real } = await makeWorld(await server.database(), people, 0);
  const clock = new ManualClock(real.clock.now());
  const engine = await openEngine(db, clock);
  const [batch] = await makeCampaigns(engine, [
    {
      name: "Waits",
      filters: [{ filter: "field", field: "email", operator: "is not empty" }],
      steps: [
        { action: "wait", args: { for: "1 day" } },
        { action: "change-score", args: { field: "person_score", change: "+5" } },
      ],
    },
  ]);
  const [row] = await db.rows<{ id: number }>(
    sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${batch?.id}, 'batch', 'scheduled', ${toIso(clock.now())}::timestamptz) returning id`,
  );
  const scheduler = new Scheduler(engine, (error) => console.error(error));
  await scheduler.quiet();
  clock.set(micros(clock.now() + 2 * day));
  await db.rows(sql`vacuum analyze entry`);
  const took = await seconds(() => (who === "engine" ? scheduler.quiet() : byHand(db, row?.id ?? 0)));
  const [done] = await db.rows<{ lines: number; left: number }>(
    sql`select (select count(*) from activity where type_id = 22) as lines, (select count(*) from entry where due is not null) as left`,
  );
  if (done?.lines !== people || done.left !== 0) throw new Error(`${who}: ${JSON.stringify(done)}`);
  await scheduler.close();
  await server.drop(db);
  return took;
}

async function byHand(db: Awaited<ReturnType<typeof makeWorld>>["db"], run: number): Promise<void> {
  const score = (await db.rows<{ id: number }>(sql`select id from field where name = 'person_score'`))[0]?.id;
  for (let shard = 0; shard < SHARDS; shard += 1)
    for (let from: number | undefined = 0; from !== undefined;) {
      const start: number = from;
      from = await db.transaction("bulk", async (tx) => {
        const [next] = await tx.rows<{ until: number }>(
          sql`select person_id as until from entry where run_id = ${run} and shard = ${shard}::smallint and due is not null and person_id >= ${start} order by due, person_id offset ${PIECE} limit 1`,
        );
        const until = next?.until ?? Number.MAX_SAFE_INTEGER;
        await tx.rows(sql`
          with e as (select shard, run_id, person_id, id from entry where run_id = ${run} and shard = ${shard}::smallint and due is not null and person_id >= ${start} and person_id < ${until}),
            u as (update person p set person_score = coalesce(p.person_score, 0) + 5, updated_at = now() from e
              where p.shard = ${shard}::smallint and p.id = e.person_id and p.id >= ${start} and p.id < ${until}
              returning p.shard, p.id, e.id as entry_id, old.person_score as before, new.person_score as after),
            a as (insert into activity (shard, person_id, type_id, asset_id, run_id, entry_id, step, choice, result, source, old_value, new_value, recorded_on, occurred_on)
              select shard, id, 22, ${score}::integer, ${run}::integer, entry_id, 2, 0, 0, 0, before::text, after::text, now(), now() from u)
          update entry t set due = null, step = null, ended_on = now(), how = 0 from e
          where t.shard = e.shard and t.run_id = e.run_id and t.person_id = e.person_id and t.id = e.id`);
        return next?.until;
      });
    }
}
