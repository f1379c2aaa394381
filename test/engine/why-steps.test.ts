import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hour } from "#kernel/clock.ts";
import { tellWhy } from "#operations/campaign/tell-why.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { whyCampaign } from "#operations/campaign/why-campaign.ts";
import { createSmartList } from "#operations/smart-list/create-smart-list.ts";
import { explainPerson } from "#operations/smart-list/explain-person.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let campaign = "";
const lyon = { filter: "field", field: "city", operator: "is", values: ["Lyon"] };
const why = async (person: string, of = campaign) =>
  world.ask(whyCampaign, { campaign: of, person: `${person}@x.test` });

beforeAll(async () => {
  world = await World.open("2026-06-07T22:00:00Z");
  await world.people(
    { email: "ann@x.test", city: "Lyon" },
    { email: "bob@x.test", city: "Geneva" },
    { email: "eve@x.test", city: "Lyon" },
  );
  const list = (await world.ask(createList, { name: "Invited" })).id;
  campaign = await world.active({
    rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
    flow: {
      steps: [
        { action: "add-to-list", choices: [{ if: lyon, args: { list } }], args: null },
        { action: "wait", args: { for: "2 hours" } },
        { action: "add-to-list", args: { list } },
      ],
    },
  });
  await world.happens({ person: "ann", primary: "/a" }, { person: "bob", primary: "/a" });
});
afterAll(() => world.close());

describe("why somebody got nothing from a step", () => {
  test("names the choice that applies as things stand, with what it saw, beside what the log has", async () => {
    expect((await why("bob")).flow).toMatchObject({
      since: expect.stringContaining("2026-06-07T22:00:00"),
      earlier: false,
      steps: [
        {
          step: 1,
          action: "Add to List",
          state: "passed",
          choice: null,
          choices: [{ rule: "City is Lyon", holds: false, seen: { value: "Geneva" } }],
          applies: 0,
          nothing: true,
        },
        { state: "waiting", until: expect.stringContaining("2026-06-08T00:00:00") },
        { state: "ahead", on: null },
      ],
    });
    expect((await why("ann")).flow.steps[0]).toMatchObject({
      state: "succeeded",
      choice: 1,
      applies: 1,
      nothing: false,
    });
  });

  test("is told in sentences, also of somebody who has not entered", async () => {
    const text = async (person: string) =>
      tellWhy(await why(person), { language: "en", instant: (iso) => iso.slice(0, 16) });
    expect(await text("bob")).toContain(
      [
        "The steps of its flow, as this person went through it since 2026-06-07T22:00:",
        "  1  Add to List: came through, nothing in the log",
        "     as things stand now, no choice applies: default, do nothing",
        "       1  false  City is Lyon  (saw Geneva)",
        "  2  Wait: waits until 2026-06-08T00:00",
        "  3  Add to List: did not come to it",
      ].join("\n"),
    );
    expect(await text("eve")).toContain(
      [
        "The steps of its flow, for this person:",
        "  1  Add to List",
        "     as things stand now, choice 1 applies",
        "       1  true   City is Lyon  (saw Lyon)",
      ].join("\n"),
    );
  });

  test("speaks of the version that was taken, and of what is through", async () => {
    await world.ask(saveCampaign, {
      campaign,
      flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
    });
    world.clock.advance(3 * hour);
    await world.context.scheduler.quiet();
    const { flow } = await why("bob");
    expect(flow).toMatchObject({
      earlier: true,
      steps: [
        { state: "passed" },
        { state: "succeeded", until: null },
        { state: "succeeded", detail: "Invited" },
      ],
    });
    expect((await why("eve")).flow).toMatchObject({ earlier: false, steps: [{ state: null }] });
  });
});

test("a rule about a smart list tells what the rules of that list say", async () => {
  await world.ask(createSmartList, { name: "Nearby", rules: { filters: [lyon] } });
  const named = (name: string) => ({ filter: "member-of-smart-list", operator: "in", values: [name] });
  await world.ask(createSmartList, { name: "Around", rules: { filters: [named("Nearby")] } });
  const asked = async (name: string) =>
    (await world.ask(explainPerson, { rules: { filters: [named(name)] }, person: "bob@x.test" })).filters;
  expect(await asked("Nearby")).toMatchObject([
    {
      holds: false,
      lists: [
        { name: "Nearby", holds: false, filters: [{ rule: "City is Lyon", seen: { value: "Geneva" } }] },
      ],
    },
  ]);
  const [around] = await asked("Around");
  expect(around?.lists?.[0]?.filters).toMatchObject([{ holds: false }]);
  expect(around?.lists?.[0]?.filters[0]).not.toHaveProperty("lists");
});
