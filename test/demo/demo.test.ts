import { afterAll, beforeAll, expect, test } from "vitest";
import { instantFromIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { makeDemo } from "#demo/make-demo.ts";
import { freshDatabase } from "#test/harness/database.ts";

const UNTIL = instantFromIso("2026-06-10T12:00:00Z");
let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await freshDatabase();
  db = new Database(database.url);
  await makeDemo(database.url, {
    people: Number(process.env["MUSTER_DEMO_PEOPLE"] ?? 150),
    until: UNTIL,
    tell: () => {},
  });
}, 600_000);
afterAll(async () => {
  await db.close();
  await database.drop();
});

const count = async (statement: ReturnType<typeof sql>): Promise<number> =>
  Number((await db.rows<{ many: number }>(statement))[0]?.many);

test("the demo world has a year of history that its campaigns made", async () => {
  const types = await db.rows<{ type: number; many: number }>(
    sql`select type_id as type, count(*)::integer as many from activity where result = 0 group by 1 order by 1`,
  );
  const known = types.map(({ type }) => type);
  // Visits, forms, mails sent, delivered, bounced, unsubscribed, opened, clicked; people, values, scores, lists, moments.
  for (const type of [1, 2, 6, 7, 9, 10, 11, 12, 13, 22, 24, 46, 100_001]) expect(known).toContain(type);
  const months = await db.rows<{ month: number }>(
    sql`select distinct width_bucket(occurred_on, array(select generate_series(timestamptz '2025-06-10 12:00Z', '2026-06-10 11:00Z', interval '730 hours'))) as month from activity order by 1`,
  );
  expect(months.map(({ month }) => month)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(
    await count(sql`select count(*) as many from activity where occurred_on > '2026-06-10T12:00:00Z'`),
  ).toBe(0);
  expect(await count(sql`select count(*) as many from activity where result = 2`)).toBe(0);
});

test("it is as if it had been lived: nobody did anything before they were known, and the log was written in its order", async () => {
  const early = sql`select count(*) as many from activity a join person p using (shard) where p.id = a.person_id and a.occurred_on < p.created_at`;
  expect(await count(early)).toBe(0);
  const later = sql`select count(*) as many from (select recorded_on, lag(recorded_on) over (partition by shard order by id) as before from activity) a where before > recorded_on`;
  expect(await count(later)).toBe(0);
  // What a campaign does follows what somebody did within the moment in which they did it.
  const [lag] = await db.rows<{ minutes: number }>(
    sql`select extract(epoch from max(recorded_on - occurred_on)) / 60 as minutes from activity`,
  );
  expect(Number(lag?.minutes)).toBeLessThanOrEqual(30);
  // Who waited until ten o'clock went on at ten o'clock.
  const clock = await db.rows<{
    at: string;
  }>(sql`select distinct to_char(a.recorded_on at time zone 'UTC', 'HH24:MI') as at from activity a
    join campaign_run r on r.id = a.run_id join campaign c on c.id = r.campaign_id where c.name = 'Welcome series' and a.step > 4 and a.type_id in (6, 13)`);
  expect(clock).toEqual([{ at: "10:00" }]);
});

test("every campaign of it has had people, and some wait", async () => {
  const idle = await db.rows<{ name: string }>(
    sql`select name from campaign c where not exists (select from membership m where m.campaign_id = c.id)`,
  );
  expect(idle).toEqual([]);
  expect(await count(sql`select count(*) as many from campaign`)).toBe(8);
  expect(await count(sql`select count(*) as many from entry where due is not null`)).toBeGreaterThan(0);
});
