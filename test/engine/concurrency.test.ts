import { afterAll, beforeAll, expect, test } from "vitest";
import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";
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
        await Promise.all(
          intake.record([
            {
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
            },
          ]),
        );
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
