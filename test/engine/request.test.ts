import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day, micros, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { deleteCampaign } from "#operations/campaign/delete-campaign.ts";
import { requestCampaign } from "#operations/campaign/request-campaign.ts";
import { showInside } from "#operations/campaign/show-inside.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let names = 0;
const plus = (change: string) => ({ action: "change-score", args: { field: "person_score", change } });
const request = (campaign: string) => ({ action: "request-campaign", args: { campaign: Number(campaign) } });
const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });
const visits = { triggers: [{ trigger: "visit-webpage", operator: "is any" }] };
const requested = (source?: string) => ({
  triggers: [
    {
      trigger: "request-campaign",
      operator: "is any",
      ...(source ? { constraints: [{ attribute: "source", operator: "is", values: [source] }] } : {}),
    },
  ],
});
const week = { action: "wait", args: { for: "1 week" } };

beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
  await world.db.rows(sql`truncate person, person_key, activity, membership, entry, run_count`);
  await world.people({ email: "ann@x.test" }, { email: "bob@x.test" });
});
const score = async (person: string) => (await world.person(`${person}@x.test`))["person_score"];
const inside = async (campaign: string) =>
  (await world.ask(showInside, { campaign })).people.map((one) => one.email?.split("@")[0]);

describe("requesting a campaign", () => {
  test("lets the person in there, and goes on at once; only the campaign that is named listens", async () => {
    const named = await world.active({ rules: requested(), flow: flow(plus("+10")) });
    const other = await world.active({ rules: requested(), flow: flow(plus("+1000")) });
    await world.active({ rules: visits, flow: flow(plus("+1"), request(named), plus("+2")) });
    await world.happens({ person: "ann" });
    expect(await score("ann")).toBe(13);
    expect(await world.members(named)).toEqual({ ann: 1 });
    expect(await world.members(other)).toEqual({});
    expect((await world.log([22, 47])).map((line) => [line.type, line.new])).toEqual([
      [22, "1"],
      [47, null],
      [22, "3"],
      [22, "13"],
    ]);
  });
  test("lets everybody of a batch in", async () => {
    const named = await world.active({ rules: requested(), flow: flow(plus("+10")) });
    await world.runNow(
      await world.campaign({
        rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
        flow: flow(request(named)),
      }),
    );
    expect([await score("ann"), await score("bob")]).toEqual([10, 10]);
  });
  test("that is not active is skipped and said so", async () => {
    const named = await world.campaign({ rules: requested(), flow: flow(plus("+10")) });
    await world.active({ rules: visits, flow: flow(request(named), plus("+1")) });
    await world.happens({ person: "ann" });
    expect(await score("ann")).toBe(1);
    expect(await world.log([47])).toMatchObject([{ result: 1, reason: "campaign_inactive" }]);
    await world.ask(activateCampaign, { campaign: named });
    await world.happens({ person: "bob" });
    expect(await world.members(named)).toEqual({ bob: 1 });
  });
  test("asks its other filters and its qualification rule", async () => {
    const named = await world.active({
      rules: {
        ...requested(),
        filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }],
      },
      flow: flow(plus("+10")),
    });
    await world.active({ qualification: { rule: "every time" }, rules: visits, flow: flow(request(named)) });
    await world.people({ email: "ann@x.test", state: "CA" });
    await world.happens({ person: "ann" }, { person: "bob" }, { person: "ann" });
    expect(await world.members(named)).toEqual({ ann: 1 });
    expect((await world.log([901])).map((line) => [line.person, line.reason])).toEqual([
      ["bob", "filter"],
      ["ann", "already_ran"],
    ]);
  });
  test("AC-063: Source = Web Service API ignores a request that comes from a flow", async () => {
    const named = await world.active({ rules: requested("web service api"), flow: flow(plus("+10")) });
    await world.active({ rules: visits, flow: flow(request(named)) });
    await world.happens({ person: "ann" });
    expect(await world.members(named)).toEqual({});
    await world.ask(requestCampaign, { campaign: named, people: ["bob@x.test"] });
    expect(await world.members(named)).toEqual({ bob: 1 });
  });
  test("AC-106, AC-107: by the API needs an active campaign that listens, and at most 100 people", async () => {
    const batch = await world.campaign({
      rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
      flow: flow(plus("+1")),
    });
    expect(await world.refusal(requestCampaign, { campaign: batch, people: ["ann@x.test"] })).toEqual([
      "campaign.notRequestable campaign",
    ]);
    const inactive = await world.campaign({ rules: requested(), flow: flow(plus("+1")) });
    expect(await world.refusal(requestCampaign, { campaign: inactive, people: ["ann@x.test"] })).toEqual([
      "campaign.notListening campaign",
    ]);
    await world.ask(activateCampaign, { campaign: inactive });
    const many = Array.from({ length: 101 }, () => "ann@x.test");
    expect(await world.refusal(requestCampaign, { campaign: inactive, people: many })).toEqual([
      "call.tooMany people",
    ]);
    expect(await world.refusal(requestCampaign, { campaign: inactive, people: ["zoe@x.test"] })).toEqual([
      "person.unknown person",
    ]);
  });
  test("two that request each other end, and say so", async () => {
    const first = await world.campaign({
      name: "First",
      qualification: { rule: "every time" },
      rules: requested(),
      flow: flow(plus("+1")),
    });
    const second = await world.active({
      name: "Second",
      qualification: { rule: "every time" },
      rules: requested(),
      flow: flow(request(first)),
    });
    await world.ask((await import("#operations/campaign/save-campaign.ts")).saveCampaign, {
      campaign: first,
      flow: flow(plus("+1"), request(second)),
    });
    await world.ask(activateCampaign, { campaign: first });
    await world.ask(requestCampaign, { campaign: first, people: ["ann@x.test"] });
    expect(Number(await score("ann"))).toBeLessThan(30);
    expect((await world.log([901])).at(-1)).toMatchObject({ reason: "loop_guard" });
  });
  test("of a campaign that does not listen is a problem, and a campaign that is requested cannot be deleted", async () => {
    const deaf = await world.campaign({ rules: visits, flow: flow(plus("+1")) });
    const { problems } = await world.ask(createCampaign, {
      name: `Asks ${(names += 1)}`,
      rules: visits,
      flow: flow(request(deaf)),
    });
    expect(problems.map((one) => `${one.code} ${one.path}`)).toEqual([
      "campaign.notRequestable flow.steps[0].args.campaign",
    ]);
    expect(await world.refusal(deleteCampaign, { campaign: deaf })).toEqual(["in.use"]);
  });
});

describe("removing from a flow", () => {
  const remove = (campaign?: string) => ({
    action: "remove-from-flow",
    args: campaign ? { campaign: Number(campaign) } : {},
  });

  test("AC-088: of another campaign ends the wait there; later steps never happen", async () => {
    const waits = await world.active({ rules: visits, flow: flow(week, plus("+100")) });
    await world.happens({ person: "ann" }, { person: "bob" });
    const leaves = await world.active({ rules: requested(), flow: flow(remove(waits), plus("+1")) });
    await world.ask(requestCampaign, { campaign: leaves, people: ["ann@x.test"] });
    expect(await inside(waits)).toEqual(["bob"]);
    expect(await world.log([906])).toMatchObject([{ person: "ann", result: 0 }]);
    world.clock.set(
      micros(
        (
          await world.db.rows<{ due: Instant }>(sql`select max(due) + interval '1 second' as due from entry`)
        )[0]?.due ?? 0,
      ),
    );
    await world.context.scheduler.quiet();
    expect([await score("ann"), await score("bob")]).toEqual([1, 100]);
  });
  test("of a campaign somebody is not in is skipped", async () => {
    const waits = await world.active({ rules: requested(), flow: flow(week) });
    await world.active({ rules: visits, flow: flow(remove(waits)) });
    await world.happens({ person: "ann" });
    expect(await world.log([906])).toMatchObject([{ result: 1, reason: "not_in_flow" }]);
  });
  test("of this campaign ends the flow for whom a choice says so", async () => {
    await world.people({ email: "ann@x.test", state: "CA" });
    await world.active({
      rules: visits,
      flow: flow(
        plus("+1"),
        {
          action: "remove-from-flow",
          args: null,
          choices: [{ if: { filter: "field", field: "state", operator: "is", values: ["CA"] }, args: {} }],
        },
        plus("+10"),
      ),
    });
    await world.happens({ person: "ann" }, { person: "bob" });
    expect([await score("ann"), await score("bob")]).toEqual([1, 11]);
  });
  test("ends the way of a batch's people, before a wait and after it", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, state)
      select 0, (i & 127) + (i >> 7) * 4096, now(), now(), 'p' || i, case when i % 2 = 0 then 'CA' end from generate_series(1000, 1999) i`);
    const isCa = { filter: "field", field: "state", operator: "is", values: ["CA"] };
    const leaves = { action: "remove-from-flow", args: null, choices: [{ if: isCa, args: {} }] };
    const filters = [{ filter: "field", field: "email", operator: "starts with", values: ["p"] }];
    await world.runNow(
      await world.campaign({ rules: { filters }, flow: flow(plus("+1"), leaves, plus("+10")) }),
    );
    await world.runNow(
      await world.campaign({
        rules: { filters },
        flow: flow({ action: "wait", args: { for: "1 day" } }, leaves, plus("+100")),
      }),
    );
    world.clock.advance(2 * day);
    await world.context.scheduler.quiet();
    expect(
      await world.db.rows(
        sql`select state, person_score as score, count(*)::integer as people from person where email like 'p%' group by 1, 2 order by 1`,
      ),
    ).toEqual([
      { state: "CA", score: 1, people: 500 },
      { state: null, score: 111, people: 500 },
    ]);
  });
});

describe("deleting a person", () => {
  const isCa = { filter: "field", field: "state", operator: "is", values: ["CA"] };
  const leaves = { action: "delete-person", args: null, choices: [{ if: isCa, args: {} }] };

  test("as a step ends all of their flows and leaves a line with the name", async () => {
    await world.people({ email: "ann@x.test", state: "CA", first_name: "Ann" });
    const waits = await world.active({ rules: visits, flow: flow(week) });
    await world.active({ rules: visits, flow: flow(plus("+1"), leaves, plus("+10")) });
    await world.happens({ person: "ann" }, { person: "bob" });
    expect(await world.db.rows(sql`select email, person_score as score from person`)).toEqual([
      { email: "bob@x.test", score: 11 },
    ]);
    expect(await inside(waits)).toEqual(["bob"]);
    expect(
      await world.db.rows(
        sql`select value, source, attributes ? 'email-hash' as hashed from activity where type_id = 37`,
      ),
    ).toEqual([{ value: "Ann", source: 0, hashed: true }]);
    expect(
      await world.db.rows(
        sql`select count(*)::integer as rows from activity where person_id not in (select id from person)`,
      ),
    ).toEqual([{ rows: 1 }]);
  });
  test("of a batch deletes those it should, and the run is done", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, state)
      select (i >> 7) & 31, i, now(), now(), 'p' || i, case when i % 2 = 0 then 'CA' end from generate_series(1000, 1599) i`);
    const run = await world.runNow(
      await world.campaign({
        rules: { filters: [isCa] },
        flow: flow(plus("+1"), { action: "delete-person", args: {} }),
      }),
    );
    expect(
      await world.db.rows(sql`select count(*)::integer as people from person where email like 'p%'`),
    ).toEqual([{ people: 300 }]);
    expect(
      await world.db.rows(sql`select count(*)::integer as lines from activity where type_id = 37`),
    ).toEqual([{ lines: 300 }]);
    expect(await world.db.rows(sql`select state, qualified from campaign_run where id = ${run}`)).toEqual([
      { state: "done", qualified: 300 },
    ]);
    expect(
      await world.db.rows(
        sql`select sum(people)::integer as people from run_count where run_id = ${run} and step = 2 and result = 0`,
      ),
    ).toEqual([{ people: 300 }]);
  });
  test("after a wait", async () => {
    await world.active({
      rules: visits,
      flow: flow({ action: "wait", args: { for: "1 day" } }, { action: "delete-person", args: {} }),
    });
    await world.happens({ person: "ann" });
    world.clock.advance(2 * day);
    await world.context.scheduler.quiet();
    expect(await world.db.rows(sql`select email from person`)).toEqual([{ email: "bob@x.test" }]);
    expect(await world.db.rows(sql`select count(*)::integer as rows from entry`)).toEqual([{ rows: 0 }]);
  });
  test("with steps after it is a problem", async () => {
    const { problems } = await world.ask(createCampaign, {
      name: `Deletes ${(names += 1)}`,
      rules: visits,
      flow: flow({ action: "delete-person", args: {} }, plus("+1")),
    });
    expect(problems.map((one) => `${one.code} ${one.path}`)).toEqual(["step.notLast flow.steps[0]"]);
  });
});
