import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { startEmbedded } from "#store/embedded.ts";
import { tellWhy } from "#operations/campaign/tell-why.ts";
import { whyCampaign } from "#operations/campaign/why-campaign.ts";
import { shownLine } from "#operations/log-line.ts";
import { showLog } from "#operations/person/show-log.ts";
import { instant } from "#cli/cell.ts";
import { show, UNBOUND } from "#cli/show.ts";
import { batchStory } from "./batch-story.ts";
import { importCustomers, importPurchases, openShop, readPurchases } from "./shop.ts";
import { triggerStory } from "./trigger-story.ts";

/** `npm run example`: the two stories of README.md, from nothing. */
const home = process.env["MUSTER_EXAMPLE_HOME"] ?? ".muster-example";
const tell = (line = ""): void => void process.stdout.write(`${line}\n`);
const count = (number: number): string => number.toLocaleString("en");

await mkdir(home, { recursive: true });
const embedded = await startEmbedded(home, { tell });
try {
  const purchases = await readPurchases();
  tell(
    `CDNOW: ${count(purchases.length)} purchases by ${count(new Set(purchases.map((one) => one.customer)).size)} customers, January 1997 to June 1998.`,
  );
  await batchChapter(await database("cdnow_batch"));
  await triggerChapter(await database("cdnow_trigger"));

  async function batchChapter(url: string): Promise<void> {
    tell("\n1. A batch campaign, on 1 July 1998");
    const shop = await openShop(url, join(home, "batch"), "1998-07-01T00:00:00Z");
    tell(
      `   ${count(await importCustomers(shop, purchases))} customers and ${count(await importPurchases(shop))} purchases imported, as history: nobody is told.`,
    );
    const { qualified, done } = await batchStory(shop);
    tell(
      `   “Win back”: ${count(qualified)} bought at least twice and not since New Year; ${count(done)} went through all three steps.`,
    );
    tell("\n   Why is customer 00003 not among them?\n");
    const named = { campaign: "Win back", person: "customer-00003@cdnow.example" };
    tell(
      tellWhy(await whyCampaign.run(shop, named), { language: "en", instant: (at) => instant(at, "UTC") }),
    );
    await shop.close();
  }

  async function triggerChapter(url: string): Promise<void> {
    tell("\n2. A trigger campaign, live: the same purchases happen again, one after the other");
    const shop = await openShop(url, join(home, "trigger"), "1997-01-01T00:00:00Z");
    await importCustomers(shop, purchases);
    const { entered } = await triggerStory(shop, purchases, (line) => tell(`   ${line}`));
    tell(
      `   “Big spender”: ${count(entered)} customers entered, each at their first purchase of 100 USD or more.`,
    );
    const [somebody] = await shop.engine.db.rows<{ email: string }>(
      sql`select p.email from membership m join person p on p.shard = m.shard and p.id = m.person_id order by m.first_on, p.id limit 1`,
    );
    tell(`\n   The activity log of ${somebody?.email}, newest first:\n`);
    const { lines } = await showLog.run(shop, { person: somebody?.email ?? "", limit: 20 });
    tell(show({ lines: lines.map((line) => shownLine(line, "en")) }, UNBOUND));
    await shop.close();
  }
} finally {
  await embedded.stop();
}

/** A new, empty database; the one of an earlier run goes. */
async function database(name: string): Promise<string> {
  const admin = new Database(embedded.url);
  await admin.rows(sql`drop database if exists ${sql([name])} with (force)`);
  await admin.rows(sql`create database ${sql([name])}`);
  await admin.close();
  await rm(join(home, name.replace("cdnow_", "")), { recursive: true, force: true });
  return embedded.url.replace("/muster?", `/${name}?`);
}
