import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { deleteCampaign } from "#operations/campaign/delete-campaign.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { World } from "#test/harness/world.ts";

let world: World;
const plus = (change: string) => ({ action: "change-score", args: { field: "person_score", change } });
const execute = (campaign: string, context?: boolean) => ({
  action: "execute-campaign",
  args: { campaign: Number(campaign), ...(context === undefined ? {} : { context }) },
});
const city = (value: string) => ({ action: "change-data-value", args: { field: "city", value } });
const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });
const visits = { triggers: [{ trigger: "visit-webpage", operator: "is any" }] };
const isCa = { filter: "field", field: "state", operator: "is", values: ["CA"] };
const again = { rule: "every time" } as const;

beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
  await world.db.rows(sql`truncate person, person_key, activity, membership, entry, run_count, run_place`);
  await world.people({ email: "ann@x.test", state: "CA" }, { email: "bob@x.test" });
});
type Made = Omit<Parameters<World["campaign"]>[0], "executable">;
const executable = (input: Made) => world.campaign({ ...input, executable: true });
const person = async (name: string) => {
  const fields = await world.person(`${name}@x.test`);
  return [fields["person_score"], fields["city"]];
};

describe("executing a campaign", () => {
  test("AC-100: is done before the next step, which sees what it did; what it sets off comes after", async () => {
    const child = await executable({ flow: flow(plus("+10"), city("child")) });
    await world.active({
      name: "Heard",
      qualification: again,
      rules: { triggers: [{ trigger: "change-data-value", operator: "is", values: ["City"] }] },
      flow: flow(plus("+1000")),
    });
    await world.active({
      rules: visits,
      flow: flow(execute(child), {
        ...city("low"),
        choices: [
          {
            if: { filter: "field", field: "person_score", operator: "is", values: [10] },
            args: { field: "city", value: "high" },
          },
        ],
      }),
    });
    await world.happens({ person: "ann" });
    expect(await person("ann")).toEqual([2010, "high"]);
    const log = await world.log([13, 22, 907]);
    expect(log.map((line) => [line.type, line.step, line.new])).toEqual([
      [907, 1, null],
      [22, 1, "10"],
      [13, 2, "child"],
      [13, 2, "high"],
      [22, 1, "1010"],
      [22, 1, "2010"],
    ]);
  });
  test("AC-101: of somebody who is not in its smart list is skipped with Qualified false, and the flow goes on", async () => {
    const child = await executable({ rules: { filters: [isCa] }, flow: flow(plus("+10")) });
    await world.active({ rules: visits, flow: flow(execute(child), plus("+1")) });
    await world.happens({ person: "ann" }, { person: "bob" });
    expect([(await person("ann"))[0], (await person("bob"))[0]]).toEqual([11, 1]);
    expect((await world.log([907])).map((line) => [line.person, line.result, line.reason])).toEqual([
      ["ann", 0, null],
      ["bob", 1, "not_qualified"],
    ]);
    const executed = {
      filter: "execute-campaign",
      operator: "is",
      values: [Number(child)],
      constraints: [{ attribute: "qualified", operator: "is", values: [false] }],
    };
    expect(await world.whoIs([executed])).toEqual(["bob"]);
  });
  test("AC-102: only once, unless its rule says otherwise", async () => {
    const once = await executable({ flow: flow(plus("+10")) });
    const status = async () => (await world.ask(showCampaign, { campaign: once })).status;
    expect(await status()).toBe("Never Run");
    const always = await executable({ qualification: again, flow: flow(plus("+100")) });
    await world.active({ qualification: again, rules: visits, flow: flow(execute(once), execute(always)) });
    await world.happens({ person: "ann" }, { person: "ann" });
    expect((await person("ann"))[0]).toBe(210);
    expect(await world.members(once)).toEqual({ ann: 1 });
    expect(await status()).toBe("Has Run");
    expect(await world.members(always)).toEqual({ ann: 2 });
  });
  test("AC-103: uses the tokens of the flow that executes it, when that is asked for, down to the third level", async () => {
    const third = await executable({
      name: "Third",
      qualification: again,
      flow: flow({
        action: "interesting-moment",
        args: { type: "Web", description: "third {{campaign.name}} {{trigger.Name}}" },
      }),
    });
    const second = await executable({
      name: "Second",
      qualification: again,
      flow: flow(city("{{campaign.name}}"), execute(third, true)),
    });
    const saved = await world.ask(saveCampaign, {
      campaign: third,
      flow: flow({
        action: "interesting-moment",
        args: { type: "Web", description: "third {{campaign.name}}" },
      }),
    });
    expect(saved.problems).toEqual([]);
    await world.active({
      name: "Top",
      qualification: again,
      rules: visits,
      flow: flow(execute(second, true)),
    });
    await world.active({
      name: "Plain",
      qualification: again,
      rules: visits,
      flow: flow(execute(second, false)),
    });
    await world.happens({ person: "ann" });
    expect((await world.log([13])).map((line) => line.new)).toEqual(["Top", "Second"]);
    const moments = await world.db.rows(
      sql`select attributes ->> 'description' as said from activity where type_id = 46 order by id`,
    );
    expect(moments).toEqual([{ said: "third Top" }, { said: "third Second" }]);
  });
  test("AC-104: goes three levels deep; a fourth, and a circle, are refused", async () => {
    const level4 = await executable({ name: "Level 4", flow: flow(plus("+1")) });
    const level3 = await executable({ name: "Level 3", flow: flow(plus("+1")) });
    const level2 = await executable({ name: "Level 2", flow: flow(plus("+1"), execute(level3)) });
    const level1 = await executable({ name: "Level 1", flow: flow(plus("+1"), execute(level2)) });
    const top = await world.active({ rules: visits, flow: flow(execute(level1)) });
    await world.happens({ person: "ann" });
    expect((await person("ann"))[0]).toBe(3);
    const deeper = await world.ask(saveCampaign, { campaign: level3, flow: flow(execute(level4)) });
    expect(deeper.problems).toEqual([]);
    expect((await world.ask(showCampaign, { campaign: top })).problems.map((one) => one.code)).toEqual([
      "execute.tooDeep",
    ]);
    const circle = await world.ask(saveCampaign, { campaign: level3, flow: flow(execute(level1)) });
    expect(circle.problems.map((one) => `${one.code} ${one.path}`)).toEqual([
      "execute.cycle flow.steps[0].args.campaign",
    ]);
  });
  test("in a batch takes everybody through the child before the next step", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, state)
      select (i >> 7) & 31, i, now(), now(), 'p' || i, case when i % 2 = 0 then 'CA' end from generate_series(1000, 7999) i`);
    const child = await executable({ rules: { filters: [isCa] }, flow: flow(plus("+10"), city("child")) });
    const filters = [{ filter: "field", field: "email", operator: "starts with", values: ["p"] }];
    const batch = await world.campaign({ rules: { filters }, flow: flow(execute(child), plus("+1")) });
    await world.runNow(batch);
    expect(
      await world.db.rows(
        sql`select person_score as score, city, count(*)::integer as people from person where email like 'p%' group by 1, 2 order by 1`,
      ),
    ).toEqual([
      { score: 1, city: null, people: 3500 },
      { score: 11, city: "child", people: 3500 },
    ]);
    const [order] = await world.db.rows<{
      late: number;
    }>(sql`select count(*)::integer as late from activity a join campaign_run r on r.id = a.run_id
      where r.campaign_id = ${Number(child)} and a.id > (select min(b.id) from activity b join campaign_run s on s.id = b.run_id where s.campaign_id = ${Number(batch)} and b.step = 2)`);
    expect(order?.late).toBe(0);
  });
  test("after a wait, of many at once and of a few", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email)
      select 0, (i & 127) + (i >> 7) * 4096, now(), now(), 'p' || i from generate_series(1000, 1599) i`);
    const child = await executable({ flow: flow(...Array.from({ length: 10 }, () => plus("+1"))) });
    const filters = [{ filter: "field", field: "email", operator: "starts with", values: ["p"] }];
    await world.runNow(
      await world.campaign({
        rules: { filters },
        flow: flow(
          { action: "wait", args: { for: "1 day" } },
          execute(child),
          city("after {{lead.Person Score}}"),
        ),
      }),
    );
    world.clock.advance(2 * day);
    await world.context.scheduler.quiet();
    expect(
      await world.db.rows(
        sql`select city, count(*)::integer as people from person where email like 'p%' group by 1`,
      ),
    ).toEqual([{ city: "after 10", people: 600 }]);
  });
  test("AC-105: left by Remove from Flow, ends the flow that executes it too", async () => {
    const child = await executable({
      qualification: again,
      flow: flow(
        plus("+1"),
        { action: "remove-from-flow", args: null, choices: [{ if: isCa, args: {} }] },
        plus("+10"),
      ),
    });
    await world.active({ rules: visits, flow: flow(execute(child), plus("+100")) });
    await world.happens({ person: "ann" }, { person: "bob" });
    expect([(await person("ann"))[0], (await person("bob"))[0]]).toEqual([1, 111]);
    await world.runNow(
      await world.campaign({
        rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
        flow: flow(execute(child), plus("+1000")),
      }),
    );
    expect([(await person("ann"))[0], (await person("bob"))[0]]).toEqual([2, 1122]);
  });
  test("that has a problem takes nobody, and the flow goes on", async () => {
    const child = await executable({
      rules: { filters: [{ filter: "field", field: "state", operator: "is", values: [] }] },
      flow: flow(plus("+10")),
    });
    await world.active({ rules: visits, flow: flow(execute(child), plus("+1")) });
    await world.happens({ person: "ann" });
    expect((await person("ann"))[0]).toBe(1);
    expect(await world.log([907])).toMatchObject([{ reason: "not_qualified" }]);
  });
});

describe("an executable", () => {
  test("AC-007: is neither activated nor run, takes no trigger, and is not deleted while it is used", async () => {
    const child = await executable({ flow: flow(plus("+1")) });
    expect(await world.refusal(activateCampaign, { campaign: child })).toEqual([
      "campaign.executable campaign",
    ]);
    expect(await world.refusal(runCampaign, { campaign: child, confirm: 0 })).toEqual([
      "campaign.executable campaign",
    ]);
    expect(await world.refusal(saveCampaign, { campaign: child, rules: visits })).toEqual([
      "trigger.inExecutable rules.triggers",
    ]);
    expect((await world.ask(showCampaign, { campaign: child })).can).toEqual([]);
    await world.campaign({ rules: visits, flow: flow(execute(child)) });
    expect(await world.refusal(deleteCampaign, { campaign: child })).toEqual(["in.use"]);
  });
  test("is the only thing that can be executed", async () => {
    const other = await world.campaign({ rules: visits, flow: flow(plus("+1")) });
    const { problems } = await world.ask(createCampaign, {
      name: "Executes a trigger",
      rules: visits,
      flow: flow(execute(other)),
    });
    expect(problems.map((one) => `${one.code} ${one.path}`)).toEqual([
      "campaign.notExecutable flow.steps[0].args.campaign",
    ]);
  });
});
