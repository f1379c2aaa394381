import { setImmediate as anotherTurn } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day, minute } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { workDue } from "#engine/due.ts";
import { recordEvents, type NewEvent } from "#engine/record-events.ts";
import { holdShards } from "#engine/shard.ts";
import { recordActivities } from "#operations/activity/record-activities.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { updateCampaign } from "#operations/campaign/update-campaign.ts";
import { showQueue } from "#operations/queue/show-queue.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
  await world.db.rows(sql`truncate person, person_key, activity, membership, entry, run_count`);
  await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email)
    select 0, i, now(), now(), 'p' || i || '@x.test' from generate_series(1, 101) i`);
});

/** A campaign that listens to visits of one page and leaves a line in the log at each step. */
async function listening(
  page: string,
  action: "change-score" | "interesting-moment",
  steps = 1,
): Promise<string> {
  const args: object =
    action === "change-score"
      ? { field: "person_score", change: "+1" }
      : { type: "Web", description: "was here" };
  return world.active({
    name: page,
    qualification: { rule: "every time" },
    rules: { triggers: [{ trigger: "visit-webpage", operator: "is", values: [page] }] },
    flow: { steps: Array.from({ length: steps }, () => ({ action, args }) as { action: string }) },
  });
}

/** Lets people in, to be worked later. */
async function queueAll(page: string, people: readonly number[]): Promise<void> {
  const [asset] = await world.db.rows<{ id: number }>(
    sql`select id from asset where kind = 'page' and name = ${page}`,
  );
  const events = people.map((personId): NewEvent => ({
    shard: 0,
    personId,
    typeId: 1,
    assetId: asset?.id ?? null,
    value: null,
    attributes: null,
    source: 0,
    occurredOn: null,
  }));
  await holdShards(world.context.engine, "bulk", [0], (hold) => recordEvents(hold, events, "bulk"));
}

const queue = (page: string, from: number, to: number): Promise<void> =>
  queueAll(
    page,
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );

/** The campaigns in the order in which their people were worked. */
async function order(): Promise<string[]> {
  await world.context.scheduler.quiet();
  const lines = await world.log([22, 46]);
  return lines.map((line) => line.campaign ?? "").filter((name, index, all) => name !== all[index - 1]);
}

describe("of those who wait for their turn", () => {
  test("AC-160: a high one starts before 100 low ones", async () => {
    await listening("/low", "change-score");
    const high = await listening("/high", "change-score");
    await world.ask(updateCampaign, { campaign: high, priority: "high" });
    await queue("/low", 1, 100);
    await queue("/high", 101, 101);
    world.clock.advance(minute);
    expect((await world.ask(showQueue, {})).lines).toMatchObject([
      { name: "/low", priority: "low", people: 100 },
      { name: "/high", priority: "high", people: 1 },
    ]);
    expect(await order()).toEqual(["/high", "/low"]);
  });
  test("the class is that of the next step", async () => {
    await listening("/score", "change-score");
    await listening("/moment", "interesting-moment");
    await queue("/score", 1, 100);
    await queue("/moment", 101, 101);
    expect(await order()).toEqual(["/moment", "/score"]);
  });
  test("a flow that takes more than one transaction is done before what the person began later", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at)
      select 0, (i & 127) + (i >> 7) * 4096, now(), now() from generate_series(128, 1126) i`);
    await listening("/long", "change-score", 20);
    await listening("/others", "change-score");
    await listening("/later", "change-score");
    await queue("/long", 1, 1);
    const others = await world.db.rows<{ id: number }>(sql`select id from person where id > 128 order by id`);
    await queueAll(
      "/others",
      others.map(({ id }) => id),
    );
    // Each at an instant of their own, or they would go on together; so many that the last is not read with the first.
    await world.db.rows(sql`update entry set due = due + id * interval '1 microsecond'`);
    world.clock.advance(minute);
    await queue("/later", 1, 1);
    await world.context.scheduler.quiet();
    const lines = (await world.log([22])).filter((line) => line.person === "p1");
    expect(lines.map((line) => line.campaign)).toEqual([
      ...Array.from({ length: 20 }, () => "/long"),
      "/later",
    ]);
  });
  test("after a wait the class is that of the step behind it", async () => {
    await world.active({
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
      flow: {
        steps: [
          { action: "wait", args: { for: "1 day" } },
          { action: "interesting-moment", args: { type: "Web", description: "was here" } },
        ],
      },
    });
    await world.db.rows(sql`truncate person`);
    await world.people({ email: "ann@x.test" });
    await world.happens({ person: "ann" });
    expect(await world.db.rows(sql`select class from entry where due is not null`)).toEqual([{ class: 1 }]);
  });
  test("AC-161: within a class the first comes first", async () => {
    for (const page of ["/a", "/b", "/c"]) await listening(page, "change-score");
    await queue("/b", 1, 30);
    await queue("/a", 31, 60);
    await queue("/c", 61, 90);
    expect(await order()).toEqual(["/b", "/a", "/c"]);
  });
  test("who has waited for 15 minutes is one class more urgent", async () => {
    await listening("/aged", "change-score");
    await listening("/urgent", "interesting-moment");
    await queue("/aged", 1, 30);
    world.clock.advance(14 * minute);
    await queue("/urgent", 31, 60);
    expect(await order()).toEqual(["/urgent", "/aged"]);
    await world.db.rows(sql`truncate activity`);
    await queue("/aged", 1, 30);
    world.clock.advance(16 * minute);
    await queue("/urgent", 31, 60);
    expect(await order()).toEqual(["/aged", "/urgent"]);
  });
  test("AC-163: an override is for those who enter afterwards, also after their waits, and is written down", async () => {
    const steps = [
      { action: "wait", args: { for: "1 day" } },
      { action: "change-score", args: { field: "person_score", change: "+1" } },
    ];
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
      flow: { steps },
    });
    await world.db.rows(sql`truncate person`);
    await world.people({ email: "ann@x.test" }, { email: "bob@x.test" });
    await world.happens({ person: "ann" });
    await world.ask(updateCampaign, { campaign, priority: "high" });
    await world.happens({ person: "bob" });
    const classes = () => world.db.rows(sql`select class from entry where due is not null order by id`);
    expect(await classes()).toEqual([{ class: 2 }, { class: 0 }]);
    const [audit] = await world.db.rows(
      sql`select actor, action, detail->>'priority' as priority from audit_event order by id desc limit 1`,
    );
    expect(audit).toEqual({ actor: "test", action: "edit", priority: "high" });
    world.clock.advance(day + minute);
    await world.context.scheduler.quiet();
    expect(await classes()).toEqual([]);
  });
  test("bulk entries get a fifth of the turns, however many live ones there are", async () => {
    await listening("/live", "change-score");
    await listening("/bulk", "change-score");
    await queue("/live", 1, 101);
    await world.db.rows(sql`update entry set origin = 0`);
    await queue("/bulk", 1, 1);
    await workDue(world.context.engine, 0, "bulk");
    expect((await world.log([22]))[0]?.campaign).toBe("/bulk");
  });
});

describe("while a batch of a mass of people runs", () => {
  test("AC-162: at most one of its pieces begins between a live event and its first step", async () => {
    await world.db.rows(sql`truncate person`);
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email)
      select (i >> 7) & 31, i, now(), now(), 'p' || i || '@x.test' from generate_series(1, 40000) i`);
    await listening("/meanwhile", "change-score");
    const step = { action: "change-score", args: { field: "person_score", change: "+1" } };
    const batch = await world.campaign({
      rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
      flow: { steps: [step, step, step] },
    });
    const { turns } = world.engine;
    const progress = { pieces: 0, over: false };
    const bulk = turns.bulk.bind(turns);
    // As if pieces took long: on a busy machine the fifth that bulk keeps comes due before a live event is done.
    turns.bulk = async () => {
      await bulk(60_000);
      progress.pieces += 1;
    };
    const between: number[] = [];
    const liveArrives = turns.liveArrives.bind(turns);
    turns.liveArrives = () => {
      const before = progress.pieces;
      const over = liveArrives();
      return () => {
        if (before > 0) between.push(progress.pieces - before);
        over();
      };
    };
    const run = world.runNow(batch).finally(() => (progress.over = true));
    for (let person = 1; !progress.over; person += 1) {
      const before = progress.pieces;
      const activity = { person, type: "visit-webpage", primary: "/meanwhile" };
      const { activities } = await world.ask(recordActivities, { key: "id", activities: [activity] });
      expect(activities[0]?.problems).toEqual([]);
      while (progress.pieces === before && !progress.over) await anotherTurn();
    }
    await run;
    Object.assign(turns, { bulk, liveArrives });
    expect(progress.pieces).toBeGreaterThan(20);
    expect(between.length).toBeGreaterThan(20);
    expect(Math.max(...between)).toBeLessThanOrEqual(1);
    const done = (await world.log([22])).filter((line) => line.campaign === "/meanwhile");
    expect(done.length).toBeGreaterThan(20);
  });
});
