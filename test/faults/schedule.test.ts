import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hour, instantFromIso, micros, minute, toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { weekdays } from "#domain/wait.ts";
import type { Recurrence } from "#domain/recurrence.ts";
import { Database } from "#store/db.ts";
import { changeDefinitions, openEngine } from "#engine/engine.ts";
import { startInstanceAt } from "#engine/moved-clock.ts";
import { setSchedule } from "#engine/schedule/change-schedule.ts";
import { freshDatabase } from "#test/harness/database.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { MusterProcess } from "#test/harness/muster-process.ts";

/** How many campaigns repeat for how many days; the long run sets a thousand and a year. */
const CAMPAIGNS = Number(process.env["MUSTER_SCHEDULES"] ?? 20);
const DAYS = Number(process.env["MUSTER_SCHEDULE_DAYS"] ?? 31);
const KILLS = Number(process.env["MUSTER_KILLS"] ?? 5);
const SEED = Number(process.env["MUSTER_SEED"] ?? 20_260_308);

const START = "2026-03-05T00:00:00Z"; // a month in which the clocks of Paris and New York change
const END = toIso(micros(instantFromIso(START) + DAYS * 24 * hour));

const zones = [
  "UTC",
  "Europe/Paris",
  "Europe/London",
  "Europe/Istanbul",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "America/Havana",
  "America/St_Johns",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Asia/Tokyo",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
];
const always = {
  start: fc
    .tuple(
      fc.integer({ min: 6, max: 12 }),
      fc.constantFrom("00:00", "00:30", "02:00", "02:30", "09:00", "23:30"),
    )
    .map(([day, time]) => `2026-03-${String(day).padStart(2, "0")}T${time}`),
  end: fc.constant(null),
  zone: fc.constantFrom(...zones),
};
const anySeries: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.record({
    every: fc.constant("day" as const),
    ...always,
    interval: fc.integer({ min: 1, max: 6 }),
    weekdaysOnly: fc.boolean(),
  }),
  fc.record({
    every: fc.constant("week" as const),
    ...always,
    interval: fc.integer({ min: 1, max: 3 }),
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1, maxLength: 3 }),
    weekStarts: fc.constant(1),
  }),
  fc.record({
    every: fc.constant("month" as const),
    ...always,
    interval: fc.integer({ min: 1, max: 2 }),
    dayOfMonth: fc.constantFrom(1, 15, 29, 30, 31, "last" as const),
  }),
  fc.record({
    every: fc.constant("month" as const),
    ...always,
    interval: fc.integer({ min: 1, max: 2 }),
    weekOfMonth: fc.constantFrom(1, 2, 3, 4, "last" as const),
    dayOfWeek: fc.constantFrom(...weekdays),
  }),
);

/** Whether a series runs on a day, read from the specification day by day. */
function runsOn(of: Recurrence, day: string): boolean {
  const date = new Date(`${day}T00:00Z`);
  const first = new Date(`${of.start.slice(0, 10)}T00:00Z`);
  const weekday = weekdays[(date.getUTCDay() + 6) % 7] as (typeof weekdays)[number];
  if (date < first) return false;
  const passed = Math.round((date.getTime() - first.getTime()) / 86_400_000);
  if (of.every === "day")
    return (
      passed % of.interval === 0 && !(of.weekdaysOnly && (weekday === "Saturday" || weekday === "Sunday"))
    );
  if (of.every === "week")
    return (
      of.days.includes(weekday) &&
      Math.floor((passed + ((first.getUTCDay() + 6) % 7)) / 7) % of.interval === 0
    );
  const months =
    (date.getUTCFullYear() - first.getUTCFullYear()) * 12 + date.getUTCMonth() - first.getUTCMonth();
  if (months % of.interval !== 0) return false;
  const ofMonth = date.getUTCDate();
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  if ("weekOfMonth" in of)
    return (
      weekday === of.dayOfWeek &&
      (of.weekOfMonth === "last" ? ofMonth > last - 7 : Math.ceil(ofMonth / 7) === of.weekOfMonth)
    );
  return ofMonth === (of.dayOfMonth === "last" ? last : Math.min(of.dayOfMonth, last));
}

/** What the clocks of a zone show, as the machine's own tables say. */
function clockOf(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (at) => format.format(at / 1000).replace(" ", "T");
}

/** The days of a series whose time is in the months that were played, and the wall clock time of each. */
function expected(of: Recurrence): string[] {
  const shown = clockOf(of.zone);
  const found: string[] = [];
  for (let at = instantFromIso(START) - 24 * hour; at < instantFromIso(END) + 48 * hour; at += 24 * hour) {
    const day = new Date(at / 1000).toISOString().slice(0, 10);
    const wall = day + of.start.slice(10);
    if (runsOn(of, day) && wall > shown(instantFromIso(START)) && wall <= shown(instantFromIso(END)))
      found.push(day);
  }
  return found;
}

/** Whether an instant is the time of a day: the clocks show it, or skip it just before. */
function isTimeOf(of: Recurrence, day: string, at: Instant): boolean {
  const shown = clockOf(of.zone);
  const wall = day + of.start.slice(10);
  return shown(at) === wall || (shown(at) > wall && shown(at - minute) < wall);
}

const start = (...args: string[]): MusterProcess =>
  new MusterProcess({
    command: [process.execPath, join(import.meta.dirname, "schedule-worker.ts"), ...args],
  });

test(
  `${CAMPAIGNS} campaigns that repeat for ${DAYS} days run exactly once each time, at their wall clock time, though processes are killed`,
  {
    timeout: 14_400_000,
  },
  async () => {
    const database = await freshDatabase();
    const db = new Database(database.url);
    try {
      await startInstanceAt(db, instantFromIso(START));
      await db.rows(
        sql`insert into person (shard, id, created_at, updated_at, email, person_score) values (0, 1, now(), now(), 'ann@x.test', 0)`,
      );
      const engine = await openEngine(db);
      const all = fc.sample(anySeries, { seed: SEED, numRuns: CAMPAIGNS });
      const campaigns = await makeCampaigns(
        engine,
        all.map((_, index) => ({
          name: `Campaign ${index}`,
          filters: [{ filter: "field", field: "email", operator: "is not empty" }],
          qualification: { rule: "every time" as const },
          steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }],
        })),
      );
      await changeDefinitions(engine, async (tx) => {
        for (const [index, series] of all.entries())
          await setSchedule(engine, tx, campaigns[index]?.id as number, series, "test");
      });

      const began = performance.now();
      const killed = await playKilling(database.url);
      const took = Math.round((performance.now() - began) / 1000);

      const rows = await db.rows<{ id: number; state: string; at: Instant; day: string; people: number }>(sql`
      select r.campaign_id as id, r.state, r.scheduled_for as at, r.occurrence as day,
        (select count(*)::integer from activity a where a.run_id = r.id and a.type_id = 22) as people
      from campaign_run r order by r.campaign_id, r.occurrence`);
      const byCampaign = Map.groupBy(rows, ({ id }) => id);
      for (const [index, series] of all.entries()) {
        const runs = byCampaign.get(campaigns[index]?.id as number) ?? [];
        const about = JSON.stringify(series);
        expect(
          runs.map(({ day }) => day),
          about,
        ).toEqual(expected(series));
        expect(
          runs.filter(({ state, people }) => state !== "done" || people !== 1),
          about,
        ).toEqual([]);
        expect(
          runs.filter(({ day, at }) => !isTimeOf(series, day, at)),
          about,
        ).toEqual([]);
      }
      expect(await db.rows(sql`select person_score as score from person`)).toEqual([{ score: rows.length }]);
      console.log(`${rows.length} runs, ${killed} kills, ${took} s, seed ${SEED}`);
    } finally {
      await db.close();
      await database.drop();
    }
  },
);

/** Two processes, one of which moves the clock; either is killed at a random moment. Gives how often one was. */
async function playKilling(url: string): Promise<number> {
  let helper = start(url);
  let mover = start(url, END);
  try {
    for (let killed = 0; ; killed += 1) {
      const over = mover.ended.then(() => true);
      if (
        killed === KILLS
          ? await over
          : await Promise.race([over, pass(Math.random() * 1500).then(() => false)])
      ) {
        if (/quiet/.test(mover.output)) return killed;
        throw new Error(`It does not end:\n${mover.output}${mover.errors}`);
      }
      if (killed % 3 === 2) {
        await helper.kill();
        helper = start(url);
      } else {
        await mover.kill();
        mover = start(url, END);
        await mover.prints(/working/);
      }
    }
  } finally {
    await helper.kill();
    await mover.kill();
  }
}
