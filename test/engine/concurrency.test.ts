import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day, hour, micros, toIso } from "#kernel/clock.ts";
import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { Intake, type Incoming } from "#engine/intake.ts";
import type { Context } from "#operations/define.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { World } from "#test/harness/world.ts";

const WRITERS = 4;
const EACH = 60;

let world: World;
let others: Database[];
beforeAll(async () => {
  world = await World.open();
  others = Array.from({ length: WRITERS }, () => new Database(world.db.url));
});
afterAll(async () => {
  for (const db of others) await db.close();
  await world.close();
});

test("several processes record events of the same people at once as if it were one after the other", async () => {
  await world.people({ email: "ann@x.test" }, { email: "bob@x.test" });
  const once = await world.active({
    rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
    flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1000" } }] },
  });
  const always = await world.active({
    rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
    qualification: { rule: "every time" },
    flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
  });
  const people = await world.db.rows<{ id: number }>(sql`select id from person order by id`);
  await Promise.all(
    others.map(async (db) => {
      const intake = new Intake(await openEngine(db, world.clock));
      for (let index = 0; index < EACH; index += 1) {
        const personId = people[index % 2]?.id as number;
        await Promise.all(intake.record([visit(personId)]));
      }
    }),
  );
  const events = (WRITERS * EACH) / 2;
  expect(await world.members(once)).toEqual({ ann: 1, bob: 1 });
  expect(await world.members(always)).toEqual({ ann: events, bob: events });
  for (const name of ["ann", "bob"]) {
    const changes = (await world.log([22])).filter((line) => line.person === name);
    expect(changes).toHaveLength(events + 1);
    expect(changes.map((line) => line.old)).toEqual([null, ...changes.slice(0, -1).map((line) => line.new)]);
    expect((await world.person(`${name}@x.test`))["person_score"]).toBe(1000 + events);
  }
  const early = await world.db.rows(
    sql`select count(*)::integer as many from (select recorded_on <= lag(recorded_on) over (partition by shard order by id) as wrong from activity where type_id = 1) q where wrong`,
  );
  expect(early, "each transaction of a shard is later than the one before").toEqual([{ many: 0 }]);
});

describe("an event, recorded before its shard is known to be as it was left,", () => {
  test("is later than what a process whose clock is ahead has left there, and counts once", async () => {
    await world.people({ email: "cyd@x.test" });
    const campaign = await world.active(everyVisit);
    const ahead = micros(world.clock.now() + hour);
    await world.db.rows(sql`update shard set last_instant = ${toIso(ahead)}::timestamptz`);
    await world.happens({ person: "cyd" });
    expect(await world.members(campaign)).toEqual({ cyd: 1 });
    expect(await visitsOf("cyd")).toEqual([ahead + 1]);
  });

  test("is heard by a campaign that another process has just activated", async () => {
    await world.people({ email: "dan@x.test" });
    const [db] = others as [Database];
    const campaign = await world.campaign(everyVisit);
    const theirs: Context = { ...world.context, engine: await openEngine(db, world.clock) };
    await activateCampaign.run(theirs, activateCampaign.input.parse({ campaign }));
    world.clock.advance(day);
    await world.happens({ person: "dan" });
    expect(await world.members(campaign)).toEqual({ dan: 1 });
  });
});

test("events that come at the same moment are recorded together", async () => {
  await world.people({ email: "eve@x.test" }, { email: "fay@x.test" }, { email: "gus@x.test" });
  const people = await world.db.rows<{ id: number }>(sql`select id from person order by id desc limit 3`);
  await Promise.all(people.flatMap(({ id }) => world.context.intake.record([visit(id)])));
  const visits = await Promise.all(["eve", "fay", "gus"].map(visitsOf));
  expect(new Set(visits.flat()).size).toBe(1);
});

const everyVisit = {
  rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
  flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
};

const visit = (personId: number): Incoming => ({
  event: {
    shard: shardOf(personId),
    personId,
    typeId: 1,
    assetId: null,
    value: null,
    attributes: null,
    source: 3,
    occurredOn: null,
  },
});

/** When somebody visited something, as the log has it. */
async function visitsOf(person: string): Promise<number[]> {
  const rows = await world.db.rows<{ at: number }>(
    sql`select a.recorded_on as at from activity a join person p on p.shard = a.shard and p.id = a.person_id
      where a.type_id = 1 and p.email = ${`${person}@x.test`} order by a.id`,
  );
  return rows.map(({ at }) => at);
}
