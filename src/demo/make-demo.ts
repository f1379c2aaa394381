import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { day, hour, ManualClock, micros, type Instant } from "#kernel/clock.ts";
import { Database } from "#store/db.ts";
import { ensurePast } from "#store/partitions.ts";
import { readSecret } from "#store/secret.ts";
import { openEngine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { PostOffice } from "#mail/post-office.ts";
import { applyDefinitions } from "#operations/definitions/apply-definitions.ts";
import { DEMO_SENDER } from "#operations/demo/demo-world.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { Chance } from "./chance.ts";
import { beginDemo, finishDemo, noteDone } from "./demo-row.ts";
import { live, type MovedWorld, type PlannedRun } from "./live.ts";
import { demoPost } from "./post.ts";

const SEED = 20_270_531;
const YEAR = 365 * day;
const WORLD = join(import.meta.dirname, "world");

export interface DemoOptions {
  readonly people: number;
  /** When its year ends. */
  readonly until: Instant;
}

/**
 * Makes the demo world in an empty, migrated database: its definitions stand in `world/*.yaml`, its year is lived through
 * by the real engine, with its clock a year back. Nobody else may write meanwhile.
 */
export async function makeDemo(url: string, { people, until }: DemoOptions): Promise<void> {
  const db = new Database(url, { lasting: false });
  const from = micros(until - YEAR);
  try {
    await beginDemo(db);
    await ensurePast(db, from, until);
    const world = await openWorld(db, from, until);
    try {
      await applyDefinitions.run(world, { files: await readWorld(), dryRun: false, people: "finish" });
      await live(world, new Chance(SEED), people, runs(from, until), until, (done) => noteDone(db, done));
    } finally {
      await world.scheduler.close();
    }
    await finishDemo(db, until);
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
  await updateSettings.run(world, { ...DEMO_SENDER, setup_answered: false });
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
