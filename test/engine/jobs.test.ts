import { afterAll, beforeAll, expect, test } from "vitest";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { listRuns } from "#operations/run/list-runs.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());

test("more runs fall due at once than there are connections, and all are worked", async () => {
  await world.people({ email: "ann@x.test", state: "CA" });
  const rules = { filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }] };
  const flow = { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] };
  for (let count = 0; count < 20; count += 1)
    await world.ask(runCampaign, {
      campaign: await world.campaign({ rules, flow }),
      at: "2026-06-10T13:00:00Z",
    });
  world.clock.set("2026-06-10T13:00:00Z");
  await world.context.scheduler.quiet();
  const { runs } = await world.ask(listRuns, { limit: 100 });
  expect(new Set(runs.map((run) => run.state))).toEqual(new Set(["done"]));
  expect((await world.person("ann@x.test"))["person_score"]).toBe(20);
});
