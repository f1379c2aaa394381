import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day, hour, micros, second, toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { abortCampaign } from "#operations/campaign/abort-campaign.ts";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { deleteCampaign } from "#operations/campaign/delete-campaign.ts";
import { releasePeopleInside } from "#operations/campaign/release-people-inside.ts";
import { removePeopleInside } from "#operations/campaign/remove-people-inside.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { showInside } from "#operations/campaign/show-inside.ts";
import { showLog } from "#operations/person/show-log.ts";
import { showRun } from "#operations/run/show-run.ts";
import { World } from "#test/harness/world.ts";

let world: World;
const visits = { triggers: [{ trigger: "visit-webpage", operator: "is any" }] };
const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" }] };
const plus = (change: string) => ({
  action: "change-score",
  args: { field: "person_score", change },
});
const wait = (args: object) => ({ action: "wait", args: args as Record<string, unknown> });
const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });

beforeAll(async () => (world = await World.open("2026-06-05T15:00:00Z"))); // a Friday
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
  await world.db.rows(sql`truncate person, person_key, activity, membership, entry, run_count, run_place`);
  await world.people({ email: "ann@x.test", date_of_birth: "2000-03-15" }, { email: "bob@x.test" });
});

/** Lets time pass; whatever falls due on the way happens at its own instant. */
async function pass(length: number): Promise<void> {
  const to = micros(world.clock.now() + length + second); // transactions of one moment are some microseconds apart
  for (;;) {
    const [row] = await world.db.rows<{ due: Instant | null }>(sql`select min(due) as due from entry`);
    if (row?.due == null || row.due > to) break;
    if (row.due > world.clock.now()) world.clock.set(row.due);
    await world.context.scheduler.quiet();
  }
  world.clock.set(to);
}
const score = async (person: string) => (await world.person(`${person}@x.test`))["person_score"];
const dues = async () =>
  (await world.db.rows<{ due: Instant }>(sql`select due from entry where due is not null order by 1`)).map(
    (row) => toIso(row.due).slice(0, 16),
  );

describe("a trigger campaign with a wait", () => {
  test("keeps a person until the time is over, then goes on; the log tells all of it", async () => {
    const campaign = await world.active({
      name: "Nurture",
      rules: visits,
      flow: flow(plus("+1"), wait({ for: "2 days" }), plus("+10")),
    });
    await world.happens({ person: "ann" });
    expect(await score("ann")).toBe(1);
    await pass(2 * day - hour);
    expect(await score("ann")).toBe(1);
    const inside = await world.ask(showInside, { campaign });
    expect(inside.counts).toMatchObject([{ version: 1, step: 3, people: 1 }]);
    expect(inside.people).toMatchObject([{ email: "ann@x.test", step: 3 }]);
    await pass(hour);
    expect(await score("ann")).toBe(11);
    expect((await world.ask(showInside, { campaign })).counts).toEqual([]);
    const { lines } = await world.ask(showLog, { person: "ann@x.test" });
    expect(
      lines
        .map((line) => line.type)
        .toReversed()
        .slice(-6),
    ).toEqual(["Visit Webpage", "Entered Campaign", "Change Score", "Wait", "Change Score", "Left Flow"]);
  });
  test("AC-125: that is deactivated lets who waits finish and nobody new in", async () => {
    const campaign = await world.active({ rules: visits, flow: flow(wait({ for: "2 days" }), plus("+10")) });
    await world.happens({ person: "ann" });
    await world.ask(deactivateCampaign, { campaign });
    await world.happens({ person: "bob" });
    await pass(2 * day);
    expect([await score("ann"), await score("bob")]).toEqual([10, null]);
    expect(await world.members(campaign)).toEqual({ ann: 1 });
  });
  test("AC-094: does not ask its smart list again", async () => {
    await world.people({ email: "ann@x.test", state: "CA" });
    await world.active({
      rules: { ...visits, filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }] },
      flow: flow(wait({ for: "1 hour" }), plus("+1")),
    });
    await world.happens({ person: "ann" });
    await world.people({ email: "ann@x.test", state: "NY" });
    await pass(hour);
    expect(await score("ann")).toBe(1);
  });
  test("that is deactivated lets nobody in and takes everybody inside to the end", async () => {
    const campaign = await world.active({ rules: visits, flow: flow(wait({ for: "1 day" }), plus("+1")) });
    await world.happens({ person: "ann" });
    await world.ask(deactivateCampaign, { campaign });
    await world.happens({ person: "bob" });
    await pass(day);
    expect([await score("ann"), await score("bob")]).toEqual([1, null]);
  });
  test("takes a choice for whether somebody waits at all", async () => {
    await world.active({
      rules: visits,
      flow: flow(
        {
          ...wait({ for: "1 day" }),
          choices: [
            { if: { filter: "field", field: "email", operator: "starts with", values: ["ann"] }, args: null },
          ],
        },
        plus("+1"),
      ),
    });
    await world.happens({ person: "ann" }, { person: "bob" });
    expect([await score("ann"), await score("bob")]).toEqual([1, null]);
  });
});

describe("when a wait is over", () => {
  test("AC-090: 48 hours from Friday 17:00, on a workday at 09:00, is Monday 09:00", async () => {
    await world.active({
      rules: visits,
      flow: flow(wait({ for: "48 hours", on: "Monday, Tuesday, Wednesday, Thursday, Friday", at: "9:00" })),
    });
    world.clock.set("2026-06-12T17:00:00Z"); // a Friday
    await world.happens({ person: "ann" });
    expect(await dues()).toEqual(["2026-06-15T09:00"]);
  });
  test("an anniversary that is today is today's, as long as its time is ahead", async () => {
    world.clock.set("2027-03-15T10:00:00Z");
    await world.active({
      rules: visits,
      flow: flow(wait({ token: "{{lead.Date of Birth}}", anniversary: true, at: "18:00" })),
    });
    await world.happens({ person: "ann" });
    expect(await dues()).toEqual(["2027-03-15T18:00"]);
  });
  test("AC-095: the next anniversary of 15 March, seen on 20 March, is next year's; three days before it is 12 March", async () => {
    world.clock.set("2027-03-20T10:00:00Z");
    await world.active({
      rules: visits,
      flow: flow(wait({ token: "{{lead.Date of Birth}}", anniversary: true, days: -3 })),
    });
    await world.happens({ person: "ann" });
    expect(await dues()).toEqual(["2028-03-12T00:00"]);
  });
  test("AC-096: a date already past, and a date nobody has, let go on at once and say so", async () => {
    await world.active({
      rules: visits,
      flow: flow(wait({ until: "2020-01-01" }), wait({ token: "{{lead.Date of Birth}}" }), plus("+1")),
    });
    await world.happens({ person: "bob" });
    expect(await score("bob")).toBe(1);
    expect((await world.log([902])).map((line) => [line.step, line.result, line.reason])).toEqual([
      [1, 1, "date_passed"],
      [2, 1, "no_date"],
    ]);
  });
  test.each([
    [{ for: "4 hrs" }, "wait.badDuration flow.steps[0].args.for"],
    [{ for: "6 years" }, "wait.tooLong flow.steps[0].args.for"],
    [{ for: "1 day", until: "2030-01-01" }, "wait.kind flow.steps[0].args"],
    [{}, "wait.missing flow.steps[0].args"],
    [{ until: "2030-01-01", anniversary: true }, "wait.only flow.steps[0].args.anniversary"],
    [{ token: "{{lead.Date of Birth}}", days: "{{" }, "token.missing flow.steps[0].args.days"],
    [{ for: "1 day", at: "25:00" }, "value.type flow.steps[0].args.at"],
    [{ token: "{{lead.State}}" }, "value.type flow.steps[0].args.token"],
    [{ token: "{{lead.Date of Birth}}", days: "soon" }, "value.type flow.steps[0].args.days"],
    [{ for: "1 day", on: "Mondays" }, "value.type flow.steps[0].args.on"],
  ])("AC-091: %j is said to be wrong, and where", async (args, says) => {
    const { problems } = await world.ask(createCampaign, {
      name: `Wrong ${JSON.stringify(args)}`,
      rules: visits,
      flow: flow(wait(args)),
    });
    expect(problems.map((one) => `${one.code} ${one.path}`)).toContain(says);
  });
  test("AC-097: an executable has no wait", async () => {
    const { problems } = await world.ask(createCampaign, {
      name: "Executable",
      executable: true,
      flow: flow(wait({ for: "1 day" })),
    });
    expect(problems.map((one) => one.code)).toContain("step.notAllowedInMode");
  });
});

describe("a batch with a wait", () => {
  test("takes everybody to the wait together, is waiting until the last has gone on, and done after that", async () => {
    const campaign = await world.campaign({
      rules: everybody,
      flow: flow(plus("+1"), wait({ for: "1 day" }), plus("+10")),
    });
    const run = await world.runNow(campaign);
    expect(await world.ask(showRun, { run })).toMatchObject({ state: "waiting", done: 1 });
    expect((await world.ask(showCampaign, { campaign })).status).toBe("Waiting");
    expect(await world.refusal(deleteCampaign, { campaign })).toEqual(["campaign.running campaign"]);
    expect(new Set(await dues()).size).toBe(1);
    await pass(day);
    expect([await score("ann"), await score("bob")]).toEqual([11, 11]);
    expect(await world.ask(showRun, { run })).toMatchObject({ state: "done" });
  });
  test("lets another run of the campaign begin while people wait", async () => {
    const campaign = await world.campaign({
      rules: everybody,
      qualification: { rule: "every time" },
      flow: flow(wait({ for: "1 day" }), plus("+1")),
    });
    await world.runNow(campaign);
    await world.runNow(campaign);
    await pass(day);
    expect([await score("ann"), await score("bob")]).toEqual([2, 2]);
  });
  test("takes many who go on at the same moment through every step once", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email)
      select case when i % 2 = 0 then 0 else 1 end, ((i >> 1) & 127) + (i % 2) * 128 + (i >> 8) * 4096, now(), now(), 'p' || i from generate_series(1000, 20999) i`);
    await world.active({
      name: "Hears",
      qualification: { rule: "every time" },
      rules: { triggers: [{ trigger: "change-data-value", operator: "is", values: ["City"] }] },
      flow: flow({ action: "change-data-value", args: { field: "state", value: "{{lead.City}}" } }),
    });
    const campaign = await world.campaign({
      rules: everybody,
      flow: flow(
        wait({ for: "1 day" }),
        plus("+1"),
        wait({ for: "1 hour" }),
        { action: "change-data-value", args: { field: "city", value: "Lyon" } },
        wait({ for: "1 hour" }),
      ),
    });
    const run = await world.runNow(campaign);
    await pass(2 * day);
    expect(
      await world.db.rows(
        sql`select person_score as score, city, state, count(*)::integer as people from person group by 1, 2, 3`,
      ),
    ).toEqual([{ score: 1, city: "Lyon", state: "Lyon", people: 20_002 }]);
    expect(
      await world.db.rows(
        sql`select a.step, count(*)::integer as lines, count(distinct a.entry_id)::integer as entries from activity a where run_id = ${run} group by 1 order by 1`,
      ),
    ).toEqual([1, 2, 3, 4, 5].map((step) => ({ step, lines: 20_002, entries: 20_002 })));
    expect(await world.ask(showRun, { run })).toMatchObject({ state: "done" });
  }, 240_000);
  test("whose people fall due one after the other takes them on together, but nobody before what they have to do first", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, person_score)
      select 0, (i & 127) + (i >> 7) * 4096, now(), now(), 'p' || i, 0 from generate_series(1000, 1999) i`);
    const batch = async (...steps: object[]): Promise<number> =>
      world.runNow(await world.campaign({ rules: everybody, flow: flow(wait({ for: "1 day" }), ...steps) }));
    const seen = await batch({
      action: "change-data-value",
      args: { field: "city", value: "{{lead.Person Score}}" },
    });
    const raised = await batch(plus("+1"));
    // Each falls due a millisecond after the other; half of them are raised just before they are seen, half just after.
    await world.db
      .rows(sql`with q as (select person_id, row_number() over (order by person_id) as at from entry where run_id = ${seen})
      update entry e set due = ${toIso(world.clock.now())}::timestamptz + q.at * interval '1 millisecond'
        + case when e.run_id = ${seen} then '0' when q.at % 2 = 0 then '-100 microseconds'::interval else '100 microseconds' end
      from q where e.person_id = q.person_id`);
    world.clock.advance(day);
    await world.context.scheduler.quiet();
    expect(
      await world.db.rows(
        sql`select city, person_score as score, count(*)::integer as people from person where email like 'p%' group by 1, 2 order by 1`,
      ),
    ).toEqual([
      { city: "0", score: 1, people: 500 },
      { city: "1", score: 1, people: 500 },
    ]);
    expect(await world.ask(showRun, { run: raised })).toMatchObject({ state: "done" });
  });
});

describe("people inside", () => {
  test("are let go on before their time", async () => {
    const campaign = await world.active({ rules: visits, flow: flow(wait({ for: "1 week" }), plus("+1")) });
    await world.happens({ person: "ann" }, { person: "bob" });
    expect(await world.ask(releasePeopleInside, { campaign, people: ["ann@x.test"] })).toEqual({
      released: 1,
    });
    await world.context.scheduler.quiet();
    expect([await score("ann"), await score("bob")]).toEqual([1, null]);
    expect(await world.refusal(releasePeopleInside, { campaign })).toEqual(["call.whom people"]);
  });
  test("AC-088: are taken out, and later steps never happen; they count as having been in it", async () => {
    const campaign = await world.active({ rules: visits, flow: flow(wait({ for: "1 day" }), plus("+1")) });
    await world.happens({ person: "ann" });
    expect(await world.ask(removePeopleInside, { campaign, everybody: true })).toEqual({ removed: 1 });
    await pass(2 * day);
    expect(await score("ann")).toBe(null);
    expect(await world.members(campaign)).toEqual({ ann: 1 });
    await world.happens({ person: "ann" });
    expect((await world.ask(showInside, { campaign })).people).toEqual([]);
  });
  test("leave when the campaign is aborted, or the run they are in", async () => {
    const campaign = await world.campaign({
      rules: everybody,
      flow: flow(wait({ for: "1 day" }), plus("+1")),
    });
    await world.runNow(campaign);
    expect(await world.ask(abortCampaign, { campaign })).toEqual({ left: 2, cancelled: 0 });
    await pass(2 * day);
    expect(await score("ann")).toBe(null);
    const { lines } = await world.ask(showLog, { person: "ann@x.test" });
    expect(lines.find((line) => line.type === "Left Flow")?.detail).toBe("aborted");
  });
  test("AC-092: keep the time they were given when the wait is made longer", async () => {
    const campaign = await world.active({ rules: visits, flow: flow(wait({ for: "5 days" }), plus("+1")) });
    await world.happens({ person: "ann" });
    await world.ask(saveCampaign, {
      campaign,
      flow: flow({ id: 1, ...wait({ for: "7 days" }) }, { id: 2, ...plus("+1") }),
      people: "move",
    });
    await pass(5 * day);
    expect(await score("ann")).toBe(1);
  });
  test("AC-093: get the step after a wait that was deleted, at the old time, whether they finish their version or are moved", async () => {
    for (const people of ["finish", "move"] as const) {
      const campaign = await world.active({
        qualification: { rule: "once" },
        rules: visits,
        flow: flow(plus("+1"), wait({ for: "1 week" }), plus("+10")),
      });
      await world.happens({ person: "ann" });
      const before = Number(await score("ann"));
      await world.ask(saveCampaign, {
        campaign,
        flow: flow({ id: 1, ...plus("+1") }, { id: 3, ...plus("+100") }),
        people,
      });
      expect((await world.ask(showInside, { campaign })).counts).toMatchObject([
        people === "finish" ? { version: 1, step: 3, waitsIn: 2 } : { version: 2, step: 2, waitsIn: 1 },
      ]);
      await pass(week - hour);
      expect(await score("ann")).toBe(before);
      await pass(hour);
      expect(await score("ann")).toBe(before + (people === "finish" ? 10 : 100));
      await world.ask(deactivateCampaign, { campaign });
    }
    expect(await world.log([905])).toMatchObject([{ person: "ann", old: "1", new: "2" }]);
  });
  test("are moved later too, to the version there is, which makes no other", async () => {
    const campaign = await world.active({ rules: visits, flow: flow(wait({ for: "1 day" }), plus("+1")) });
    await world.happens({ person: "ann" });
    await world.ask(saveCampaign, {
      campaign,
      flow: flow({ id: 1, ...wait({ for: "3 days" }) }, { id: 2, ...plus("+5") }),
    });
    const counts = async () => (await world.ask(showInside, { campaign })).counts;
    expect(await counts()).toMatchObject([{ version: 1, waitsIn: 1 }]);
    expect(await world.ask(saveCampaign, { campaign, people: "move" })).toMatchObject({ version: 2 });
    expect(await counts()).toMatchObject([{ version: 2, waitsIn: 1 }]);
    await pass(day);
    expect(await score("ann")).toBe(5);
  });
  test("are told nothing by a new version unless they are moved; with nothing left they leave at their time", async () => {
    const campaign = await world.active({ rules: visits, flow: flow(wait({ for: "1 day" }), plus("+1")) });
    await world.happens({ person: "ann" });
    await world.ask(saveCampaign, {
      campaign,
      flow: flow({ id: 1, ...wait({ for: "1 day" }) }),
      people: "move",
    });
    await pass(day);
    expect(await score("ann")).toBe(null);
    expect((await world.ask(showInside, { campaign })).counts).toEqual([]);
  });
});

const week = 7 * day;
