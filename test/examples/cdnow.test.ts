import { readFile } from "node:fs/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { freshDatabase } from "#test/harness/database.ts";
import { batchStory } from "../../examples/cdnow/batch-story.ts";
import {
  importCustomers,
  importPurchases,
  openShop,
  PURCHASES,
  readPurchases,
  type Purchase,
} from "../../examples/cdnow/shop.ts";
import { triggerStory } from "../../examples/cdnow/trigger-story.ts";
import { everySecond } from "#test/harness/share.ts";

beforeEach(everySecond);

let home: string;
let purchases: Purchase[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "muster-cdnow-"));
  purchases = await readPurchases();
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** The purchases once more, read without Muster. */
async function plainly(): Promise<{ customer: string; on: string; amount: number }[]> {
  const [, ...lines] = (await readFile(PURCHASES, "utf8")).trim().split("\n");
  return lines
    .map((line) => line.split(","))
    .map(([customer = "", on = "", , amount]) => ({ customer, on, amount: Number(amount) }));
}

test(
  "the batch takes the 6,288 customers who bought at least twice and not since New Year through three steps",
  { timeout: 180_000 },
  async () => {
    const bought = Map.groupBy(await plainly(), (one) => one.customer);
    const expected = [...bought]
      .filter(([, list]) => list.length >= 2 && list.every((one) => one.on < "1998-01-01"))
      .map(([customer]) => customer);
    expect(expected).toHaveLength(6_288);

    const database = await freshDatabase();
    const shop = await openShop(database.url, home, "1998-07-01T00:00:00Z");
    expect(await importCustomers(shop, purchases)).toBe(23_570);
    expect(await importPurchases(shop)).toBe(69_659);
    const { qualified, done } = await batchStory(shop);
    expect({ qualified, done }).toEqual({ qualified: 6_288, done: 6_288 });
    const reached = await shop.engine.db.rows<{
      customer: string;
    }>(sql`select p.c_customer_number as customer from list_member m
    join person p on p.shard = m.shard and p.id = m.person_id where p.person_status = 'Lapsed' and p.person_score = -10 order by 1`);
    expect(reached.map((row) => row.customer)).toEqual(expected.toSorted());
    await shop.close();
    await database.drop();
  },
);

test(
  "the trigger lets in the 1,809 customers with a purchase of 100 USD or more, each at the first one",
  { timeout: 180_000 },
  async () => {
    const first = new Map<string, string>();
    for (const { customer, on, amount } of await plainly())
      if (amount >= 100 && (first.get(customer) ?? "9") > on) first.set(customer, on);
    expect(first.size).toBe(1_809);

    const database = await freshDatabase();
    const shop = await openShop(database.url, home, "1997-01-01T00:00:00Z");
    await importCustomers(shop, purchases);
    const { entered } = await triggerStory(shop, purchases, () => {});
    expect(entered).toBe(1_809);
    const days = await shop.engine.db.rows<{
      customer: string;
      day: string;
    }>(sql`select p.c_customer_number as customer, (m.first_on at time zone 'UTC')::date as day
    from membership m join person p on p.shard = m.shard and p.id = m.person_id`);
    expect(new Map(days.map((row) => [row.customer, row.day]))).toEqual(first);
    const [log] = await shop.engine.db.rows(
      sql`select count(*) filter (where type_id > 100000) as purchases, count(*) filter (where type_id in (22, 46, 24) and run_id is not null) as steps from activity`,
    );
    expect(log).toEqual({ purchases: 69_659, steps: 1_809 * 3 });
    await shop.close();
    await database.drop();
  },
);
