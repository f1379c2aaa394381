import { afterAll, beforeAll, expect, test } from "vitest";
import { listCampaigns } from "#operations/campaign/list-campaigns.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { listRuns } from "#operations/run/list-runs.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => (world = await World.open("2026-06-10T08:00:00Z")));
afterAll(() => world.close());

test("runs stand in the order of their time, not of their numbers, also from page to page", async () => {
  const rules = { filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }] };
  const flow = { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] };
  const campaign = await world.campaign({ rules, flow });
  const planned = [];
  for (const hour of ["16", "12", "14", "10", "18"])
    planned.push(await world.ask(runCampaign, { campaign, at: `2026-06-10T${hour}:00:00Z` }));
  const [four, noon, two, ten, six] = planned.map((run) => run.id);
  const latestFirst = [six, four, two, noon, ten];

  for (const hour of ["10", "12", "14"]) {
    world.clock.set(`2026-06-10T${hour}:00:00Z`);
    await world.context.scheduler.quiet();
  }

  for (const of of [{ campaign }, {}]) {
    const first = await world.ask(listRuns, { ...of, limit: 2 });
    const second = await world.ask(listRuns, { ...of, limit: 2, before: first.next ?? 0 });
    const third = await world.ask(listRuns, { ...of, limit: 2, before: second.next ?? 0 });
    expect([first, second, third].flatMap((page) => page.runs.map((run) => run.id))).toEqual(latestFirst);
    expect(third.next).toBeNull();
  }
  const { campaigns } = await world.ask(listCampaigns, {});
  expect(campaigns.find((one) => String(one.id) === campaign)?.lastRun?.id).toBe(two);
});
