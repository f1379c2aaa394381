import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hour, minute } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { recordEvents } from "#engine/record-events.ts";
import { holdShards } from "#engine/shard.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { cloneCampaign } from "#operations/campaign/clone-campaign.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { tellWhy } from "#operations/campaign/tell-why.ts";
import { whyCampaign } from "#operations/campaign/why-campaign.ts";
import { listHeldEvents } from "#operations/held-event/list-held-events.ts";
import { releaseHeldEvents } from "#operations/held-event/release-held-events.ts";
import { World } from "#test/harness/world.ts";

let world: World;
const field = (name: string, operator: string, ...values: (string | number | boolean)[]) => ({
  filter: "field",
  field: name,
  operator,
  values,
});
const visits = (...pages: string[]) => ({ trigger: "visit-webpage", operator: "is", values: pages });
const plus = (change: string) => ({ action: "change-score", args: { field: "person_score", change } });
const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });

beforeAll(async () => (world = await World.open("2026-06-07T22:00:00Z"))); // a Sunday
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.rows(
    sql`truncate person, person_key, activity, list_member, membership, entry, refusal_count, held_event`,
  );
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
  await world.people(
    { email: "ann@x.test", state: "CA", country: "FR" },
    { email: "bob@x.test", state: "NY" },
  );
});

describe("who enters", () => {
  test("AC-018: of two triggers either lets in", async () => {
    const campaign = await world.active({
      rules: { triggers: [visits("/a"), visits("/b")] },
      flow: flow(plus("+1")),
    });
    await world.happens({ person: "ann", primary: "/b" }, { person: "bob", primary: "/c" });
    expect(await world.members(campaign)).toEqual({ ann: 1 });
    expect((await world.person("ann@x.test"))["person_score"]).toBe(1);
  });
  test("AC-019: whoever does not satisfy the filter does not enter, and the log says why", async () => {
    const campaign = await world.active({
      rules: { triggers: [visits("/a")], filters: [field("state", "is", "CA")] },
      flow: flow(plus("+1")),
    });
    await world.happens({ person: "ann", primary: "/a" }, { person: "bob", primary: "/a" });
    expect(await world.members(campaign)).toEqual({ ann: 1 });
    expect(await world.log([901])).toMatchObject([{ person: "bob", reason: "filter" }]);
    const why = await world.ask(whyCampaign, { campaign, person: "bob@x.test" });
    expect(why).toMatchObject({
      entered: null,
      holds: false,
      refusals: [
        { reason: "filter", filters: [{ rule: "State is CA", holds: false, seen: { value: "NY" } }] },
      ],
    });
  });
  test("of somebody no trigger has happened to, why says so", async () => {
    const campaign = await world.active({
      rules: { triggers: [visits("/a"), visits("/b")] },
      flow: flow(plus("+1")),
    });
    await world.happens({ person: "ann", primary: "/b" }, { person: "ann", primary: "/b" });
    await world.happens({ person: "bob", primary: "/c" });
    const why = async (person: string) => {
      const answer = await world.ask(whyCampaign, { campaign, person });
      return {
        answer,
        text: tellWhy(answer, { language: "en", instant: (iso) => iso.slice(0, 10) }),
      };
    };
    const ann = await why("ann@x.test");
    expect(ann.answer.triggers).toMatchObject([
      { times: 0, last: null },
      { times: 2, last: expect.stringContaining("2026-06-0") },
    ]);
    expect(ann.text).toContain("happened 2 times, last on 2026-06-0");
    expect(ann.text).not.toContain("None of its triggers");
    const bob = await why("bob@x.test");
    expect(bob.answer).toMatchObject({ active: expect.any(String), triggers: [{ times: 0 }, { times: 0 }] });
    expect(bob.text).toContain("None of its triggers has happened to this person since it was activated");
    await world.ask(deactivateCampaign, { campaign });
    expect((await why("bob@x.test")).text).toContain("It is not active: no trigger lets anybody in.");
  });
  test("AC-020: with ANY one of the filters is enough; a filter alone never lets in", async () => {
    const campaign = await world.active({
      rules: {
        triggers: [visits("/a"), visits("/b")],
        filters: [field("state", "is", "CA"), field("country", "is", "DE")],
        match: "any",
      },
      flow: flow(plus("+1")),
    });
    await world.people({ email: "bob@x.test", country: "DE" });
    expect(await world.members(campaign)).toEqual({});
    await world.happens({ person: "bob", primary: "/A" });
    expect(await world.members(campaign)).toEqual({ bob: 1 });
  });
  test("AC-060: a value in place before the event counts, one written after does not", async () => {
    const campaign = await world.active({
      rules: { triggers: [visits("/a")], filters: [field("country", "is", "FR")] },
      flow: flow(plus("+1")),
    });
    await world.happens({ person: "bob", primary: "/a" });
    world.clock.advance(1000);
    await world.people({ email: "bob@x.test", country: "FR" });
    expect(await world.members(campaign)).toEqual({});
    await world.happens({ person: "bob", primary: "/a" });
    expect(await world.members(campaign)).toEqual({ bob: 1 });
  });
  test("AC-121: a person limit never blocks a trigger campaign", async () => {
    const campaign = await world.active({
      rules: { triggers: [visits("/a")] },
      personLimit: 1,
      flow: flow(plus("+1")),
    });
    await world.happens({ person: "ann", primary: "/a" }, { person: "bob", primary: "/a" });
    expect(await world.members(campaign)).toEqual({ ann: 1, bob: 1 });
  });
  test("AC-061: an event before activation lets nobody in", async () => {
    const campaign = await world.campaign({ rules: { triggers: [visits("/a")] }, flow: flow(plus("+1")) });
    await world.happens({ person: "ann", primary: "/a" });
    await world.ask(activateCampaign, { campaign });
    expect(await world.members(campaign)).toEqual({});
    await world.happens({ person: "bob", primary: "/a" });
    expect(await world.members(campaign)).toEqual({ bob: 1 });
  });
  test("AC-062: a trigger on form A is not fired by form B; constraints speak of the same event", async () => {
    const campaign = await world.active({
      rules: {
        triggers: [
          {
            trigger: "fill-out-form",
            operator: "is",
            values: ["A"],
            constraints: [{ attribute: "referrer-url", operator: "contains", values: ["google"] }],
          },
        ],
      },
      flow: flow(plus("+1")),
    });
    const form = (person: string, primary: string, from: string) => ({
      person,
      type: "fill-out-form",
      primary,
      attributes: { "referrer-url": from },
    });
    await world.happens(form("ann", "B", "https://google.com"), form("ann", "A", "https://other.com"));
    expect(await world.members(campaign)).toEqual({});
    expect(await world.log([901])).toEqual([]);
    await world.happens(form("ann", "A", "https://www.GOOGLE.com/x"));
    expect(await world.members(campaign)).toEqual({ ann: 1 });
  });
  test("AC-064: writing the same value again leaves no activity and fires nothing", async () => {
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "change-data-value", operator: "is", values: ["State"] }] },
      qualification: { rule: "every time" },
      flow: flow(plus("+1")),
    });
    await world.people({ email: "ann@x.test", state: "CA" });
    expect(await world.members(campaign)).toEqual({});
    await world.people({ email: "ann@x.test", state: "NV" });
    expect(await world.members(campaign)).toEqual({ ann: 1 });
  });
  test("a history filter sees the event itself: the third visit is the third", async () => {
    const campaign = await world.active({
      rules: {
        triggers: [visits("/a")],
        filters: [{ filter: "visit-webpage", operator: "is any", times: 3 }],
      },
      flow: flow(plus("+1")),
    });
    await world.happens({ person: "ann", primary: "/a" }, { person: "ann", primary: "/a" });
    expect(await world.members(campaign)).toEqual({});
    await world.happens({ person: "ann", primary: "/a" });
    expect(await world.members(campaign)).toEqual({ ann: 1 });
  });
  test("several events of one person in one set are judged one after the other, with what each sets off", async () => {
    await world.active({
      rules: { triggers: [visits("/a")], filters: [field("person_score", "at most", 2)] },
      qualification: { rule: "every time" },
      flow: flow(plus("+1")),
    });
    await world.people({ email: "ann@x.test", person_score: 0 });
    await world.happens(...Array.from({ length: 5 }, () => ({ person: "ann", primary: "/a" })));
    expect((await world.person("ann@x.test"))["person_score"]).toBe(3);
  });
  test("history and imports tell nobody", async () => {
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
      flow: flow(plus("+1")),
    });
    await holdShards(world.engine, "record", [0, 1], (hold) =>
      recordEvents(
        hold,
        [
          {
            shard: 0,
            personId: 1,
            typeId: 1,
            assetId: null,
            value: null,
            attributes: null,
            source: 2,
            occurredOn: null,
          },
        ],
        "history",
      ),
    );
    expect(await world.members(campaign)).toEqual({});
  });
});

describe("how often", () => {
  const once = { rules: { triggers: [visits("/a")] }, flow: flow(plus("+1")) };
  const event = { person: "ann", primary: "/a" };

  test("AC-130, AC-134: by default only once, also for two events at the same moment", async () => {
    const campaign = await world.active(once);
    await Promise.all([world.happens(event, event), world.happens(event), world.happens(event)]);
    expect(await world.members(campaign)).toEqual({ ann: 1 });
    expect((await world.log([901])).every((line) => line.reason === "already_ran")).toBe(true);
  });
  test("every time lets in every time", async () => {
    const campaign = await world.active({ ...once, qualification: { rule: "every time" } });
    await world.happens(event, event, event);
    expect(await world.members(campaign)).toEqual({ ann: 3 });
  });
  test("AC-131: once a day is 24 hours: at 21:59 the next day no, at 22:00 yes", async () => {
    const campaign = await world.active({
      ...once,
      qualification: { rule: "once every", count: 1, unit: "day" },
    });
    await world.happens(event);
    const [entered] = await world.db.rows<{ at: number }>(sql`select last_on as at from membership`);
    world.clock.set(((entered?.at ?? 0) + 24 * hour - minute) as never);
    await world.happens(event);
    expect(await world.members(campaign)).toEqual({ ann: 1 });
    world.clock.advance(minute);
    await world.happens(event);
    expect(await world.members(campaign)).toEqual({ ann: 2 });
  });
  test("AC-132: once a month is 720 hours", async () => {
    const campaign = await world.active({
      ...once,
      qualification: { rule: "once every", count: 1, unit: "month" },
    });
    await world.happens(event);
    world.clock.advance(719 * hour);
    await world.happens(event);
    expect(await world.members(campaign)).toEqual({ ann: 1 });
    world.clock.advance(hour + minute);
    await world.happens(event);
    expect(await world.members(campaign)).toEqual({ ann: 2 });
  });
  test("AC-133: changing the flow does not let in again; a clone does", async () => {
    const campaign = await world.active(once);
    await world.happens(event);
    await world.ask(saveCampaign, { campaign, flow: flow(plus("+100")) });
    await world.happens(event);
    expect((await world.person("ann@x.test"))["person_score"]).toBe(1);
    const clone = await world.ask(cloneCampaign, { campaign, name: `Clone of ${campaign}` });
    expect(clone.active).toBe(false);
    await world.ask(activateCampaign, { campaign: String(clone.id) });
    await world.happens(event);
    expect(await world.members(String(clone.id))).toEqual({ ann: 1 });
  });
});

describe("what campaigns set off in each other", () => {
  test("a person's entries are worked in order: what an entry causes comes after those before it", async () => {
    await world.active({
      name: "first",
      rules: { triggers: [visits("/a")] },
      flow: flow(
        { action: "change-data-value", args: { field: "City", value: "1" } },
        { action: "change-data-value", args: { field: "City", value: "2" } },
      ),
    });
    await world.active({
      name: "second",
      rules: { triggers: [visits("/a")] },
      flow: flow({ action: "change-data-value", args: { field: "City", value: "3" } }),
    });
    await world.active({
      name: "caused",
      qualification: { rule: "every time" },
      rules: { triggers: [{ trigger: "change-data-value", operator: "is", values: ["city"] }] },
      flow: flow(plus("+1")),
    });
    await world.happens({ person: "ann", primary: "/a" });
    expect((await world.log([13, 22])).map((line) => `${line.campaign} ${line.new}`)).toEqual([
      "first 1",
      "first 2",
      "second 3",
      "caused 1",
      "caused 2",
      "caused 3",
    ]);
  });
  test("a campaign that sets itself off ends after 20 links of the chain, and says so", async () => {
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "change-score", operator: "is any" }] },
      qualification: { rule: "every time" },
      flow: flow(plus("+1")),
    });
    await world.people({ email: "ann@x.test", person_score: 100 });
    expect(await world.members(campaign)).toEqual({ ann: 21 });
    expect(await world.log([901])).toMatchObject([{ person: "ann", reason: "loop_guard" }]);
    expect(await world.db.rows(sql`select kind from notification where kind = 'loop_guard'`)).not.toEqual([]);
  });
  test("more than 30 rounds of a person in an hour are held back until somebody releases them", async () => {
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "change-score", operator: "is any" }] },
      qualification: { rule: "every time" },
      flow: flow(plus("+1")),
    });
    await world.people({ email: "ann@x.test", person_score: 100 });
    await world.people({ email: "ann@x.test", person_score: 500 });
    const before = await world.members(campaign);
    const { events } = await world.ask(listHeldEvents, {});
    expect(events).toMatchObject([{ campaign: { id: Number(campaign) } }]);
    await world.people({ email: "ann@x.test", person_score: 900 });
    expect((await world.members(campaign))["ann"]).toBe((before["ann"] ?? 0) + 1);
    world.clock.advance(2 * hour);
    expect(await world.ask(releaseHeldEvents, { events: events.map((one) => one.id) })).toEqual({
      entered: 1,
    });
  });
});
