import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { instantFromIso, type ManualClock } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { keepHouse } from "#engine/housekeeping.ts";
import { passTime } from "#engine/moved-clock.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { listNotifications } from "#operations/notification/list-notifications.ts";
import { World } from "#test/harness/world.ts";

const START = "2026-01-01T08:00:00Z";
const HALF_A_YEAR_LATER = "2026-07-05T08:00:00Z";
const SIX_DAYS_LATER = "2026-07-11T07:00:00Z";
const A_WEEK_LATER = "2026-07-12T08:00:00Z";

let world: World;
let campaign = "";
beforeAll(async () => (world = await World.open(START)));
afterAll(() => world.close());
beforeEach(async () => {
  (world.engine.clock as ManualClock).set(START);
  await world.db.rows(sql`update campaign set active_run_id = null`);
  await world.db.rows(sql`truncate person, person_key, membership, entry, notification cascade`);
  await world.people({ email: "ann@x.test" });
  campaign = await world.active({
    rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
    flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
  });
});

const keptHouse = async (at: string): Promise<void> => {
  (world.engine.clock as ManualClock).set(at);
  await keepHouse(world.engine);
  await keepHouse(world.engine); // twice is once
};
const told = async (): Promise<string[]> =>
  (await world.ask(listNotifications, {})).notifications.map((one) => one.kind).toReversed();
const isActive = async (): Promise<boolean> => (await world.ask(showCampaign, { campaign })).active;
const somebodyEnters = (at: string) => {
  (world.engine.clock as ManualClock).set(at);
  return world.happens({ person: "ann@x.test", type: "visit-webpage", primary: "/" });
};

test("AC-126: a trigger campaign that nobody enters for half a year is announced, and switched off a week later", async () => {
  await keptHouse("2026-06-30T08:00:00Z");
  expect(await told()).toEqual([]);
  await keptHouse(HALF_A_YEAR_LATER);
  expect(await told()).toEqual(["campaign_idle"]);
  await keptHouse(SIX_DAYS_LATER);
  expect(await isActive()).toBe(true);
  await keptHouse(A_WEEK_LATER);
  expect(await told()).toEqual(["campaign_idle", "campaign_switched_off"]);
  expect(await isActive()).toBe(false);
});

test("AC-126: it stays active when somebody enters in that week, or it was activated anew", async () => {
  await keptHouse(HALF_A_YEAR_LATER);
  await somebodyEnters(SIX_DAYS_LATER);
  await keptHouse(A_WEEK_LATER);
  expect(await isActive()).toBe(true);
  await keptHouse("2027-01-12T08:00:00Z"); // idle again: it is said again
  expect(await told()).toEqual(["campaign_idle", "campaign_idle"]);
  await world.ask(deactivateCampaign, { campaign });
  await world.ask(activateCampaign, { campaign });
  await keptHouse("2027-01-20T08:00:00Z");
  expect(await isActive()).toBe(true);
});

test("AC-126: one that people entered in the last half year is left alone, however old it is", async () => {
  await somebodyEnters("2026-05-01T08:00:00Z");
  await keptHouse(HALF_A_YEAR_LATER);
  expect(await told()).toEqual([]);
});

test("AC-126: when time is let pass, it happens on the day on which it would have", async () => {
  const { engine, scheduler } = world.context;
  await passTime(engine, scheduler, instantFromIso("2026-10-01T08:00:00Z"), (at) => world.clock.set(at));
  const { notifications } = await world.ask(listNotifications, {});
  expect(notifications.map((one) => [one.kind, one.notedOn.slice(0, 10)])).toEqual([
    ["campaign_switched_off", "2026-07-09"],
    ["campaign_idle", "2026-07-02"],
  ]);
  expect(await isActive()).toBe(false);
});
