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
  const [span] = await db.rows<{ days: number }>(
    sql`select extract(day from max(occurred_on) - min(occurred_on))::integer as days from activity`,
  );
  expect(span?.days).toBeGreaterThan(300);
  expect(
    await count(sql`select count(*) as many from activity where occurred_on > '2026-06-10T12:00:00Z'`),
  ).toBe(0);
  expect(await count(sql`select count(*) as many from activity where result = 2`)).toBe(0);
});

test("every campaign of it has had people, and some wait", async () => {
  const idle = await db.rows<{ name: string }>(
    sql`select name from campaign c where not exists (select from membership m where m.campaign_id = c.id)`,
  );
  expect(idle).toEqual([]);
  expect(await count(sql`select count(*) as many from campaign`)).toBe(8);
  expect(await count(sql`select count(*) as many from entry where due is not null`)).toBeGreaterThan(0);
});
