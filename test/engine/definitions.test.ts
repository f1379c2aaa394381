import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { openEngine, type Engine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";
import { Scheduler } from "#engine/scheduler.ts";
import type { Context } from "#operations/define.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { createField } from "#operations/field/create-field.ts";
import { createSmartList } from "#operations/smart-list/create-smart-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { upsertPeople } from "#operations/person/upsert-people.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());

describe("a draft that names what is not there yet", () => {
  test("holds a campaign back, and works as it was written once the thing is there", async () => {
    await world.people({ email: "ann@x.test" }, { email: "bob@x.test" });
    const smart = await world.ask(createSmartList, {
      name: "Coming",
      rules: { filters: [{ filter: "field", field: "Shoe Size", operator: "is", values: ["42"] }] },
    });
    const campaign = await world.campaign({
      rules: {
        triggers: [{ trigger: "visit-webpage", operator: "is any" }],
        filters: [{ filter: "member-of-smart-list", operator: "in", values: ["Coming"] }],
      },
      flow: { steps: [{ action: "add-to-list", args: { list: "Later" } }] },
    });
    expect(await world.refusal(activateCampaign, { campaign })).toEqual(
      expect.arrayContaining([expect.stringContaining("list")]),
    );
    await world.ask(createField, { name: "shoe_size", label: "Shoe Size", type: "integer" });
    const list = await world.ask(createList, { name: "Later" });
    await world.people({ email: "ann@x.test", shoe_size: 42 });
    await world.ask(activateCampaign, { campaign });
    await world.happens({ person: "ann" }, { person: "bob" });
    expect(await world.members(campaign)).toEqual({ ann: 1 });
    expect(
      await world.db.rows(sql`select count(*)::integer as many from list_member where list_id = ${list.id}`),
    ).toEqual([{ many: 1 }]);
    expect(smart.id).toBeGreaterThan(0);
  });
});

describe("two processes on one database", () => {
  test("one soon knows what the other defined, and does not define it a second time", async () => {
    const other = await openEngine(world.db, world.clock);
    const scheduler = new Scheduler(other, (error) => console.error(error));
    const theirs: Context = { ...world.context, engine: other, scheduler, intake: new Intake(other) };
    await world.ask(createField, { name: "hat_size", label: "Hat Size", type: "integer" });
    const again = createField.run(
      theirs,
      createField.input.parse({ name: "hat_size", label: "Hat Size", type: "integer" }),
    );
    await expect(again).rejects.toMatchObject({ problems: [{ code: "name.taken" }] });
    await world.ask(createField, { name: "coat_size", label: "Coat Size", type: "integer" });
    await scheduler.quiet();
    scheduler.ring();
    await scheduler.close();
    const answer = await upsertPeople.run(
      theirs,
      upsertPeople.input.parse({ people: [{ email: "cleo@x.test", coat_size: 4 }] }),
    );
    expect(answer.people).toMatchObject([{ outcome: "created" }]);
    expect(known(other)).toContain("coat_size");
  });
});

const known = (engine: Engine): string[] => [...engine.definitions.catalog.fields.keys()];
