import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { day, hour, ManualClock, micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { ensurePast } from "#store/partitions.ts";
import { readSecret } from "#store/secret.ts";
import { openEngine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { PostOffice } from "#mail/post-office.ts";
import { applyDefinitions } from "#operations/definitions/apply-definitions.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { Chance } from "./chance.ts";
import { live, type MovedWorld, type PlannedRun } from "./live.ts";
import { demoPost } from "./post.ts";

const SEED = 20_270_531;
const YEAR = 365 * day;
const WORLD = join(import.meta.dirname, "world");

export interface DemoOptions {
  readonly people: number;
  /** When its year ends. */
  readonly until: Instant;
  /** Is told how much is done, from 0 to 1. */
  readonly tell: (done: number) => void;
}

/**
 * Makes the demo world in an empty, migrated database: its definitions stand in `world/*.yaml`, its year is lived through
 * by the real engine, with its clock a year back. While it is made its row in `demo` has no `made_on`.
 */
export async function makeDemo(url: string, { people, until, tell }: DemoOptions): Promise<void> {
  const db = new Database(url, { lasting: false });
  const from = micros(until - YEAR);
  try {
    await db.rows(sql`insert into demo default values on conflict do nothing`);
    await ensurePast(db, from, until);
    const world = await openWorld(db, from, until);
    try {
      await applyDefinitions.run(world, { files: await readWorld(), dryRun: false, people: "finish" });
      const chance = new Chance(SEED);
      await live(world, chance, people, runs(from, until), until, tell);
    } finally {
      await world.scheduler.close();
    }
    await db.rows(sql`update demo set made_on = ${toIso(until)}::timestamptz, folder_id = (select id from folder where name = 'Demo' and parent_id is null),
      last_person = (select max(id) from person), fields = array(select name from field where not standard), activity_types = array(select name from activity_type)`);
  } finally {
    await db.close();
  }
}

async function openWorld(db: Database, from: Instant, until: Instant): Promise<MovedWorld> {
  const clock = new ManualClock(until);
  const engine = await openEngine(db, clock);
  clock.set(from);
  const scheduler = new Scheduler(engine, (error) => console.error(error), demoPost);
  const post = new PostOffice(await readSecret(db, "links"), "");
  const world = { engine, scheduler, post, clock, intake: new Intake(engine), actor: "demo", home: "" };
  await updateSettings.run(world, { sender_name: "Demo", sender_address: "hello@demo.example" });
  return world;
}

async function readWorld(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(WORLD)).filter((name) => name.endsWith(".yaml")).toSorted();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(WORLD, name), "utf8") })));
}

/** The digest on the first Tuesday of every month; the offer once, three weeks before the end. */
function runs(from: Instant, until: Instant): PlannedRun[] {
  const digests = Array.from({ length: 12 }, (_, month) => ({
    campaign: "Customers.Monthly digest",
    on: micros(from + (month + 1) * 30.4 * day + 9 * hour),
  })).filter(({ on }) => on < until);
  const offer = {
    campaign: "Anniversary Offer.Anniversary offer to California",
    on: micros(until - 21 * day),
  };
  return [...digests, offer];
}
