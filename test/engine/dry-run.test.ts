import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { dryRunCampaign } from "#operations/campaign/dry-run-campaign.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { approveEmail } from "#operations/email/approve-email.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { showRun } from "#operations/run/show-run.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let email = "";
let list = 0;
beforeAll(async () => {
  world = await World.open();
  await world.ask(updateSettings, { sender_name: "Shop", sender_address: "shop@muster.test" });
  list = (await world.ask(createList, { name: "Reached" })).id;
  const made = await world.ask(createEmail, { name: "Offer", content: { subject: "Hello", text: "Hello" } });
  email = String(made.id);
  await world.ask(approveEmail, { email });
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
  await world.db.rows(
    sql`truncate person, person_key, activity, membership, entry, run_count, run_place, list_member, delivery, suppression, send_address`,
  );
  await world.people(
    { email: "ann@x.test", state: "CA", person_score: 3 },
    { email: "bob@x.test", state: "CA", unsubscribed: true },
    { email: "cleo@x.test", state: "NY" },
    { email: "dan@x.test" },
  );
});

const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });
const score = (change: string) => ({ action: "change-score", args: { field: "person_score", change } });
const city = (value: string) => ({ action: "change-data-value", args: { field: "city", value } });
const when = (field: string, value: string | number, args: object | null) => ({
  if: { filter: "field", field, operator: "is", values: [value] },
  args,
});
const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" }] };

/** Every row of every table, as one text. */
async function digest(): Promise<string> {
  const tables = await world.db.rows<{ name: string }>(
    sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  expect(tables.length).toBeGreaterThan(30);
  const parts: string[] = [];
  for (const { name } of tables) {
    const [row] = await world.db.rows<{ sum: string }>(
      sql`select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as sum from ${sql([name])} t`,
    );
    parts.push(`${name} ${row?.sum}`);
  }
  return parts.join("\n");
}

/** Tries a campaign and sees that nothing is left of it. */
async function dry(campaign: string, people?: number) {
  const before = await digest();
  const found = await world.ask(dryRunCampaign, { campaign, ...(people ? { people } : {}) });
  expect(await digest()).toBe(before);
  return found;
}
const short = ({ counts }: Awaited<ReturnType<typeof dry>>) =>
  counts.map((one) => [one.step, one.choice, one.reason ?? one.result, one.people]);

describe("a dry run", () => {
  test("AC-077: counts each step and choice as they would be, after what earlier steps change", async () => {
    const steps = [
      { ...city("elsewhere"), choices: [when("state", "CA", { field: "city", value: "here" })] },
      {
        ...score("+1"),
        choices: [
          when("city", "here", { field: "person_score", change: "+5" }),
          when("city", "nowhere", null),
        ],
      },
      { action: "wait", args: { for: "1 week" } },
      { action: "add-to-list", args: { list }, choices: [when("person_score", 8, null)] },
      { action: "send-email", args: { email: Number(email) } },
      { action: "delete-person", args: {}, choices: [when("state", "NY", null)] },
      score("+1"),
    ];
    const campaign = await world.campaign({ rules: everybody, flow: flow(...steps) });
    const found = await dry(campaign);
    expect(found).toMatchObject({ matched: 4, qualified: 4, asked: 4, setsOff: [] });
    expect(short(found)).toEqual([
      [1, 0, "through", 2],
      [1, 0, "succeeded", 2],
      [1, 1, "through", 2],
      [1, 1, "succeeded", 2],
      [2, 0, "through", 2],
      [2, 0, "succeeded", 2],
      [2, 1, "through", 2],
      [2, 1, "succeeded", 2],
      [3, 0, "through", 4],
      [3, 0, "succeeded", 4],
      [4, 0, "through", 3],
      [4, 0, "succeeded", 3],
      [4, 1, "through", 1],
      [5, 0, "through", 4],
      [5, 0, "succeeded", 3],
      [5, 0, "unsubscribed", 1],
      [6, 0, "through", 3],
      [6, 0, "succeeded", 3],
      [6, 1, "through", 1],
      [7, 0, "through", 1],
      [7, 0, "succeeded", 1],
    ]);
  });

  test("says the same as the real run, over many people and shards, addresses that several have, and who may not enter again", async () => {
    await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, state)
      select (i >> 7) & 31, i, now(), now(), 'p' || (i % 1500) || '@x.test', case when i % 3 = 0 then 'CA' end from generate_series(8192, 10191) i`);
    await world.db.rows(sql`insert into person_key (lane, kind, value, shard, person_id)
      select (hashtext(email) & 31)::smallint, 0, email, shard, id from person where id >= 8192`);
    const other = { filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }] };
    const child = await world.campaign({ executable: true, rules: other, flow: flow(score("+10")) });
    const campaign = await world.campaign({
      rules: everybody,
      flow: flow(
        { action: "execute-campaign", args: { campaign: Number(child) } },
        { ...score("+1"), choices: [when("person_score", 10, { field: "person_score", change: "=0" })] },
        {
          action: "remove-from-flow",
          args: {},
          choices: [when("person_score", 1, null), when("state", "CA", null)],
        },
        { action: "send-email", args: { email: Number(email) } },
      ),
    });
    await world.db.rows(sql`insert into membership (shard, campaign_id, person_id, times, first_on, last_on)
      select shard, ${Number(campaign)}::integer, id, 1, now(), now() from person where id % 10 = 0`);
    const found = await dry(campaign, 5000);
    const run = await world.runNow(campaign);
    const real = await world.ask(showRun, { run });
    expect([found.matched, found.qualified, found.asked]).toEqual([
      real.matched,
      real.qualified,
      real.qualified,
    ]);
    expect(short(found)).toEqual(
      real.counts.map((one) => [one.step, one.choice, one.reason ?? one.result, one.people]),
    );
    expect(found.counts.some((one) => one.reason === "duplicate_address")).toBe(true);
  });

  test("asks a sample where there are more, the same each time", async () => {
    const campaign = await world.campaign({ rules: everybody, flow: flow(score("+1")) });
    const found = await dry(campaign, 2);
    expect(found).toMatchObject({ qualified: 4, asked: 2 });
    expect(short(found)[0]).toEqual([1, 0, "through", 2]);
  });

  test("of a trigger campaign: as if everybody whom its filters let in did it now; says whom others would let in", async () => {
    await world.active({
      name: "Heard",
      qualification: { rule: "every time" },
      rules: {
        triggers: [{ trigger: "change-data-value", operator: "is", values: ["City"] }],
        filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }],
      },
      flow: flow(score("+100")),
    });
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }], filters: everybody.filters },
      flow: flow(city("here"), { action: "remove-from-flow", args: {} }, score("+1")),
    });
    await world.happens({ person: "dan" });
    const found = await dry(campaign);
    expect(found).toMatchObject({ matched: 4, qualified: 3, setsOff: [{ campaign: "Heard", people: 2 }] });
    expect(short(found)).toEqual([
      [1, 0, "through", 3],
      [1, 0, "succeeded", 3],
      [2, 0, "through", 3],
      [2, 0, "succeeded", 3],
    ]);
  });

  test("of nobody counts nothing; of what cannot run is refused", async () => {
    const nobody = { filters: [{ filter: "field", field: "state", operator: "is", values: ["TX"] }] };
    const campaign = await world.campaign({ rules: nobody, flow: flow(score("+1")) });
    expect(await dry(campaign)).toMatchObject({ matched: 0, asked: 0, counts: [] });
    const empty = await world.campaign({ flow: flow(score("+1")) });
    expect(await world.refusal(dryRunCampaign, { campaign: empty })).toEqual(["campaign.noRules rules"]);
  });

  test("does not stand in the way of those who change the same people, or run the campaign", async () => {
    const campaign = await world.campaign({ rules: everybody, flow: flow(score("+1"), city("here")) });
    const [found] = await Promise.all([
      world.ask(dryRunCampaign, { campaign }),
      world.runNow(campaign),
      world.people({ email: "ann@x.test", job_title: "Chief" }),
    ]);
    expect(found.asked).toBeLessThanOrEqual(4);
    expect(await world.person("ann@x.test")).toMatchObject({
      person_score: 4,
      job_title: "Chief",
      city: "here",
    });
  });
});
