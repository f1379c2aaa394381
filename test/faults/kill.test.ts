import { randomInt } from "node:crypto";
import { setTimeout as pass } from "node:timers/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { freshDatabase, type TestDatabase } from "#test/harness/database.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { MusterProcess } from "#test/harness/muster-process.ts";

/** How often the working process is killed; the long run sets it high. */
const KILLS = Number(process.env["MUSTER_KILLS"] ?? 12);
const PEOPLE = 4_000;

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await freshDatabase();
  db = new Database(database.url);
  await db.rows(sql`insert into person (shard, id, created_at, updated_at, email, state, person_score)
    select (i >> 7) & 31, i, now(), now(), 'p' || i || '@example.com', case when i % 2 = 0 then 'CA' else 'NY' end, 0 from generate_series(1, ${PEOPLE}::bigint) i`);
  await db.rows(sql`insert into static_list (name, created_on) values ('Reached', now()), ('Heard', now())`);
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const start = (program: string, ...args: string[]): MusterProcess =>
  new MusterProcess({
    command: [process.execPath, join(import.meta.dirname, program), database.url, ...args],
  });

/** Runs a program again and again, killing it at random moments, until it has been killed so often or it is done. */
async function killAtRandom(
  program: string,
  args: () => string[],
  kills: number,
  longest: number,
  over: RegExp,
): Promise<number> {
  for (let killed = 0; ;) {
    const worker = start(program, ...args());
    if (killed < kills) {
      await worker.prints(/working/);
      await pass(randomInt(1, longest));
    } else await worker.ended;
    await worker.kill();
    if (over.test(worker.output)) return killed;
    killed += 1;
    if (killed > kills + 1) throw new Error(`It does not end:\n${worker.output}${worker.errors}`);
  }
}

describe(`a working process that is killed ${KILLS} times`, () => {
  test(
    "takes everybody of a batch, and everybody its steps set off, through every step exactly once",
    { timeout: 600_000 },
    async () => {
      const engine = await openEngine(db);
      const [batch] = await makeCampaigns(engine, [
        {
          name: "Batch",
          filters: [{ filter: "field", field: "person_score", operator: "is", values: [0] }],
          steps: [
            { action: "change-score", args: { field: "person_score", change: "+5" } },
            {
              action: "change-data-value",
              args: { field: "country", value: "USA" },
              choices: [
                {
                  if: { filter: "field", field: "state", operator: "is", values: ["NY"] },
                  args: { field: "country", value: "Elsewhere" },
                },
              ],
            },
            { action: "add-to-list", args: { list: 1 } },
          ],
        },
      ]);
      await makeCampaigns(engine, [
        {
          name: "Heard",
          active: true,
          qualification: { rule: "every time" },
          triggers: [{ trigger: "change-data-value", operator: "is", values: ["country"] }],
          filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }],
          steps: [
            { action: "change-score", args: { field: "person_score", change: "+100" } },
            { action: "add-to-list", args: { list: 2 } },
          ],
        },
      ]);
      await db.rows(
        sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${batch?.id}, 'batch', 'scheduled', now())`,
      );

      const killed = await killAtRandom("worker.ts", () => [], KILLS, 400, /quiet/);

      expect(await db.rows(sql`select r.kind, r.state from campaign_run r order by r.id`)).toEqual([
        { kind: "trigger", state: "active" },
        { kind: "batch", state: "done" },
      ]);
      const doubled = await db.rows(
        sql`select entry_id, step, count(*) from activity where entry_id is not null group by 1, 2 having count(*) <> 1`,
      );
      expect(doubled, `after ${killed} kills`).toEqual([]);
      const done = await db.rows(
        sql`select r.kind, a.step, count(distinct a.person_id) as people from activity a join campaign_run r on r.id = a.run_id group by 1, 2 order by 1, 2`,
      );
      expect(done).toEqual([
        { kind: "batch", step: 1, people: PEOPLE },
        { kind: "batch", step: 2, people: PEOPLE },
        { kind: "batch", step: 3, people: PEOPLE },
        { kind: "trigger", step: 1, people: PEOPLE / 2 },
        { kind: "trigger", step: 2, people: PEOPLE / 2 },
      ]);
      expect(
        await db.rows(
          sql`select person_score as score, country, count(*) as people from person group by 1, 2 order by 1`,
        ),
      ).toEqual([
        { score: 5, country: "Elsewhere", people: PEOPLE / 2 },
        { score: 105, country: "USA", people: PEOPLE / 2 },
      ]);
      expect(
        await db.rows(sql`select list_id, count(*) as people from list_member group by 1 order by 1`),
      ).toEqual([
        { list_id: 1, people: PEOPLE },
        { list_id: 2, people: PEOPLE / 2 },
      ]);
      expect(await db.rows(sql`select distinct times from membership`)).toEqual([{ times: 1 }]);
      const [counts] = await db.rows<{ people: number }>(
        sql`select sum(people)::integer as people from run_count where result = 0`,
      );
      expect(counts?.people).toBe(PEOPLE * 3 + PEOPLE);
    },
  );

  test(
    "records every event it answered, and every repeated one, exactly once with all it sets off",
    { timeout: 600_000 },
    async () => {
      const engine = await openEngine(db);
      await makeCampaigns(engine, [
        {
          name: "Visits",
          active: true,
          qualification: { rule: "every time" },
          triggers: [{ trigger: "visit-webpage", operator: "is any" }],
          steps: [{ action: "interesting-moment", args: { type: "Web", description: "visited" } }],
        },
      ]);
      const events = 1_200;
      const answered = new Set<number>();
      const first = (): number => Math.max(0, ...answered) - 60;
      for (let killed = 0, over = false; !over; killed += 1) {
        const worker = start(
          "event-worker.ts",
          String(Math.max(0, first())),
          String(events - Math.max(0, first())),
          "300",
        );
        if (killed < KILLS) {
          await worker.prints(/working/);
          await pass(randomInt(1, 300));
        } else await worker.ended;
        await worker.kill();
        for (const [, number] of worker.output.matchAll(/answered (\d+)\n/g)) answered.add(Number(number));
        over = /done/.test(worker.output);
        expect(killed, worker.errors).toBeLessThan(KILLS + 3);
      }
      const rows = await db.rows<{ number: number; times: number }>(
        sql`select (attributes ->> 'token')::integer as number, count(*) as times from activity where type_id = 1 group by 1`,
      );
      expect(rows.filter((row) => row.times !== 1)).toEqual([]);
      expect(Array.from(answered).filter((number) => !rows.some((row) => row.number === number))).toEqual([]);
      expect(rows).toHaveLength(events);
      const [moments] = await db.rows<{ moments: number; entries: number }>(
        sql`select count(*) as moments, count(distinct entry_id) as entries from activity where type_id = 46`,
      );
      expect(moments).toEqual({ moments: events, entries: events });
    },
  );
});
