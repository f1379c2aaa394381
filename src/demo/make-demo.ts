import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { day, ManualClock, micros, toIso, type Instant } from "#kernel/clock.ts";
import { Database } from "#store/db.ts";
import { ensurePast } from "#store/partitions.ts";
import { readSecret } from "#store/secret.ts";
import { openEngine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { PostOffice } from "#mail/post-office.ts";
import { applyDefinitions } from "#operations/definitions/apply-definitions.ts";
import { DEMO_ACTOR, DEMO_COMING, demoMorning } from "#operations/demo/demo-plans.ts";
import { DEMO_SENDER } from "#operations/demo/demo-world.ts";
import { setSchedule } from "#operations/schedule/set-schedule.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { Chance } from "./chance.ts";
import { beginDemo, finishDemo, noteDone } from "./demo-row.ts";
import { live, plan, type MovedWorld, type PlannedRun } from "./live.ts";
import { demoPost } from "./post.ts";

const SEED = 20_270_601;
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
      await setSchedule.run(world, digest(from));
      const { zone } = world.engine.definitions.catalog.calendar;
      await live(world, new Chance(SEED), people, runs(until, zone), until, (done) => noteDone(db, done));
      for (const run of coming(until, zone)) await plan(world, run);
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
  const world = { engine, scheduler, post, clock, intake: new Intake(engine), actor: DEMO_ACTOR, home: "" };
  await updateSettings.run(world, { ...DEMO_SENDER, setup_answered: false });
  return world;
}

async function readWorld(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(WORLD)).filter((name) => name.endsWith(".yaml")).toSorted();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(WORLD, name), "utf8") })));
}

const INVITATION = "Live Webinar.Invitation";
const FOLLOW_UP = "Live Webinar.Follow-up";

/** The digest on the first Tuesday of every month. */
const digest = (from: Instant): Parameters<typeof setSchedule.run>[1] =>
  setSchedule.input.parse({
    campaign: "Customers.Monthly digest",
    every: "month",
    weekOfMonth: 1,
    dayOfWeek: "Tuesday",
    start: `${toIso(micros(from + day)).slice(0, "2027-05-31".length)}T09:00`,
  });

/** A webinar six weeks before the end; the offer to California, three weeks before it. */
const runs = (until: Instant, zone: string): PlannedRun[] => [
  { campaign: INVITATION, on: demoMorning(until, -52, zone) },
  { campaign: FOLLOW_UP, on: demoMorning(until, -42, zone) },
  { campaign: "Anniversary Offer.Anniversary offer to California", on: demoMorning(until, -21, zone) },
];

/** What its calendar has ahead: the next webinar. */
const coming = (until: Instant, zone: string): PlannedRun[] => [
  { campaign: INVITATION, on: demoMorning(until, DEMO_COMING.invitation, zone) },
  { campaign: FOLLOW_UP, on: demoMorning(until, DEMO_COMING.followUp, zone) },
];
