import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { day, instantFromIso, micros, type ManualClock } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { calendarFeed } from "#operations/calendar/feed.ts";
import { createEntry } from "#operations/calendar/create-entry.ts";
import { forecast } from "#operations/calendar/forecast.ts";
import { shiftProgram } from "#operations/calendar/shift-program.ts";
import { showCalendar } from "#operations/calendar/show-calendar.ts";
import { deleteCampaign } from "#operations/campaign/delete-campaign.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { listNotifications } from "#operations/notification/list-notifications.ts";
import { cloneProgram } from "#operations/program/clone-program.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { deleteProgram } from "#operations/program/delete-program.ts";
import { updateProgram } from "#operations/program/update-program.ts";
import { cancelOccurrence } from "#operations/schedule/cancel-occurrence.ts";
import { clearSchedule } from "#operations/schedule/clear-schedule.ts";
import { confirmSchedule } from "#operations/schedule/confirm-schedule.ts";
import { moveOccurrence } from "#operations/schedule/move-occurrence.ts";
import { setSchedule } from "#operations/schedule/set-schedule.ts";
import { showSchedule } from "#operations/schedule/show-schedule.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { World } from "#test/harness/world.ts";

/** A Monday. */
const START = "2026-03-02T08:00:00Z";
const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" as const }] };
const score = { action: "change-score", args: { field: "person_score", change: "+1" } };

let world: World;
let program = "";
let source = "";
let clone = "";
let copy = "";
beforeAll(async () => {
  world = await World.open(START);
  await world.ask(updateSettings, { zone: "Europe/Paris" });
});
afterAll(() => world.close());
beforeEach(async () => {
  (world.context.engine.clock as ManualClock).set(START);
  await world.db.rows(
    sql`truncate person, person_key, membership, entry, campaign_run, schedule, calendar_note, notification cascade`,
  );
  await world.people({ email: "ann@x.test" });
  program = String((await world.ask(createProgram, { name: `Program ${Math.random()}` })).id);
  source = await world.campaign({ folder: program, rules: everybody, flow: { steps: [score] } });
  await world.ask(setSchedule, {
    campaign: source,
    every: "week",
    days: ["Wednesday"],
    start: "2026-03-04T09:00",
    zone: "Europe/London",
  });
  ({ clone, copy } = await cloned());
});

async function cloned(begins?: string): Promise<{ clone: string; copy: string }> {
  const name = `Clone ${Math.random()}`;
  const made = await world.ask(cloneProgram, { program, name, ...(begins ? { begins } : {}) });
  return { clone: String(made.id), copy: String(made.series[0]?.campaign.id) };
}
const pass = async (to: string): Promise<void> => {
  (world.context.engine.clock as ManualClock).set(to);
  await world.context.scheduler.quiet();
};
const runsOf = (campaign: string) =>
  world.db.rows<{ state: string }>(
    sql`select state from campaign_run where campaign_id = ${Number(campaign)}::integer order by id`,
  );
const span = { from: "2026-03-01T00:00:00Z", until: "2026-03-20T00:00:00Z" };
const entriesOf = async (of: string) => (await world.ask(showCalendar, { program: of, ...span })).entries;
const schedule = () => world.ask(showSchedule, { campaign: copy });
const local = async (): Promise<string[] | undefined> =>
  (await schedule()).tentative?.upcoming.map((one) => one.local);

test("a clone has the series pencilled in, with pattern, zone and time of day, on its calendar and in its feed", async () => {
  expect(await schedule()).toMatchObject({
    recurrence: null,
    upcoming: [],
    tentative: {
      recurrence: { every: "week", days: ["Wednesday"], zone: "Europe/London", start: "2026-03-04T09:00" },
      upcoming: [{ local: "2026-03-04T09:00" }, { local: "2026-03-11T09:00" }, { local: "2026-03-18T09:00" }],
    },
  });
  expect(await entriesOf(clone)).toMatchObject(
    ["2026-03-04", "2026-03-11", "2026-03-18"].map((on) => ({
      entry: `day-${copy}-${on}`,
      day: on,
      run: null,
      state: "tentative",
      zone: "Europe/London",
      at: `${on}T09:00:00.000000Z`,
      movable: false,
    })),
  );
  expect(await world.ask(showCampaign, { campaign: copy })).toMatchObject({
    recurrence: null,
    nextRun: null,
  });
  const text = (await calendarFeed(world.context, { program: Number(clone) })).replaceAll("\r\n ", "");
  expect(text.match(/STATUS:TENTATIVE/g)?.length).toBeGreaterThan(40);
  expect(text).not.toContain("STATUS:CONFIRMED");
});

test("a series that is pencilled in never runs, and is told of nowhere; who foresees tentative runs foresees its days", async () => {
  const days = async (tentative: string) =>
    (await world.ask(forecast, { ...span, tentative })).days.map(({ day: on, people }) => [on, people]);
  await world.ask(clearSchedule, { campaign: source });
  expect(await days("false")).not.toContainEqual(["2026-03-04", 1]);
  expect(await days("true")).toContainEqual(["2026-03-04", 1]);
  for (let at = instantFromIso(START); at < instantFromIso("2026-04-10T00:00:00Z"); at = micros(at + day))
    await pass(new Date(at / 1000).toISOString());
  expect(await runsOf(copy)).toEqual([]);
  expect((await world.ask(listNotifications, {})).notifications).toEqual([]);
  const { entries } = await world.ask(showCalendar, {
    program: clone,
    from: "2026-03-01T00:00:00Z",
    until: "2026-04-20T00:00:00Z",
  });
  expect(entries.map((one) => [one.day, one.state])).toEqual([["2026-04-15", "tentative"]]);
  const its = { campaign: copy, day: "2026-04-15" };
  expect(await world.refusal(cancelOccurrence, its)).toEqual(["schedule.noRun day"]);
  expect(await world.refusal(moveOccurrence, { ...its, to: "2026-04-16T09:00" })).toEqual([
    "schedule.noRun day",
  ]);
});

test("it is checked as any series would be, then runs from the next time on; confirming twice is harmless", async () => {
  const { version } = await world.ask(showCampaign, { campaign: copy });
  await world.ask(saveCampaign, { campaign: copy, version, rules: everybody, flow: { steps: [] } });
  expect(await world.refusal(confirmSchedule, { campaign: copy })).toEqual(["campaign.noSteps flow"]);
  const saved = await world.ask(showCampaign, { campaign: copy });
  await world.ask(saveCampaign, {
    campaign: copy,
    version: saved.version,
    rules: everybody,
    flow: { steps: [score] },
  });
  // Its beginning is past by now: what was to be on that day did not take place.
  await pass("2026-03-05T08:00:00Z");
  const both = await Promise.all([1, 2].map(() => world.ask(confirmSchedule, { campaign: copy })));
  for (const one of [...both, await world.ask(confirmSchedule, { campaign: copy })])
    expect(one).toMatchObject({
      tentative: null,
      recurrence: { start: "2026-03-04T09:00" },
      upcoming: [{ local: "2026-03-11T09:00" }, { local: "2026-03-18T09:00" }, { local: "2026-03-25T09:00" }],
    });
  expect((await entriesOf(clone)).map((one) => [one.day, one.state])).toEqual([
    ["2026-03-11", "confirmed"],
    ["2026-03-18", "confirmed"],
  ]);
  await pass("2026-03-11T09:00:00Z");
  expect(await runsOf(copy)).toEqual([{ state: "done" }]);
  const other = await world.campaign({ folder: clone, rules: everybody, flow: { steps: [score] } });
  expect(await world.refusal(confirmSchedule, { campaign: other })).toEqual(["schedule.none campaign"]);
});

test("it is replaced by a series that is set, and cleared as one", async () => {
  await world.ask(setSchedule, { campaign: copy, every: "day", start: "2026-03-05T09:00" });
  expect(await schedule()).toMatchObject({ tentative: null, recurrence: { every: "day" } });
  const again = await cloned();
  expect(await world.ask(clearSchedule, { campaign: again.copy })).toEqual({ cancelled: 0, repeated: true });
  expect(await world.ask(showSchedule, { campaign: again.copy })).toMatchObject({ tentative: null });
  expect(await entriesOf(again.clone)).toEqual([]);
});

test("it moves with its program, into the past too, and is cloned again", async () => {
  const { entry } = await world.ask(createEntry, {
    program: clone,
    name: "Fair",
    at: "2026-03-20T09:00:00Z",
  });
  const moved = await world.ask(shiftProgram, { program: clone, anchor: entry, to: "2026-03-30T09:00:00Z" });
  expect(moved).toMatchObject({ moved: [entry, `series-${copy}`], stayed: [] });
  expect(await local()).toEqual(["2026-03-18T09:00", "2026-03-25T09:00", "2026-04-01T09:00"]);
  const back = { program: clone, anchor: entry, to: "2026-03-15T09:00:00Z" };
  expect(await world.ask(shiftProgram, back)).toMatchObject({ moved: [entry, `series-${copy}`] });
  expect((await schedule()).tentative?.recurrence.start).toBe("2026-02-27T09:00");
  await pass("2026-03-11T10:00:00Z");
  expect(await runsOf(copy)).toEqual([]);
  const twice = await world.ask(cloneProgram, { program: clone, name: `Twice ${Math.random()}` });
  expect(twice.series).toMatchObject([{ recurrence: { start: "2026-02-27T09:00" } }]);
});

test("of a clone that begins on a day it is as many days later; without entries its next day falls on that day", async () => {
  const alone = await cloned("2026-06-03");
  expect(await world.ask(showSchedule, { campaign: alone.copy })).toMatchObject({
    tentative: { recurrence: { start: "2026-06-03T09:00" } },
  });
  await world.ask(createEntry, { program, name: "Fair", at: "2026-03-10T09:00:00Z" });
  const beside = await cloned("2026-06-09");
  expect(await world.ask(showSchedule, { campaign: beside.copy })).toMatchObject({
    tentative: { recurrence: { start: "2026-06-03T09:00" } },
  });
});

test("it outlasts its program's expiration, of which its days tell, and keeps nothing from being deleted", async () => {
  await world.ask(updateProgram, { program: clone, expires: "2026-03-10T09:00" });
  expect((await entriesOf(clone)).map((one) => [one.day ?? one.kind, one.expires !== null])).toEqual([
    ["2026-03-04", false],
    ["expiration", false],
    ["2026-03-11", true],
    ["2026-03-18", true],
  ]);
  await pass("2026-03-10T09:00:00Z");
  expect((await local())?.[0]).toBe("2026-03-11T09:00");
  expect(await world.ask(confirmSchedule, { campaign: copy })).toMatchObject({
    warnings: [{ code: expect.stringContaining("expire") }],
  });
  const [first, second] = [await cloned(), await cloned()];
  await world.ask(deleteCampaign, { campaign: first.copy });
  expect(await entriesOf(first.clone)).toEqual([]);
  await world.ask(deleteProgram, { program: second.clone });
  await pass("2026-03-11T10:00:00Z");
  for (const one of [first, second]) expect(await runsOf(one.copy)).toEqual([]);
});
