import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { instantFromIso, ManualClock } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { openEngine } from "#engine/engine.ts";
import type { Context } from "#operations/define.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { makeDemo } from "#demo/make-demo.ts";
import { until } from "#store/embedded/until.ts";
import { freshDatabase, type TestDatabase } from "#test/harness/database.ts";
import { MusterProcess } from "#test/harness/muster-process.ts";
import { Served } from "#test/harness/served.ts";

const UNTIL = instantFromIso("2026-06-10T12:00:00Z");
const PEOPLE = Number(process.env["MUSTER_DEMO_PEOPLE"] ?? 150);
/** The demo world, which nobody touches: each test has a clone. */
let made: TestDatabase;
let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  made = await freshDatabase();
  await makeDemo(made.url, { people: PEOPLE, until: UNTIL });
  database = await freshDatabase(made);
  db = new Database(database.url);
}, 600_000);
afterAll(async () => {
  await db.close();
  await database.drop();
  await made.drop();
});

const count = async (statement: ReturnType<typeof sql>): Promise<number> =>
  Number((await db.rows<{ many: number }>(statement))[0]?.many);

test("the demo world has a year of history that its campaigns made", async () => {
  const types = await db.rows<{ type: number; many: number }>(
    sql`select type_id as type, count(*)::integer as many from activity where result = 0 group by 1 order by 1`,
  );
  const known = types.map(({ type }) => type);
  // Visits, forms, mails sent, delivered, bounced, unsubscribed, opened, clicked; people, values, scores, lists, moments.
  for (const type of [1, 2, 6, 7, 9, 10, 11, 12, 13, 22, 24, 46, 100_001]) expect(known).toContain(type);
  const months = await db.rows<{ month: number }>(
    sql`select distinct width_bucket(occurred_on, array(select generate_series(timestamptz '2025-06-10 12:00Z', '2026-06-10 11:00Z', interval '730 hours'))) as month from activity order by 1`,
  );
  expect(months.map(({ month }) => month)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(
    await count(sql`select count(*) as many from activity where occurred_on > '2026-06-10T12:00:00Z'`),
  ).toBe(0);
  expect(await count(sql`select count(*) as many from activity where result = 2`)).toBe(0);
});

test("nobody is taken to have answered what a first start asks, for its maker set a sender", async () => {
  const [asked] = await db.rows<{ value: boolean }>(
    sql`select value from setting where name = 'setup_answered'`,
  );
  expect(asked?.value).toBe(false);
});

test("it is as if it had been lived: nobody did anything before they were known, and the log was written in its order", async () => {
  const early = sql`select count(*) as many from activity a join person p using (shard) where p.id = a.person_id and a.occurred_on < p.created_at`;
  expect(await count(early)).toBe(0);
  const later = sql`select count(*) as many from (select recorded_on, lag(recorded_on) over (partition by shard order by id) as before from activity) a where before > recorded_on`;
  expect(await count(later)).toBe(0);
  // What a campaign does follows what somebody did within the moment in which they did it.
  const [lag] = await db.rows<{ minutes: number }>(
    sql`select extract(epoch from max(recorded_on - occurred_on)) / 60 as minutes from activity`,
  );
  expect(Number(lag?.minutes)).toBeLessThanOrEqual(30);
  // Who waited until ten o'clock went on at ten o'clock.
  const clock = await db.rows<{
    at: string;
  }>(sql`select distinct to_char(a.recorded_on at time zone 'UTC', 'HH24:MI') as at from activity a
    join campaign_run r on r.id = a.run_id join campaign c on c.id = r.campaign_id where c.name = 'Welcome series' and a.step > 4 and a.type_id in (6, 13)`);
  expect(clock).toEqual([{ at: "10:00" }]);
});

test("every campaign of it has had people, its programs have members, some people wait, and runs are ahead", async () => {
  const idle = await db.rows<{ name: string }>(
    sql`select name from campaign c where not exists (select from membership m where m.campaign_id = c.id)`,
  );
  expect(idle).toEqual([]);
  expect(await count(sql`select count(*) as many from campaign`)).toBe(12);
  const statuses = await db.rows<{ name: string }>(
    sql`select distinct s.name from program_member m join program_status s on s.id = m.status_id order by 1`,
  );
  expect(statuses.map(({ name }) => name)).toEqual([
    "Attended",
    "Clicked",
    "Invited",
    "No Show",
    "Opened",
    "Registered",
    "Sent",
  ]);
  expect(await count(sql`select count(*) as many from entry where due is not null`)).toBeGreaterThan(0);
  const ahead = await db.rows<{ name: string; at: string }>(
    sql`select c.name, to_char(r.scheduled_for at time zone 'UTC', 'MM-DD HH24:MI') as at from campaign_run r join campaign c on c.id = r.campaign_id
      where r.state = 'scheduled' and r.scheduled_for > '2026-06-10T12:00:00Z' union all
      select c.name, to_char(s.next_at at time zone 'UTC', 'MM-DD HH24:MI') from schedule s join campaign c on c.id = s.campaign_id order by at`,
  );
  expect(ahead).toEqual([
    { name: "Invitation", at: "06-16 10:00" },
    { name: "Follow-up", at: "06-26 10:00" },
    { name: "Monthly digest", at: "07-07 09:00" },
  ]);
});

test("what it has ahead stays at its time on the wall when a zone is chosen, unless somebody changed it", async () => {
  const own = await freshDatabase(made);
  const there = new Database(own.url);
  onTestFinished(async () => {
    await there.close();
    await own.drop();
  });
  const engine = await openEngine(there, new ManualClock(UNTIL));
  const context = { engine, actor: "ann", scheduler: { ring() {} } } as unknown as Context;
  const choose = (zone: string) => updateSettings.run(context, { zone });
  const ahead = async () =>
    (
      await there.rows<{ name: string; at: string; zone: string }>(
        sql`select c.name, to_char(at at time zone 'UTC', 'MM-DD HH24:MI') as at, zone from campaign c join (
          select campaign_id, scheduled_for as at, '' as zone from campaign_run where state = 'scheduled' union all
          select campaign_id, next_at, recurrence->>'zone' from schedule) s on s.campaign_id = c.id order by at`,
      )
    ).map(({ name, at, zone }) => `${name} ${at} ${zone}`.trim());

  await choose("America/New_York");
  expect(await ahead()).toEqual([
    "Invitation 06-16 14:00",
    "Follow-up 06-26 14:00",
    "Monthly digest 07-07 13:00 America/New_York",
  ]);
  await there.rows(
    sql`update campaign_run set scheduled_for = '2026-06-16T15:00:00Z' where scheduled_for = '2026-06-16T14:00:00Z'`,
  );
  await choose("Asia/Tokyo");
  expect(await ahead()).toEqual([
    "Invitation 06-16 15:00",
    "Follow-up 06-26 01:00",
    "Monthly digest 07-07 00:00 Asia/Tokyo",
  ]);
  await there.rows(sql`update schedule set set_by = 'ann'`);
  await choose("UTC");
  expect(await ahead()).toEqual([
    "Invitation 06-16 15:00",
    "Follow-up 06-26 10:00",
    "Monthly digest 07-07 00:00 Asia/Tokyo",
  ]);
});

describe("it is removed with one command", () => {
  const opened = async (): Promise<Served> => {
    const served = await Served.open({ like: made });
    onTestFinished(() => served.close());
    return served;
  };

  test("when somebody says how many people that are; nothing of it is left, and nothing happens the second time", async () => {
    const served = await opened();
    expect((await served.get("/api/demo")).body).toMatchObject({ state: "made", people: PEOPLE });
    const asked = await served.post("/api/demo/remove");
    expect([asked.status, asked.body.code]).toEqual([409, "demo.confirm"]);
    expect(asked.body["detail"]).toContain(String(PEOPLE));
    const removed = await served.post("/api/demo/remove", { confirm: PEOPLE });
    expect(removed.body).toEqual({ people: PEOPLE, kept: [], secondsAhead: 0 });
    expect(await traces(served.db)).toEqual({});
    expect((await served.get("/api/campaigns")).body["campaigns"]).toEqual([]);
    expect((await served.get("/api/demo")).body).toMatchObject({ state: "removed", people: 0 });
    expect((await served.post("/api/demo/remove")).body).toEqual({ people: 0, kept: [], secondsAhead: 0 });
    const field = { name: "plan", label: "Plan", type: "string" };
    expect((await served.post("/api/fields", field)).status).toBe(200);
  });

  test("and what is somebody's own stays, with what they did in it", async () => {
    const served = await opened();
    const [demo] = await served.db.rows<{ email: string; id: number }>(
      sql`select email, id from person order by id limit 1`,
    );
    await served.post("/api/lists", { name: "Mine" });
    await served.post("/api/people", {
      people: [
        { email: "ann@x.test", plan: "Gold" },
        { email: demo?.email, plan: "Gold" },
      ],
      list: "Mine",
    });
    const done = { person: "ann@x.test", type: "fill-out-form", primary: "Newsletter" };
    await served.post("/api/activities", { activities: [done] });
    await served.post("/api/campaigns", {
      name: "Mine",
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
      flow: { steps: [{ action: "add-to-list", args: { list: "Mine" } }] },
    });
    await served.post("/api/campaigns/Mine/activate");
    const inside = sql`select count(*) as many from entry e join person p using (shard) where p.id = e.person_id and p.email = 'ann@x.test' and e.due is not null`;
    expect(await first(served.db, inside)).toBe(1); // she waits in the demo's welcome
    const removed = await served.post("/api/demo/remove", { confirm: PEOPLE });
    expect(removed.body).toEqual({
      people: PEOPLE,
      kept: ["field “Plan”", "field “Newsletter”"],
      secondsAhead: 0,
    });
    expect(await served.db.rows(sql`select email, c_plan as plan from person`)).toEqual([
      { email: "ann@x.test", plan: "Gold" },
    ]);
    expect(await first(served.db, inside)).toBe(0);
    const log = (await served.get("/api/people/ann@x.test/log")).body["lines"] as {
      type: { name: string };
    }[];
    expect(log.length).toBeGreaterThan(3);
    expect((await served.get("/api/campaigns")).body["campaigns"]).toMatchObject([
      { name: "Mine", active: true },
    ]);
    const members = await served.db.rows(
      sql`select p.email from list_member m join person p on p.shard = m.shard and p.id = m.person_id`,
    );
    expect(members).toEqual([{ email: "ann@x.test" }]);
  });

  test.each([
    [
      "a campaign that sends its mail",
      "campaign “Mine”",
      (served: Served) =>
        served.post("/api/campaigns", {
          name: "Mine",
          rules: {},
          flow: { steps: [{ action: "send-email", args: { email: "Welcome.Welcome" } }] },
        }),
    ],
    [
      "a smart list that asks for its list",
      "smart list “Mine”",
      (served: Served) =>
        served.post("/api/smart-lists", {
          name: "Mine",
          rules: { filters: [{ filter: "member-of-list", operator: "in", values: ["Newsletter readers"] }] },
        }),
    ],
    [
      "a smart list that asks for its field",
      "smart list “Mine”",
      (served: Served) =>
        served.post("/api/smart-lists", {
          name: "Mine",
          rules: { filters: [{ filter: "field", field: "Plan", operator: "is", values: ["Team"] }] },
        }),
    ],
    [
      "a smart list that asks for its kind of activity",
      "smart list “Mine”",
      (served: Served) =>
        served.post("/api/smart-lists", {
          name: "Mine",
          rules: { filters: [{ filter: "purchase", operator: "is any" }] },
        }),
    ],
    [
      "a formula of its field",
      "formula “Mine”",
      (served: Served) =>
        served.post("/api/fields", {
          name: "mine",
          label: "Mine",
          type: "formula",
          formula: "{{lead.Plan}}!",
        }),
    ],
    [
      "a list that stands in its folder",
      "list “Mine” in “Demo/Audiences”",
      (served: Served) => served.post("/api/lists", { name: "Mine", folder: "Demo/Audiences" }),
    ],
    [
      "an e-mail with its field",
      "e-mail “Mine”",
      (served: Served) =>
        served.post("/api/emails", { name: "Mine", content: { subject: "{{lead.Plan}}", text: "Hello" } }),
    ],
  ])("but not while %s uses it: that is named, and nothing is changed", async (_, user, use) => {
    const served = await opened();
    expect((await use(served)).status).toBe(200);
    const answer = await served.post("/api/demo/remove", { confirm: PEOPLE });
    expect([answer.status, answer.body.code]).toEqual([409, "demo.used"]);
    expect(answer.body["detail"]).toContain(`: ${user}.`);
    expect((await served.get("/api/demo")).body).toMatchObject({ state: "made", people: PEOPLE });
    expect(
      await first(served.db, sql`select count(*) as many from campaign where active_run_id is not null`),
    ).toBe(7);
  });

  test.each([
    ["its things go", "select from static_list for update", { campaigns: 12, people: PEOPLE }],
    [
      "its people go",
      "select from person order by id desc limit 1 for update",
      { campaigns: 0, people: "fewer" },
    ],
    ["its columns go", "lock table person in access share mode", { campaigns: 0, people: 0 }],
  ])("killed while %s, it goes on when it is asked again", async (_, lock, left) => {
    const clone = await freshDatabase(made);
    const look = new Database(clone.url);
    const client = new pg.Client({ connectionString: clone.url });
    await client.connect();
    onTestFinished(async () => {
      await client.end();
      await look.close();
      await clone.drop();
    });
    await client.query(`begin; ${lock}`);
    const command = [
      process.execPath,
      join(import.meta.dirname, "remove-worker.ts"),
      clone.url,
      String(PEOPLE),
    ] as const;
    const worker = new MusterProcess({ command });
    const stands = sql`select count(*) as many from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`; // others of the server wait, too
    await until(async () => (await first(look, stands)) > 0, { seconds: 60 });
    await worker.kill();
    await client.query("rollback");
    const people = await first(look, sql`select count(*) as many from person`);
    expect({
      campaigns: await first(look, sql`select count(*) as many from campaign where deleted_on is null`),
      people: people > 0 && people < PEOPLE ? "fewer" : people,
    }).toEqual(left);
    await until(
      async () =>
        (await first(
          look,
          sql`select count(*) as many from pg_stat_activity where application_name like 'muster%' and datname = current_database() and state <> 'idle'`,
        )) <= 1,
      { seconds: 60 },
    );
    const again = new MusterProcess({ command });
    await again.prints(/removed/);
    expect(await traces(look)).toEqual({});
  });
});

const first = async (runner: Database, statement: ReturnType<typeof sql>): Promise<number> =>
  Number((await runner.rows<{ many: number }>(statement))[0]?.many);

/** What is left of a world where there was nothing else: rows of people and what they did, things that are not deleted, columns. */
async function traces(runner: Database): Promise<Record<string, number>> {
  const rowsOf = [
    "person",
    "person_key",
    "merged_key",
    "activity",
    "list_member",
    "entry",
    "membership",
    "refusal_count",
    "held_event",
    "delivery",
    "suppression",
    "campaign_run",
    "run_count",
    "run_place",
    "send_address",
    "schedule",
    "my_token",
    "activity_type",
    "notification",
  ];
  const thingsOf = ["campaign", "static_list", "smart_list", "email", "folder"];
  const counts = [
    ...rowsOf.map((table) => [table, `select count(*) as many from ${table}`]),
    ...thingsOf.map((table) => [table, `select count(*) as many from ${table} where deleted_on is null`]),
    ["field", "select count(*) as many from field where not standard"],
    [
      "column",
      "select count(*) as many from information_schema.columns where table_name = 'person' and column_name like 'c\\_%'",
    ],
    ["audit", "select count(*) as many from audit_event where actor = 'demo'"],
    ["setting", "select count(*) as many from setting where value::text like '%emo%'"],
    ["unfinished", "select count(*) as many from demo where removed_on is null"],
  ] as const;
  const found: Record<string, number> = {};
  for (const [name = "", text = ""] of counts) {
    const many = await first(runner, sql([text]));
    if (many > 0) found[name] = many;
  }
  return found;
}
