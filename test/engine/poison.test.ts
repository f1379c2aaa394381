import { expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { World } from "#test/harness/world.ts";

test("a run that fails unexpectedly is put off, not tried without pause, and does not keep others from running", async () => {
  const world = await World.open();
  await world.people({ email: "ann@x.test" });
  const rules = { filters: [{ filter: "field", field: "email", operator: "is not empty" }] };
  const flow = { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] };
  const [broken, sound] = [await world.campaign({ rules, flow }), await world.campaign({ rules, flow })];
  await world.db.rows(
    sql`update campaign_version set rules = '{"triggers": [], "match": "all", "filters": [{"filter": "field", "field": "state", "operator": "is"}]}' where campaign_id = ${Number(broken)}`,
  );
  for (const id of [broken, sound])
    await world.db.rows(
      sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${Number(id)}, 'batch', 'scheduled', '2026-06-10T12:00:00Z')`,
    );
  const errors: unknown[] = [];
  const scheduler = new Scheduler(world.engine, (error) => errors.push(error));
  await scheduler.quiet();
  await scheduler.quiet();
  expect(errors).toHaveLength(1);
  expect(await world.members(sound)).toEqual({ ann: 1 });
  expect(
    await world.db.rows(sql`select state from campaign_run where campaign_id = ${Number(broken)}`),
  ).toEqual([{ state: "scheduled" }]);
  await scheduler.close();
  await world.close();
});
