import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { recordEvents, type NewEvent } from "#engine/record-events.ts";
import { planRun, runnable } from "#engine/runs.ts";
import { calendarRun } from "#engine/schedule/calendar.ts";
import { holdShards } from "#engine/shard.ts";
import { abortRun } from "#operations/run/abort-run.ts";
import { cancelRun } from "#operations/run/cancel-run.ts";
import { deleteCampaign } from "#operations/campaign/delete-campaign.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { showRun } from "#operations/run/show-run.ts";
import { addPeopleToList } from "#operations/static-list/add-people-to-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { listAudience } from "#operations/campaign/list-audience.ts";
import { showAudience } from "#operations/campaign/show-audience.ts";
import { World } from "#test/harness/world.ts";

let world: World;
const field = (name: string, operator: string, ...values: (string | number | boolean)[]) => ({
  filter: "field",
  field: name,
  operator,
  values,
});
const everybody = { filters: [field("email", "is not empty")] };
const plus = (change: string) => ({ action: "change-score", args: { field: "person_score", change } });
const set = (name: string, value: string) => ({ action: "change-data-value", args: { field: name, value } });
const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });

beforeAll(async () => {
  world = await World.open();
  await world.ask(createList, { name: "List" });
  await world.campaign({ name: "Nobody's", rules: everybody, flow: flow(plus("+1")) });
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
  await world.db.rows(
    sql`truncate person, person_key, activity, list_member, membership, entry, run_place, run_count`,
  );
});

describe("a run", () => {
  test("takes everybody who matches through all steps; each leaves an activity with run, step and choice (AC-141)", async () => {
    await world.people(
      { email: "ann@x.test", state: "CA" },
      { email: "bob@x.test", state: "NY" },
      { email: "cleo@x.test", state: "CA" },
    );
    const campaign = await world.campaign({
      name: "California",
      rules: { filters: [field("state", "is", "CA")] },
      flow: flow(plus("+5"), { action: "add-to-list", args: { list: "List" } }),
    });
    const run = await world.runNow(campaign);
    expect(
      (await world.log([22, 24])).map((line) => [
        line.person,
        line.campaign,
        line.type,
        line.step,
        line.choice,
        line.result,
      ]),
    ).toEqual([
      ["ann", "California", 22, 1, 0, 0],
      ["cleo", "California", 22, 1, 0, 0],
      ["ann", "California", 24, 2, 0, 0],
      ["cleo", "California", 24, 2, 0, 0],
    ]);
    const shown = await world.ask(showRun, { run });
    expect(shown).toMatchObject({
      state: "done",
      matched: 2,
      qualified: 2,
      done: 1,
      counts: [
        { step: 1, result: "through", people: 2 },
        { step: 1, result: "succeeded", people: 2 },
        { step: 2, result: "through", people: 2 },
        { step: 2, result: "succeeded", people: 2 },
      ],
    });
    expect(await world.members(campaign)).toEqual({ ann: 1, cleo: 1 });
  });
  test("AC-123: nobody is in step 2 before everybody is through step 1", async () => {
    await world.db.rows(
      sql`insert into person (shard, id, created_at, updated_at, email) select (i >> 7) & 31, i, now(), now(), 'p' || i from generate_series(100000, 105999) i`,
    );
    await world.runNow(await world.campaign({ rules: everybody, flow: flow(plus("+1"), plus("+1")) }));
    const [row] = await world.db.rows<{ first: number; last: number; lines: number }>(
      sql`select max(id) filter (where step = 1) as last, min(id) filter (where step = 2) as first, count(*) as lines from activity`,
    );
    expect(row?.lines).toBe(12_000);
    expect(row?.first).toBeGreaterThan(row?.last ?? 0);
  });
  test("takes everybody of a large shard, piece by piece, each once", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email)
      select 0, (i & 127) + (i >> 7) * 4096, now(), now(), 'p' || i from generate_series(1, 9000) i`);
    await world.runNow(await world.campaign({ rules: everybody, flow: flow(plus("+1"), plus("+10")) }));
    expect(
      await world.db.rows(
        sql`select person_score as score, count(*)::integer as people from person group by 1`,
      ),
    ).toEqual([{ score: 11, people: 9000 }]);
    expect(await world.db.rows(sql`select count(*)::integer as lines from activity`)).toEqual([
      { lines: 18_000 },
    ]);
  });
  test("AC-122: who matches later is not in it, who stops matching stays", async () => {
    await world.people({ email: "ann@x.test", state: "CA" }, { email: "bob@x.test", state: "NY" });
    await world.runNow(
      await world.campaign({
        rules: { filters: [field("state", "is", "CA")] },
        flow: flow(set("State", "NV"), { ...set("City", "reached") }),
      }),
    );
    expect((await world.person("ann@x.test"))["city"]).toBe("reached");
    expect((await world.person("bob@x.test"))["city"]).toBe(null);
  });
  test("AC-120: over the person limit nobody runs, and somebody is told; without a limit it runs", async () => {
    await world.people(...Array.from({ length: 11 }, (_, index) => ({ email: `p${index}@x.test` })));
    const limited = await world.campaign({
      name: "Limited",
      rules: everybody,
      flow: flow(plus("+1")),
      personLimit: 10,
    });
    const run = await world.runNow(limited);
    expect(await world.ask(showRun, { run })).toMatchObject({ state: "blocked", qualified: 11 });
    expect(await calendarRun(world.db, run)).toMatchObject({ state: "blocked", people: null });
    expect(await world.log([22])).toEqual([]);
    expect(await world.members(limited)).toEqual({});
    expect(
      await world.db.rows(sql`select subject from notification where kind = 'blocked_by_limit'`),
    ).toEqual([{ subject: "Limited" }]);
    await world.runNow(await world.campaign({ rules: everybody, flow: flow(plus("+1")), personLimit: 11 }));
    expect((await world.log([22])).length).toBe(11);
  });
  test("only once: a second run takes only those who were not in the first", async () => {
    await world.people({ email: "ann@x.test" });
    const campaign = await world.campaign({ rules: everybody, flow: flow(plus("+1")) });
    await world.runNow(campaign);
    await world.people({ email: "bob@x.test" });
    expect(await world.ask(showAudience, { campaign })).toMatchObject({
      matched: 2,
      alreadyEntered: 1,
      qualified: 1,
    });
    await world.runNow(campaign);
    expect((await world.log([22])).map((line) => line.person)).toEqual(["ann", "bob"]);
  });
  test("AC-143: who qualifies and who of them mail would not reach can be looked at, page by page", async () => {
    await world.people(
      { email: "ann@x.test" },
      { email: "bob@x.test", black_listed: true },
      { email: "cleo@x.test", unsubscribed: true },
      { email: "dora@x.test", marketing_suspended: true },
      { email: "emil@x.test", email_invalid: true },
    );
    const campaign = await world.campaign({ rules: everybody, flow: flow(plus("+1")) });
    const page = async (part: "qualified" | "blocked", after = 0, limit = 100) => {
      const { people, next } = await world.ask(listAudience, {
        campaign,
        part,
        after,
        limit,
        fields: "email",
      });
      return { people: people.map((one) => [one["email"], one.reason]), next };
    };
    expect(await page("qualified")).toEqual({
      people: [
        ["ann@x.test", null],
        ["bob@x.test", "blocklisted"],
        ["cleo@x.test", "unsubscribed"],
        ["dora@x.test", "marketing_suspended"],
        ["emil@x.test", "email_invalid"],
      ],
      next: null,
    });
    const { people: marked } = await world.ask(listAudience, { campaign, reason: "unsubscribed" });
    expect(marked.map((one) => one["email"])).toEqual(["cleo@x.test"]);
    const first = await page("blocked", 0, 3);
    expect(first.people.map(([email]) => email)).toEqual(["bob@x.test", "cleo@x.test", "dora@x.test"]);
    expect((await page("blocked", first.next ?? 0, 3)).people).toEqual([["emil@x.test", "email_invalid"]]);
    await world.runNow(campaign);
    expect(await page("qualified")).toEqual({ people: [], next: null });
  });
  test("AC-124: aborted, it goes no further; what is done stays, and somebody is told", async () => {
    await world.people({ email: "ann@x.test" });
    const campaign = await world.campaign({ name: "Stopped", rules: everybody, flow: flow(plus("+1")) });
    const { id } = await world.ask(runCampaign, { campaign, at: "2026-06-10T13:00:00Z" });
    await world.ask(abortRun, { run: id });
    world.clock.set("2026-06-10T14:00:00Z");
    await world.context.scheduler.quiet();
    expect(await world.log([22])).toEqual([]);
    expect(await world.db.rows(sql`select subject from notification where kind = 'campaign_abort'`)).toEqual([
      { subject: "Stopped" },
    ]);
    expect(await world.refusal(abortRun, { run: id })).toEqual(["run.over run"]);
  });
  test("planned for later it waits for its time; cancelled it never comes; its time is the time people entered", async () => {
    await world.people({ email: "ann@x.test" });
    const campaign = await world.campaign({
      rules: everybody,
      flow: flow(plus("+1")),
      qualification: { rule: "every time" },
    });
    world.clock.set("2026-06-11T08:00:00Z");
    await world.ask(runCampaign, { campaign, at: "2026-06-11T09:00:00Z" });
    const { id } = await world.ask(runCampaign, { campaign, at: "2026-06-11T09:30:00Z" });
    await world.ask(cancelRun, { run: id });
    await world.context.scheduler.quiet();
    expect(await world.log([22])).toEqual([]);
    world.clock.set("2026-06-11T10:00:00Z");
    await world.context.scheduler.quiet();
    expect((await world.log([22])).length).toBe(1);
    expect(
      await world.db.rows(sql`select last_on at time zone 'UTC' = '2026-06-11 09:00' as at from membership`),
    ).toEqual([{ at: true }]);
  });
  test("AC-131: of two runs exactly a day apart the second takes once a day who was in the first, a minute earlier it does not", async () => {
    await world.people({ email: "ann@x.test" });
    const campaign = await world.campaign({
      rules: everybody,
      flow: flow(plus("+1")),
      qualification: { rule: "once every", count: 1, unit: "day" },
    });
    world.clock.set("2026-06-11T08:00:00Z");
    for (const at of ["2026-06-11T09:00:00Z", "2026-06-12T08:59:00Z", "2026-06-12T09:00:00Z"]) {
      const { id } = await world.ask(runCampaign, { campaign, at });
      world.clock.set(at);
      await world.context.scheduler.quiet();
      const taken = at === "2026-06-12T08:59:00Z" ? 0 : 1;
      expect((await world.ask(showRun, { run: id })).qualified).toBe(taken);
    }
  });
});

test("a campaign that is deleted while somebody is asked whether to run it does not run", async () => {
  await world.people({ email: "ann@x.test" });
  const campaign = await world.campaign({ rules: everybody, flow: flow(plus("+1")) });
  const found = await runnable(world.engine, world.db, Number(campaign));
  const deleted = async () => void (await world.ask(deleteCampaign, { campaign }));
  await expect(planRun(world.engine, found, undefined, "test", deleted)).rejects.toThrow(
    "There is no campaign",
  );
  await world.context.scheduler.quiet();
  expect(await world.person("ann@x.test")).toMatchObject({ person_score: null });
});

describe("a step", () => {
  const run = async (...steps: object[]): Promise<void> =>
    void (await world.runNow(await world.campaign({ rules: everybody, flow: flow(...steps) })));

  test("AC-070: of two choices that hold the first applies; moved up, the other", async () => {
    const choices = [
      { if: field("state", "is", "CA"), args: { field: "person_score", change: "+1" } },
      { if: field("country", "is", "US"), args: { field: "person_score", change: "+10" } },
    ];
    await world.people({ email: "ann@x.test", state: "CA", country: "US" });
    await run({ ...plus("+100"), choices });
    await run({ ...plus("+100"), choices: choices.toReversed() });
    expect((await world.log([22])).map((line) => [line.choice, line.new])).toEqual([
      [1, "1"],
      [1, "11"],
    ]);
  });
  test("AC-071: where no choice holds the default applies; Do Nothing does nothing", async () => {
    await world.people({ email: "ann@x.test", state: "CA" }, { email: "bob@x.test", state: "NY" });
    await run({
      action: "change-score",
      args: null,
      choices: [{ if: field("state", "is", "CA"), args: { field: "person_score", change: "+1" } }],
    });
    await run({ ...plus("+5"), choices: [{ if: field("state", "is", "CA"), args: null }] });
    expect((await world.log([22])).map((line) => [line.person, line.choice, line.new])).toEqual([
      ["ann", 1, "1"],
      ["bob", 0, "5"],
    ]);
  });
  test("AC-077: a value changed in step 1 is seen by the choice of step 2", async () => {
    await world.people({ email: "ann@x.test", person_score: 5 });
    await run(plus("+5"), {
      action: "change-data-value",
      args: null,
      choices: [{ if: field("person_score", "is", 10), args: { field: "city", value: "Ten" } }],
    });
    expect((await world.person("ann@x.test"))["city"]).toBe("Ten");
  });
  test("AC-074: NULL empties a field, a space is kept as a space", async () => {
    await world.people({ email: "ann@x.test", city: "Paris", state: "CA" });
    await run(set("City", "NULL"), set("State", " "));
    expect(await world.person("ann@x.test")).toMatchObject({ city: null, state: " " });
    expect(await world.whoIs([field("state", "is empty")])).toEqual([]);
  });
  test("AC-075: +5 on 10 is 15, =-5 is -5, -5 on empty is -5; +0 leaves nothing", async () => {
    await world.people({ email: "ten@x.test", person_score: 10 }, { email: "none@x.test" });
    await run({
      ...plus("-5"),
      choices: [{ if: field("person_score", "is", 10), args: { field: "person_score", change: "+5" } }],
    });
    await run(plus("+0"));
    expect(
      new Set((await world.log([22])).map((line) => `${line.person}: ${line.old} → ${line.new}`)),
    ).toEqual(new Set(["ten: 10 → 15", "none: null → -5"]));
    await run(plus("=-5"));
    expect((await world.person("ten@x.test"))["person_score"]).toBe(-5);
  });
  test("AC-076: a token and text append", async () => {
    await world.people({ email: "ann@x.test", notes: "met", first_name: "Ann" }, { email: "bob@x.test" });
    await run(set("Notes", "{{lead.Notes}} called {{lead.First Name:default=somebody}}"));
    expect((await world.person("ann@x.test"))["notes"]).toBe("met called Ann");
    expect((await world.person("bob@x.test"))["notes"]).toBe(" called somebody");
  });
  test("a computed value that does not fit its field fails for that person, and the flow goes on", async () => {
    await world.people(
      { email: "ann@x.test", city: "12", person_score: 0 },
      { email: "bob@x.test", city: "twelve", person_score: 0 },
    );
    await run(set("Num Employees", "{{lead.City}}"), plus("+1"));
    expect((await world.log([13])).map((line) => [line.person, line.result, line.reason, line.new])).toEqual([
      ["ann", 0, null, "12"],
      ["bob", 2, "wrong_type", "twelve"],
    ]);
    expect((await world.person("bob@x.test"))["person_score"]).toBe(1);
  });
  test("adding who is there, or removing who is not, is skipped and says so", async () => {
    await world.people({ email: "ann@x.test" });
    await run(
      { action: "add-to-list", args: { list: "List" } },
      { action: "add-to-list", args: { list: "List" } },
      { action: "remove-from-list", args: { list: "List" } },
      { action: "remove-from-list", args: { list: "List" } },
    );
    expect((await world.log([24, 25])).map((line) => [line.type, line.result, line.reason])).toEqual([
      [24, 0, null],
      [24, 1, "already_member"],
      [25, 0, null],
      [25, 1, "not_member"],
    ]);
  });
  test("what a step skipped did not happen, for a filter", async () => {
    await world.people({ email: "ann@x.test" });
    await run({ action: "remove-from-list", args: { list: "List" } });
    const removed = { filter: "remove-from-list", operator: "is", values: ["List"] };
    expect(await world.whoIs([removed])).toEqual([]);
    await run(
      { action: "add-to-list", args: { list: "List" } },
      { action: "remove-from-list", args: { list: "List" } },
    );
    expect(await world.whoIs([removed])).toEqual(["ann"]);
  });
  test("what a step skipped did not happen, for a trigger", async () => {
    await world.people({ email: "ann@x.test" }, { email: "bob@x.test" });
    await world.ask(addPeopleToList, { list: "List", people: ["ann@x.test"] });
    const heard = await world.active({
      rules: { triggers: [{ trigger: "add-to-list", operator: "is", values: ["List"] }] },
      flow: flow(plus("+7")),
      qualification: { rule: "every time" },
    });
    await run({ action: "add-to-list", args: { list: "List" } });
    expect(await world.members(heard)).toEqual({ bob: 1 });
  });
  test("an address that a step changes is found under its new form", async () => {
    await world.people({ email: "ann@x.test", first_name: "anna" });
    await run(set("Email Address", "{{lead.First Name}}@y.test"));
    expect((await world.person("ANNA@y.test"))["first_name"]).toBe("anna");
    await expect(world.person("ann@x.test")).rejects.toThrow("No person");
  });
  test("what a batch changes lets people into campaigns that listen", async () => {
    const heard = await world.active({
      rules: {
        triggers: [{ trigger: "change-data-value", operator: "is", values: ["city"] }],
        filters: [field("state", "is", "CA")],
      },
      flow: flow(plus("+7")),
    });
    await world.people({ email: "ann@x.test", state: "CA" }, { email: "bob@x.test", state: "NY" });
    await run(set("City", "Paris"));
    expect(await world.members(heard)).toEqual({ ann: 1 });
    expect((await world.person("ann@x.test"))["person_score"]).toBe(7);
  });
});

describe("what a run sets off", () => {
  const leave = { action: "remove-from-flow", args: { campaign: "Nobody's" } };
  test.each([
    ["where many go on together", [plus("+1")]],
    ["where each goes on alone", [leave, plus("+1")]],
  ])("is worked in order for each person, in more than one transaction, %s", async (_, steps) => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email)
      select 0, (i & 127) + (i >> 7) * 4096, now(), now(), 'p' || i from generate_series(1, 700) i`);
    const listening = { triggers: [{ trigger: "add-to-list", operator: "is", values: ["List"] }] };
    await world.active({
      rules: listening,
      flow: flow(...Array.from({ length: 20 }, () => steps).flat()),
    });
    await world.active({ rules: listening, flow: flow(set("city", "{{lead.Person Score}}")) });
    await world.active({ rules: listening, flow: flow(set("state", "CA")) });
    await world.runNow(
      await world.campaign({
        rules: everybody,
        flow: flow({ action: "add-to-list", args: { list: "List" } }),
      }),
    );
    expect(
      await world.db.rows(sql`select city, state, count(*)::integer as people from person group by 1, 2`),
    ).toEqual([{ city: "20", state: "CA", people: 700 }]);
  });
  test("takes somebody whom two things of one moment let into the same flow through it twice", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email)
      select 0, (i & 127) + (i >> 7) * 4096, now(), now(), 'p' || i from generate_series(1, 600) i`);
    await world.active({
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
      qualification: { rule: "every time" },
      flow: flow(plus("+1")),
    });
    const { engine, scheduler } = world.context;
    const people = await world.db.rows<{ id: number }>(sql`select id from person`);
    const events = people.map(({ id }): NewEvent => ({
      shard: 0,
      personId: id,
      typeId: 1,
      assetId: null,
      value: "/",
      attributes: null,
      source: 0,
      occurredOn: null,
    }));
    await holdShards(engine, "bulk", [0], (hold) => recordEvents(hold, [...events, ...events], "bulk"));
    await scheduler.quiet();
    expect(
      await world.db.rows(
        sql`select person_score as score, count(*)::integer as people from person group by 1`,
      ),
    ).toEqual([{ score: 2, people: 600 }]);
  });
});
