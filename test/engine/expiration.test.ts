import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { instantFromIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { passTime } from "#engine/moved-clock.ts";
import { expirePrograms } from "#engine/schedule/expiration.ts";
import { calendarFeed } from "#operations/calendar/feed.ts";
import { showCalendar } from "#operations/calendar/show-calendar.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { applyDefinitions } from "#operations/definitions/apply-definitions.ts";
import { exportDefinitions } from "#operations/definitions/export-definitions.ts";
import { createFolder } from "#operations/folder/create-folder.ts";
import { listNotifications } from "#operations/notification/list-notifications.ts";
import { cloneProgram } from "#operations/program/clone-program.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { deleteProgram } from "#operations/program/delete-program.ts";
import { showExpiration } from "#operations/program/show-expiration.ts";
import { showProgram } from "#operations/program/show-program.ts";
import { updateProgram } from "#operations/program/update-program.ts";
import { cancelRun } from "#operations/run/cancel-run.ts";
import { listRuns } from "#operations/run/list-runs.ts";
import { setSchedule } from "#operations/schedule/set-schedule.ts";
import { showSchedule } from "#operations/schedule/show-schedule.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { showTree } from "#operations/tree/show-tree.ts";
import { World } from "#test/harness/world.ts";

const START = "2026-03-02T08:00:00Z";
let world: World;
let program = "";
beforeAll(async () => {
  world = await World.open(START);
  await world.ask(updateSettings, { zone: "Europe/Paris" });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set(START);
  await world.db.rows(sql`update campaign set active_run_id = null`);
  await world.db.rows(sql`update program set expires_on = null, expired_on = null`);
  await world.db.rows(
    sql`truncate person, person_key, membership, entry, campaign_run, schedule, notification cascade`,
  );
  program = String((await world.ask(createProgram, { name: `Spring ${Math.random()}` })).id);
  await world.people({ email: "ann@x.test" });
});

const score = { action: "change-score", args: { field: "person_score", change: "+1" } };
const wait = { action: "wait", args: { for: "30 days" } };
const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" as const }] };
const visits = { triggers: [{ trigger: "visit-webpage", operator: "is any" as const }] };
const batch = (folder = program): Promise<string> =>
  world.campaign({ folder, rules: everybody, flow: { steps: [score] } });
const trigger = (folder = program): Promise<string> =>
  world.active({ folder, rules: visits, flow: { steps: [wait, score] } });
const expires = (at: string | null, of = program) => world.ask(updateProgram, { program: of, expires: at });
const expiration = async (of = program) => (await world.ask(showProgram, { program: of })).expiration;
const pass = (to: string): Promise<void> =>
  passTime(world.engine, world.context.scheduler, instantFromIso(to), (at) => world.clock.set(at));
const isActive = async (campaign: string): Promise<boolean> =>
  (await world.ask(showCampaign, { campaign })).active;
const runs = async (campaign: string): Promise<string[]> =>
  (await world.ask(listRuns, { campaign })).runs
    .map((one) => `${one.scheduledFor.slice(0, "2026-03-02T08:00".length)} ${one.state}`)
    .toSorted();
const told = async (): Promise<string[]> =>
  (await world.ask(listNotifications, {})).notifications.map((one) => one.kind);

test("a program's triggers, series and planned runs end on its day; what was due before has run, and who is inside goes on", async () => {
  const clicked = await trigger();
  const daily = await batch();
  const once = await batch();
  const later = await batch();
  await world.ask(setSchedule, { campaign: daily, every: "day", start: "2026-03-03T10:00" });
  await world.ask(runCampaign, { campaign: once, at: "2026-03-04T09:00:00Z" });
  await world.ask(runCampaign, { campaign: later, at: "2026-03-05T11:00:00Z" });
  await world.happens({ person: "ann" });
  expect(await world.ask(showExpiration, { program, expires: "2026-03-05T10:00" })).toMatchObject({
    triggers: [{ id: Number(clicked) }],
    series: [{ id: Number(daily) }],
    runs: [{ id: Number(later) }],
  });
  await expires("2026-03-05T10:00");
  expect(await expiration()).toMatchObject({ at: "2026-03-05T09:00:00.000000Z", expired: false });
  await pass("2026-03-05T08:59:59Z");
  expect([await isActive(clicked), await told()]).toEqual([true, []]);
  await pass("2026-04-10T00:00:00Z");
  expect([await isActive(clicked), await told()]).toEqual([false, ["program_expired"]]);
  expect(await runs(daily)).toEqual(["2026-03-03T09:00 done", "2026-03-04T09:00 done"]);
  expect(await runs(once)).toEqual(["2026-03-04T09:00 done"]);
  expect(await runs(later)).toEqual(["2026-03-05T11:00 cancelled"]);
  expect((await world.ask(showSchedule, { campaign: daily })).upcoming).toEqual([]);
  expect(await world.person("ann@x.test")).toMatchObject({ person_score: 3 }); // by the series, the run, and after her wait
  expect(await expiration()).toMatchObject({ expired: true });
});

test("what it ended is told by name, and a planned run that it cancelled stays on the calendar as such", async () => {
  const clicked = await trigger();
  const daily = await batch();
  const later = await batch();
  const nameOf = async (campaign: string): Promise<string> =>
    (await world.ask(showCampaign, { campaign })).name;
  await world.ask(setSchedule, { campaign: daily, every: "day", start: "2026-03-03T10:00" });
  for (const at of ["2026-03-05T11:00:00Z", "2026-03-06T11:00:00Z"])
    await world.ask(runCampaign, { campaign: later, at });
  const { id } = await world.ask(runCampaign, { campaign: later, at: "2026-03-07T11:00:00Z" });
  await world.ask(cancelRun, { run: id });
  await expires("2026-03-05T10:00");
  await pass("2026-03-08T00:00:00Z");
  const [notice] = (await world.ask(listNotifications, {})).notifications;
  expect(notice?.says.en).toContain(
    ` has expired. Deactivated: ${await nameOf(clicked)}. No longer repeated: ${await nameOf(daily)}. Cancelled runs: ${await nameOf(later)}.`,
  );
  const { entries } = await world.ask(showCalendar, {
    program,
    from: "2026-03-05T10:00:00Z",
    until: "2026-04-01T00:00:00Z",
  });
  expect(entries.map(({ at, state, expires: when }) => [at.slice(0, 10), state, when])).toEqual([
    ["2026-03-05", "cancelled", "2026-03-05T09:00:00.000000Z"],
    ["2026-03-06", "cancelled", "2026-03-05T09:00:00.000000Z"],
  ]);
  expect(await world.ask(runCampaign, { campaign: later, at: "2026-03-20T11:00:00Z" })).toMatchObject({
    warnings: [{ code: "run.expired" }],
  });
});

test("the runs to come that it would cancel are marked, those before it are not", async () => {
  const daily = await batch();
  await world.ask(setSchedule, { campaign: daily, every: "day", start: "2026-03-03T10:00" });
  await expires("2026-03-05T10:00");
  const ends = "2026-03-05T09:00:00.000000Z";
  const { upcoming } = await world.ask(showSchedule, { campaign: daily, limit: 4 });
  expect(upcoming.map((one) => one.expires)).toEqual([null, null, ends, ends]);
});

test("found late, it ends what came after its time and not what came before", async () => {
  const daily = await batch();
  await world.ask(setSchedule, { campaign: daily, every: "day", start: "2026-03-03T10:00" });
  await expires("2026-03-03T12:00");
  world.clock.set("2026-03-04T09:30:00Z"); // nothing ran for a day: one run was due before it, one after
  await world.context.scheduler.quiet();
  expect(await runs(daily)).toEqual(["2026-03-03T09:00 missed"]);
});

test("it happens once, also when several processes find it, or one dies on the way", async () => {
  const clicked = await trigger();
  await expires("2026-03-03T10:00");
  world.clock.set("2026-03-03T10:00:00Z");
  const dying = Object.create(world.engine) as typeof world.engine;
  const db = Object.create(world.db) as typeof world.db;
  db.transaction = (purpose, work) =>
    world.db.transaction(purpose, async (tx) => {
      await work(tx);
      throw new Error("dies");
    });
  Object.defineProperty(dying, "db", { value: db });
  await expect(expirePrograms(dying)).rejects.toThrow("dies");
  expect([await isActive(clicked), await told()]).toEqual([true, []]);
  await Promise.all([1, 2, 3, 4].map(() => expirePrograms(world.engine)));
  expect([await isActive(clicked), await told()]).toEqual([false, ["program_expired"]]);
  await world.ask(activateCampaign, { campaign: clicked }); // somebody wants it all the same
  await pass("2026-03-10T00:00:00Z");
  expect([await isActive(clicked), await told()]).toEqual([true, ["program_expired"]]);
});

test("it concerns the program's own campaigns, in its folders too; others, and a program inside it, go on", async () => {
  const folder = await world.ask(createFolder, { name: "Inner", folder: program });
  const inner = await world.ask(createProgram, { name: `Inner ${Math.random()}`, folder: program });
  const own = await trigger(String(folder.id));
  const others = await trigger(String(inner.id));
  await expires("2026-03-03T10:00");
  await pass("2026-03-04T00:00:00Z");
  expect([await isActive(own), await isActive(others)]).toEqual([false, true]);
});

test("it is changed and taken back until then, and again afterwards; the past is refused in words", async () => {
  const clicked = await trigger();
  await expires("2026-03-03T10:00");
  await expires("2026-03-05 10:00");
  await pass("2026-03-04T00:00:00Z");
  await expires(null);
  expect([await expiration(), await isActive(clicked)]).toEqual([null, true]);
  await expires("2026-03-06T10:00");
  await pass("2026-03-07T00:00:00Z");
  await world.ask(activateCampaign, { campaign: clicked });
  await expires("2026-03-08T10:00");
  await pass("2026-03-09T00:00:00Z");
  expect([await isActive(clicked), await told()]).toEqual([false, ["program_expired", "program_expired"]]);
  await expect(expires("2026-03-01T10:00")).rejects.toThrow(
    "1 March 2026 at 10:00 (Europe/Paris) is in the past; give a time to come, or leave it out.",
  );
  for (const wrong of ["soon", "2026-13-01T10:00", "2026-03-10", "0000-03-01T10:00"])
    expect(await world.refusal(updateProgram, { program, expires: wrong })).toEqual(["value.type expires"]);
  await world.ask(updateSettings, { zone: "America/New_York" });
  expect(await world.refusal(updateProgram, { program, expires: "9999-12-31T23:00" })).toEqual([
    "calendar.years expires",
  ]);
  await world.ask(updateSettings, { zone: "Europe/Paris" });
});

test("with a lead of 15 minutes it is neither set nor taken back when less remains", async () => {
  await world.ask(updateSettings, { minimum_lead_minutes: 15 });
  const soon = ["expiration.tooSoon expires"];
  expect(await world.refusal(updateProgram, { program, expires: "2026-03-02T09:14" })).toEqual(soon);
  await expires("2026-03-02T09:15");
  world.clock.set("2026-03-02T08:01:00Z");
  expect(await world.refusal(updateProgram, { program, expires: null })).toEqual(soon);
  await world.ask(updateSettings, { minimum_lead_minutes: 0 });
});

test("the tree, the calendar and its feed show it; a clone has none, and a deleted program expires no more", async () => {
  const { name } = await expires("2026-03-05T10:00");
  const span = { from: "2026-03-01T00:00:00Z", until: "2026-04-01T00:00:00Z" };
  expect((await world.ask(showCalendar, { program, ...span })).entries).toMatchObject([
    {
      entry: `expiration-${program}`,
      kind: "expiration",
      name,
      at: "2026-03-05T09:00:00.000000Z",
      movable: false,
    },
  ]);
  expect((await calendarFeed(world.context)).replaceAll("\r\n ", "")).toContain(`“${name}” expires`);
  const statusIn = async (): Promise<unknown> =>
    (await world.ask(showTree, {})).nodes.find((one) => String(one.id) === program && one.kind === "program")
      ?.status;
  expect(await statusIn()).toBe("Expires");
  const clone = await world.ask(cloneProgram, { program, name: `Clone ${Math.random()}` });
  expect(await expiration(String(clone.id))).toBe(null);
  await pass("2026-03-06T00:00:00Z");
  expect(await statusIn()).toBe("Expired");
  await expires("2026-03-07T10:00", String(clone.id));
  await world.ask(deleteProgram, { program: String(clone.id) });
  await pass("2026-03-08T00:00:00Z");
  expect(await told()).toEqual(["program_expired"]);
});

test("definitions as text say it, and the same text again does not bring back what it ended", async () => {
  const text = `
programs:
  Autumn:
    expires: 2026-03-05T10:00
    campaigns:
      Clicked:
        triggers: [{ trigger: visit-webpage, is any: true }]
        flow: [{ change-score: { field: Person Score, change: +1 } }]
        active: true
`;
  const apply = async (said: string) =>
    (await world.ask(applyDefinitions, { files: [{ name: "a.yaml", text: said }] })).results.map(
      ({ outcome, name }) => `${name} ${outcome}`,
    );
  await apply(text);
  expect((await world.ask(exportDefinitions, {})).text).toContain("expires: 2026-03-05T10:00");
  const nothing = ["Autumn same", "Clicked same"];
  expect(await apply(text)).toEqual(nothing);
  await pass("2026-03-06T00:00:00Z");
  expect(await isActive("Autumn.Clicked")).toBe(false);
  expect(await apply(text)).toEqual(nothing);
  expect(await isActive("Autumn.Clicked")).toBe(false);
  await apply(text.replace("2026-03-05", "2026-03-09"));
  expect([await isActive("Autumn.Clicked"), (await expiration("Autumn"))?.expired]).toEqual([true, false]);
  await apply(text.replace(/ {4}expires:.*\n/, ""));
  expect(await expiration("Autumn")).toBe(null);
  await expect(apply(text.replace("2026-03-05", "2026-03-01"))).rejects.toThrow("is in the past");
});
