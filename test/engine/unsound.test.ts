import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { refreshDefinitions } from "#engine/engine.ts";
import { listNotifications } from "#operations/notification/list-notifications.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());

test("an active campaign that becomes invalid is told of once, and again when it was mended meanwhile", async () => {
  await world.people({ email: "ann@x.test" });
  const campaign = await world.active({
    name: "Uses a list",
    rules: {
      triggers: [{ trigger: "visit-webpage", operator: "is any" }],
      filters: [{ filter: "field", field: "State", operator: "is", values: ["CA"] }],
    },
    flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
  });
  const told = async () => {
    await refreshDefinitions(world.engine);
    await world.context.scheduler.quiet();
    const { notifications } = await world.ask(listNotifications, {});
    return notifications.filter((one) => one.kind === "campaign_invalid");
  };
  expect(await told()).toEqual([]);
  const usesField = (field: string) =>
    world.db.rows(
      sql`with broken as (update campaign_version set rules = jsonb_set(rules, '{filters,0,field}', ${JSON.stringify(field)}::jsonb) where campaign_id = ${Number(campaign)})
        update shard set epoch = epoch + 1`,
    );
  await usesField("Gone Field");
  expect(await told()).toMatchObject([{ subject: "Uses a list", page: `/campaigns/${campaign}/schedule` }]);
  await usesField("Another Gone Field");
  expect(await told()).toHaveLength(1);
  await usesField("State");
  expect(await told()).toHaveLength(1);
  await usesField("Gone Field");
  expect(await told()).toHaveLength(2);
});
