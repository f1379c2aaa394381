import { afterAll, beforeAll, expect, test } from "vitest";
import { hour, minute } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { countQueue } from "#operations/queue/count-queue.ts";
import { showQueue } from "#operations/queue/show-queue.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());

test("the queue shows what is to be done, how old it is and what it waits for, and nothing that is not due", async () => {
  expect((await world.ask(showQueue, {})).lines).toEqual([]);
  expect(await world.ask(countQueue, {})).toEqual({ count: 0 });
  await world.people({ email: "ann@x.test" }, { email: "bob@x.test" });
  const wait = { action: "wait", args: { for: "1 hour" } };
  const steps = { steps: [wait] as { action: string }[] };
  await world.active({
    name: "Waits",
    rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
    flow: steps,
  });
  await world.happens({ person: "ann" }, { person: "bob" });
  const batch = await world.campaign({
    name: "Batch",
    rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
    flow: steps,
  });
  const at = (length: number) => new Date((world.clock.now() + length) / 1000).toISOString();
  await world.ask(runCampaign, { campaign: batch, at: at(2 * hour) });
  await world.ask(runCampaign, { campaign: batch, at: at(2 * hour + minute) });
  await world.context.scheduler.quiet(); // What it was woken for is done before anything falls due.
  await world.db.rows(
    sql`insert into held_event (shard, campaign_id, person_id, activity_id, depth, chain, held_on) values (0, ${Number(batch)}, 1, 1, 1, '{}', '2026-06-10T12:00Z')`,
  );
  expect((await world.ask(showQueue, {})).lines).toMatchObject([{ what: "held events", people: 1 }]);
  world.clock.advance(3 * hour);
  await world.db.rows(
    sql`update campaign_run set state = 'running', step = 1, started_on = '2026-06-10T14:00Z' where id = (select min(id) from campaign_run where kind = 'batch')`,
  );
  expect((await world.ask(showQueue, {})).lines).toMatchObject([
    { what: "held events", name: "Batch", seconds: 10_800 },
    { what: "people due", name: "Waits", people: 2, origin: "live", seconds: 7_200 },
    { what: "run", name: "Batch", state: "running", why: "It is worked, step 1.", seconds: 3_600 },
    {
      what: "run",
      name: "Batch",
      state: "scheduled",
      why: "Another run of the campaign is under way.",
      seconds: 3_540,
    },
  ]);
  expect(await world.ask(countQueue, {})).toEqual({ count: 4 });
  expect((await world.ask(showQueue, { campaign: "Waits" })).lines).toMatchObject([{ what: "people due" }]);
  expect((await world.ask(showQueue, { campaign: batch })).lines.map(({ what }) => what)).toEqual([
    "held events",
    "run",
    "run",
  ]);
});
