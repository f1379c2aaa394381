import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Readable } from "node:stream";
import { instantFromIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { migrate } from "#store/migrate.ts";
import { readSecret } from "#store/secret.ts";
import { openEngine } from "#engine/engine.ts";
import { readCsv } from "#engine/imports/csv.ts";
import { Intake } from "#engine/intake.ts";
import { startInstanceAt } from "#engine/moved-clock.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { PostOffice } from "#mail/post-office.ts";
import type { Context } from "#operations/define.ts";
import { createActivityType } from "#operations/activity-type/create-activity-type.ts";
import { createField } from "#operations/field/create-field.ts";
import { importActivities } from "#operations/import/import-activities.ts";
import { importPeople } from "#operations/import/import-people.ts";
import { showImport } from "#operations/import/show-import.ts";

export const PURCHASES: string = fileURLToPath(new URL("purchases.csv", import.meta.url));

/** One purchase, as the file has it. */
export interface Purchase {
  readonly customer: string;
  readonly on: string;
  readonly quantity: string;
  readonly amount: string;
}

export async function readPurchases(): Promise<Purchase[]> {
  const purchases: Purchase[] = [];
  for await (const { lines } of readCsv(PURCHASES, "utf-8"))
    for (const { cells, line } of lines) {
      const [customer = "", on = "", quantity = "", amount = ""] = cells;
      if (line > 1) purchases.push({ customer, on, quantity, amount });
    }
  return purchases;
}

/** A Muster of its own for one story, its clock standing at `start`. */
export interface Shop extends Context {
  close(): Promise<void>;
}

/** Opens an empty Muster in a database, with what a CD shop needs: customer numbers and purchases. */
export async function openShop(url: string, home: string, start: string): Promise<Shop> {
  await migrate(url);
  const db = new Database(url);
  await startInstanceAt(db, instantFromIso(start));
  const engine = await openEngine(db);
  const scheduler = new Scheduler(engine, (error) => console.error(error));
  const post = new PostOffice(await readSecret(db, "links"), "");
  const context = { engine, scheduler, post, intake: new Intake(engine), actor: "example", home };
  await createField.run(
    context,
    createField.input.parse({ name: "customer_number", label: "Customer Number", type: "string", key: true }),
  );
  await createActivityType.run(
    context,
    createActivityType.input.parse({
      name: "purchase",
      label: { en: "Purchase", fr: "Achat" },
      filter: { en: "Made a Purchase", fr: "A fait un achat" },
      trigger: { en: "Makes a Purchase", fr: "Fait un achat" },
      primary: { name: "amount_usd", label: { en: "Amount in USD", fr: "Montant en USD" }, type: "currency" },
      attributes: [{ name: "quantity", label: { en: "Quantity", fr: "Quantité" }, type: "integer" }],
    }),
  );
  return {
    ...context,
    async close() {
      await scheduler.close();
      await db.close();
    },
  };
}

/** Imports the customers; gives how many there are. */
export async function importCustomers(shop: Shop, purchases: readonly Purchase[]): Promise<number> {
  const numbers = [...new Set(purchases.map((one) => one.customer))].toSorted();
  const rows = numbers.map((number) => `customer-${number}@cdnow.example,${number}`);
  await mkdir(shop.home, { recursive: true });
  const file = join(shop.home, "customers.csv");
  await writeFile(file, ["Email Address,Customer Number", ...rows, ""].join("\n"));
  return imported(
    shop,
    (upload) =>
      importPeople.run(
        { ...shop, upload },
        importPeople.input.parse({ key: "customer_number", name: "customers" }),
      ),
    file,
  );
}

/** Imports all purchases as history; gives how many there are. */
export const importPurchases = (shop: Shop): Promise<number> =>
  imported(
    shop,
    (upload) =>
      importActivities.run(
        { ...shop, upload },
        importActivities.input.parse({
          name: "purchases",
          key: "customer_number",
          person: "customer_id",
          type: "purchase",
          primary: "amount_usd",
          occurredOn: "purchased_on",
        }),
      ),
    PURCHASES,
  );

async function imported(
  shop: Shop,
  start: (upload: Readable) => Promise<{ id: number }>,
  file: string,
): Promise<number> {
  const { id } = await start(createReadStream(file));
  await shop.scheduler.quiet();
  const done = await showImport.run(shop, { import: id });
  if (done.state !== "done" || done.rejected > 0)
    throw new Error(`The import ended as ${done.state}: ${JSON.stringify(done)}`);
  return done.created;
}

/** How many people have entered a campaign. */
export async function members(shop: Shop, campaign: number): Promise<number> {
  const [row] = await shop.engine.db.rows<{ people: number }>(
    sql`select count(*)::integer as people from membership where campaign_id = ${campaign}`,
  );
  return row?.people ?? 0;
}
