import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day, hour, micros, minute } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { passTime } from "#engine/moved-clock.ts";
import { resumeWithin } from "#engine/pause.ts";
import { abortCampaign } from "#operations/campaign/abort-campaign.ts";
import { pauseCampaign } from "#operations/campaign/pause-campaign.ts";
import { resumeCampaign } from "#operations/campaign/resume-campaign.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { showCalendar } from "#operations/calendar/show-calendar.ts";
import { countQueue } from "#operations/queue/count-queue.ts";
import { showWaiting } from "#operations/queue/show-waiting.ts";
import { showQueue } from "#operations/queue/show-queue.ts";
import { compensateRun } from "#operations/run/compensate-run.ts";
import { showRun } from "#operations/run/show-run.ts";
import { setSchedule } from "#operations/schedule/set-schedule.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeEach(async () => {
  world = await World.open();
  await world.people({ email: "ann@x.test" }, { email: "bob@x.test" });
});
afterEach(() => world.close());

const visits = { triggers: [{ trigger: "visit-webpage", operator: "is any" }] };
const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" }] };
const wait = (args: object) => ({ action: "wait", args: args as Record<string, unknown> });
const plus = (change: string) => ({ action: "change-score", args: { field: "person_score", change } });
const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });
const score = async (name: string) => (await world.person(`${name}@x.test`))["person_score"];
const scores = async () => [await score("ann"), await score("bob")];
const quiet = () => world.context.scheduler.quiet();
const pass = async (length: number): Promise<void> => {
  world.clock.advance(length);
  await quiet();
};
const at = (length: number) => new Date((world.clock.now() + length) / 1000).toISOString();

describe("a paused trigger campaign", () => {
  test("keeps everybody where they are, while others go on; resumed, all go on once", async () => {
    const steps = flow(wait({ for: "1 hour" }), plus("+1"));
    const campaign = await world.active({ rules: visits, flow: steps });
    const other = await world.active({ rules: visits, flow: flow(wait({ for: "1 hour" }), plus("+10")) });
    await world.happens({ person: "ann" }, { person: "bob" });
    await world.ask(pauseCampaign, { campaign });
    await pass(2 * hour);
    expect(await scores()).toEqual([10, 10]);
    expect(await world.members(other)).toEqual({ ann: 1, bob: 1 });
    await world.ask(resumeCampaign, { campaign });
    await quiet();
    expect(await scores()).toEqual([11, 11]);
    await pass(2 * hour);
    expect(await scores()).toEqual([11, 11]);
  });
  test("lets people in, who wait before the first step", async () => {
    const campaign = await world.active({ rules: visits, flow: flow(plus("+1")) });
    await world.ask(pauseCampaign, { campaign });
    await world.happens({ person: "ann" });
    await quiet();
    expect(await world.members(campaign)).toEqual({ ann: 1 });
    expect(await score("ann")).toBe(null);
    expect(await world.ask(showCampaign, { campaign })).toMatchObject({ status: "Paused", active: true });
    await world.ask(resumeCampaign, { campaign });
    await quiet();
    expect(await score("ann")).toBe(1);
    expect(await world.ask(showCampaign, { campaign })).toMatchObject({ status: "Active", pausedOn: null });
  });
  test("does not stop a person's other campaigns, nor what one of these causes in it", async () => {
    const paused = await world.active({
      rules: { triggers: [{ trigger: "change-score", operator: "is any" }] },
      flow: flow(plus("+100")),
    });
    await world.active({ rules: visits, flow: flow(plus("+1")) });
    await world.ask(pauseCampaign, { campaign: paused });
    await world.happens({ person: "ann" });
    await quiet();
    expect(await score("ann")).toBe(1);
    expect(await world.members(paused)).toEqual({ ann: 1 });
    await world.ask(resumeCampaign, { campaign: paused });
    await quiet();
    expect(await score("ann")).toBe(101);
  });
  test("stands still for a thousand people as for one, whom a new version and an abort still reach", async () => {
    const many = Array.from({ length: 600 }, (_, index) => ({ email: `p${index}@x.test` }));
    await world.people(...many);
    const campaign = await world.campaign({
      rules: everybody,
      flow: flow({ id: 1, ...wait({ for: "1 hour" }) }, { id: 2, ...plus("+1") }),
    });
    await world.runNow(campaign);
    await world.ask(pauseCampaign, { campaign });
    await pass(2 * hour);
    expect(await world.db.rows(sql`select from entry where due is not null and not paused`)).toEqual([]);
    await world.ask(saveCampaign, {
      campaign,
      flow: flow({ id: 1, ...wait({ for: "1 hour" }) }, { id: 2, ...plus("+5") }),
      people: "move",
    });
    await quiet();
    expect(await score("p7")).toBe(null);
    await world.ask(resumeCampaign, { campaign });
    await quiet();
    expect(await score("p7")).toBe(5);
    const again = await world.campaign({ rules: everybody, flow: flow(wait({ for: "1 hour" }), plus("+1")) });
    await world.runNow(again);
    await world.ask(pauseCampaign, { campaign: again });
    await pass(2 * hour);
    expect(await world.ask(abortCampaign, { campaign: again })).toEqual({ left: 602, cancelled: 0 });
    await world.ask(resumeCampaign, { campaign: again });
    await quiet();
    expect(await score("p7")).toBe(5);
  });
});

describe("a paused batch campaign", () => {
  test("begins no run, by itself or by hand; resumed, what was planned runs once", async () => {
    const campaign = await world.campaign({ rules: everybody, flow: flow(plus("+1")) });
    const { id: run } = await world.ask(runCampaign, { campaign, at: at(hour) });
    await world.ask(pauseCampaign, { campaign });
    await pass(2 * hour);
    expect(await world.ask(showRun, { run })).toMatchObject({ state: "scheduled" });
    const { entries } = await world.ask(showCalendar, { from: at(-day), until: at(day) });
    expect(entries[0]?.remark).toMatch(/paused/);
    expect(await world.refusal(runCampaign, { campaign, confirm: 2 })).toEqual(["campaign.paused campaign"]);
    await world.ask(resumeCampaign, { campaign });
    await quiet();
    expect(await world.ask(showRun, { run })).toMatchObject({ state: "done", qualified: 2 });
    expect(await scores()).toEqual([1, 1]);
  });
  test("misses the runs that are a day late when it is resumed, as if nothing had been running", async () => {
    const campaign = await world.campaign({
      rules: everybody,
      flow: flow(plus("+1")),
      qualification: { rule: "every time" },
    });
    await world.ask(setSchedule, { campaign, every: "day", start: "2026-06-10T13:00" });
    await world.ask(pauseCampaign, { campaign });
    await pass(3 * day + 2 * hour);
    expect(await scores()).toEqual([null, null]);
    await world.ask(resumeCampaign, { campaign });
    await quiet();
    expect(await scores()).toEqual([1, 1]);
    const states = await world.db.rows<{ state: string }>(
      sql`select state from campaign_run where campaign_id = ${Number(campaign)} order by scheduled_for`,
    );
    expect(states.map((one) => one.state)).toEqual(["missed", "missed", "missed", "done"]);
  });
  test("stops a run under way between two pieces, and goes on from there", async () => {
    const many = Array.from({ length: 900 }, (_, index) => ({ email: `q${index}@x.test` }));
    await world.people(...many);
    const steps = Array.from({ length: 12 }, () => plus("+1"));
    const campaign = await world.campaign({ rules: everybody, flow: flow(...steps) });
    const { id: run } = await world.ask(runCampaign, { campaign, confirm: 902 });
    const working = quiet();
    while ((await world.ask(showRun, { run })).step < 2) await new Promise(setImmediate);
    await world.ask(pauseCampaign, { campaign });
    await working;
    const stopped = await world.ask(showRun, { run });
    expect(stopped).toMatchObject({ state: "running" });
    expect(stopped.step).toBeLessThan(12);
    const before = await world.log([22]);
    await quiet();
    expect((await world.log([22])).length).toBe(before.length);
    await world.ask(resumeCampaign, { campaign });
    await quiet();
    expect(await world.ask(showRun, { run })).toMatchObject({ state: "done" });
    expect((await world.log([22])).length).toBe(902 * 12);
    expect(await score("q7")).toBe(12);
  });
});

test("what a run wrote is put back while its campaign is paused", async () => {
  const campaign = await world.campaign({ rules: everybody, flow: flow(plus("+1")) });
  const { id: run } = await world.ask(runCampaign, { campaign, confirm: 2 });
  await quiet();
  await world.ask(pauseCampaign, { campaign });
  const { id } = await world.ask(compensateRun, { run, confirm: 2 });
  await quiet();
  expect(await world.ask(showRun, { run: id })).toMatchObject({ kind: "compensation", state: "done" });
  expect(await scores()).toEqual([null, null]);
});

test("a campaign goes on although the process died just after it was resumed", async () => {
  const campaign = await world.active({ rules: visits, flow: flow(plus("+1")) });
  await world.ask(pauseCampaign, { campaign });
  await world.happens({ person: "ann" });
  await changeDefinitions(world.engine, (tx) => resumeWithin(tx, Number(campaign)));
  await quiet();
  expect(await score("ann")).toBe(1);
});

test("pausing and resuming twice is the same as once, and an executable is not paused", async () => {
  const campaign = await world.active({ rules: visits, flow: flow(plus("+1")) });
  const first = await world.ask(pauseCampaign, { campaign });
  world.clock.advance(minute);
  expect(await world.ask(pauseCampaign, { campaign })).toEqual(first);
  expect(await world.ask(resumeCampaign, { campaign })).toEqual(first);
  expect(await world.ask(resumeCampaign, { campaign })).toEqual({ pausedOn: null });
  const actions = await world.db.rows<{ action: string }>(
    sql`select action from audit_event where object = 'campaign' and object_id = ${campaign} and action in ('pause', 'resume') order by id`,
  );
  expect(actions.map((one) => one.action)).toEqual(["pause", "resume"]);
  const called = await world.campaign({ executable: true, flow: flow(plus("+1")) });
  expect(await world.refusal(pauseCampaign, { campaign: called })).toEqual(["campaign.executable campaign"]);
});

test("time passes an instance by in which a campaign is paused", async () => {
  const campaign = await world.active({ rules: visits, flow: flow(wait({ for: "1 hour" }), plus("+1")) });
  const batch = await world.campaign({ rules: everybody, flow: flow(plus("+1")) });
  await world.ask(runCampaign, { campaign: batch, at: at(hour) });
  await world.happens({ person: "ann" });
  await world.ask(pauseCampaign, { campaign });
  await world.ask(pauseCampaign, { campaign: batch });
  const to = micros(world.clock.now() + 5 * hour);
  await passTime(world.engine, world.context.scheduler, to, (now) => world.clock.set(now));
  expect(world.clock.now()).toBe(to);
  expect(await scores()).toEqual([null, null]);
});

test("the queue shows what stands still, and how many wait in flows", async () => {
  const campaign = await world.active({
    name: "Stands",
    rules: visits,
    flow: flow(wait({ for: "1 hour" }), plus("+1")),
  });
  await world.happens({ person: "ann" }, { person: "bob" });
  expect((await world.ask(showQueue, {})).lines).toEqual([]);
  const waiting = await world.ask(showWaiting, {});
  expect(waiting).toMatchObject({ people: 2, more: false });
  expect(waiting.next?.slice(0, 16)).toBe(at(hour).slice(0, 16));
  await world.ask(pauseCampaign, { campaign });
  await pass(2 * hour);
  expect((await world.ask(showQueue, {})).lines).toMatchObject([
    { what: "paused campaign", name: "Stands", state: "paused", people: 2, late: false },
  ]);
  expect(await world.ask(countQueue, {})).toEqual({ count: 1 });
  expect(await world.ask(showWaiting, {})).toEqual({ people: 0, more: false, next: null });
});
