import { afterEach, beforeEach, expect, test } from "vitest";
import { Temporal } from "temporal-polyfill";
import { instantFromIso, micros, toIso, day as DAY, hour, second } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { testInstance } from "#operations/clock/fixed-clock.ts";
import { Served } from "#test/harness/served.ts";

let served: Served;
beforeEach(async () => {
  process.env["MUSTER_CLOCK"] = "movable";
  served = await Served.open();
});
afterEach(async () => {
  delete process.env["MUSTER_CLOCK"];
  await served.close();
});

const clock = async (): Promise<Record<string, unknown>> => (await served.get("/api/clock")).body;
const after = async (days: number): Promise<string> =>
  toIso(micros(instantFromIso(String((await clock())["now"])) + days * DAY));
const advance = (to: string, more = {}, language = "en") =>
  served.post("/api/clock/advance", { to, ...more }, { "accept-language": language });

test(
  "time is let pass, what happened meanwhile is told, and the clock stands or runs on",
  { timeout: 60_000 },
  async () => {
    await served.patch("/api/settings", { sender_address: "hello@example.com" });
    await served.post("/api/people", { people: [{ email: "ann@x.test" }, { email: "bob@x.test" }] });
    const { body: email } = await served.post("/api/emails", {
      name: "Hello",
      content: { subject: "Hi", text: "Hi" },
    });
    await served.post(`/api/emails/${Number(email["id"])}/approve`);
    const { body: campaign } = await served.post("/api/campaigns", {
      name: "Hello",
      rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
      flow: {
        steps: [
          { action: "wait", args: { for: "3 days" } },
          { action: "send-email", args: { email: Number(email["id"]) } },
        ],
      },
    });
    expect(await clock()).toMatchObject({ movable: true, moved: false, stands: false, moving: null });
    const { status } = await served.post(`/api/campaigns/${Number(campaign["id"])}/runs`, {
      at: await after(1),
    });
    expect(status).toBe(200);

    const to = await after(2);
    // Everybody has gone through, up to the wait.
    expect((await advance(to)).body).toEqual({
      now: to,
      runs: 1,
      people: 2,
      mails: 0,
      expired: 0,
      tentative: 0,
    });
    expect(await clock()).toMatchObject({ now: to, moved: true, stands: true, moving: null });
    expect((await advance(await after(14), { runOn: true })).body).toMatchObject({
      runs: 0,
      people: 2,
      mails: 2,
    });
    const running = await clock();
    expect(running).toMatchObject({ moved: true, stands: false });
    await expect.poll(clock).not.toMatchObject({ now: running["now"] });
    expect((await advance(await after(1))).body).toMatchObject({ runs: 0, people: 0, mails: 0 });
  },
);

test("programs that expired on the way are told, and tentative runs that did not run", async () => {
  const { body: program } = await served.post("/api/programs", { name: "Fair" });
  await served.post("/api/campaigns", { name: "Hello", folder: "Fair" });
  const tentative = { program: "Fair", type: "smart campaign", campaign: "Hello", tentative: true };
  for (const day of [1, 5]) await served.post("/api/calendar", { ...tentative, at: await after(day) });
  const expires = (await after(2)).slice(0, "2027-05-31T09:00".length);
  await served.patch(`/api/programs/${Number(program["id"])}`, { expires });
  expect((await advance(await after(3))).body).toMatchObject({ expired: 1, tentative: 1 });
  expect((await advance(await after(1))).body).toMatchObject({ expired: 0, tentative: 0 });
});

test("it goes neither back nor further than a year at once, and is moved by one at a time", async () => {
  const back = await advance(await after(-1), {}, "fr");
  expect(back.body.problems).toMatchObject([
    { path: "to", code: "clock.back", message: expect.stringContaining("recule") },
  ]);
  expect((await advance(await after(400))).body.code).toBe("clock.far");
  expect(await clock()).toMatchObject({ moved: false });

  // Somebody is inside a transaction that changes definitions, so the one who moves the clock has to wait.
  const to = await after(1);
  const first = await served.db.transaction("read", async (tx) => {
    await tx.rows(sql`select from shard order by shard for no key update`);
    const moving = advance(to);
    await expect.poll(clock).toMatchObject({ moving: { to } });
    expect((await advance(await after(2))).body.code).toBe("clock.moving");
    return { moving };
  });
  expect((await first.moving).body).toMatchObject({ now: to });
  expect(await clock()).toMatchObject({ now: to, moving: null });
});

/** A demo world of one person, in which the clock is two weeks ahead. */
async function demoAhead(): Promise<void> {
  process.env["MUSTER_CLOCK"] = "";
  await served.post("/api/people", { people: [{ email: "ann@demo.example" }] });
  await served.db.rows(
    sql`insert into demo (made_on, done, last_person, last) select now(), 1, max(id), '{"campaign": 0, "folder": 0, "list": 0}' from person`,
  );
  await advance(await after(14), { runOn: true });
}
const isAhead = async (): Promise<boolean> => (await clock())["moved"] === true;
const remove = async (): Promise<Record<string, unknown>> =>
  (await served.post("/api/demo/remove", { confirm: 1 })).body;

test("when the demo world goes and nobody has anything of their own, today's time is back, in every log", async () => {
  await demoAhead();
  const { body } = await served.get("/api/demo");
  expect([await isAhead(), body["staysAhead"]]).toEqual([true, 0]);
  expect(await remove()).toMatchObject({ people: 1, secondsAhead: 0 });
  expect(await clock()).toMatchObject({ moved: false, stands: false });
  const answer = await served.post("/api/people", { people: [{ email: "ann@x.test" }] });
  expect(answer.status).toBe(200);
  expect(await served.db.rows(sql`select recorded_on > now() as ahead from activity`)).toEqual([
    { ahead: false },
  ]);
});

test.each([
  ["a person", () => served.post("/api/people", { people: [{ email: "bob@x.test" }] })],
  [
    "an active campaign",
    async () => {
      const mine = {
        name: "Mine",
        rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
        flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
      };
      await served.post("/api/campaigns", mine);
      return served.post("/api/campaigns/Mine/activate");
    },
  ],
])("while somebody has %s of their own the clock stays ahead, which is said", async (_, make) => {
  await demoAhead();
  expect((await make()).status).toBe(200);
  const seconds = 14 * (DAY / second);
  const { staysAhead } = (await served.get("/api/demo")).body;
  const { secondsAhead } = await remove();
  expect([staysAhead, secondsAhead].map((one) => Math.abs(Number(one) - seconds) < 60)).toEqual([true, true]);
  expect(await isAhead()).toBe(true);
});

test("without MUSTER_CLOCK only a demo world may, while all people are its own and no mail goes out; else it is said why", async () => {
  process.env["MUSTER_CLOCK"] = "";
  const why = async (): Promise<unknown> => {
    const { movable, fixed } = await clock();
    const { code, message, command } = (fixed ?? {}) as Record<string, string>;
    const { body, status } = await advance(await after(1));
    expect([movable, status === 200]).toEqual([fixed === null, fixed === null]);
    if (fixed === null) return null;
    expect(body["problems"]).toMatchObject([{ path: "", code, message }]);
    expect(message).toContain(command ?? "");
    return code;
  };
  expect(await why()).toBe("clock.real");
  await served.post("/api/people", { people: [{ email: "ann@demo.example" }] });
  await served.db.rows(sql`insert into demo (done) values (0.5)`);
  expect(await why()).toBe("clock.making");
  await served.db.rows(
    sql`update demo set made_on = ${toIso(micros(second))}::timestamptz, done = 1, last_person = (select max(id) from person)`,
  );
  process.env["MUSTER_CLOCK"] = "fixed";
  expect(await why()).toBe("clock.fixed");
  process.env["MUSTER_CLOCK"] = "";
  process.env["SMTP_URL"] = "smtp://mail.example.com";
  expect(await why()).toBe("clock.mail");
  delete process.env["SMTP_URL"];
  expect(await why()).toBe(null);
  await served.post("/api/people", { people: [{ email: "bob@x.test" }] });
  expect(await why()).toBe("clock.people");
});

test("it is moved by a length of time as well, by either of the two", async () => {
  await served.patch("/api/settings", { zone: "Europe/Paris" });
  const by = async (more: object, language = "en") =>
    (await served.post("/api/clock/advance", more, { "accept-language": language })).body;
  const before = instantFromIso(String((await clock())["now"]));
  const { now } = await by({ by: "3 hours" });
  const passed = instantFromIso(String(now)) - before;
  expect(passed >= 3 * hour && passed < 3.1 * hour).toBe(true);
  const wall = (iso: unknown) => Temporal.Instant.from(String(iso)).toZonedDateTimeISO("Europe/Paris");
  const later = (await by({ by: "26 weeks" }))["now"]; // over a clock change
  expect(wall(later).equals(wall(now).add({ weeks: 26 }))).toBe(true);

  const refused = async (more: object): Promise<unknown> =>
    (await by(more, "fr")).problems?.map(({ path, code }) => `${path}:${code}`);
  expect(await refused({})).toEqual([":clock.howFar"]);
  expect(await refused({ by: "1 day", to: later })).toEqual([":clock.howFar"]);
  for (const text of ["soon", "", "-1 day", "2weeks"])
    expect(await refused({ by: text })).toEqual(["by:value.type"]);
  expect(await refused({ by: "99999 years" })).toEqual(["by:clock.far"]);
  expect(await refused({ by: "2 years" })).toEqual(["by:clock.far"]);
  expect(await refused({ by: "367 days" })).toEqual(["to:clock.far"]);
});

test("the test instance that is named shares nothing with this one", () => {
  expect(testInstance({})).toBe("MUSTER_CLOCK=movable MUSTER_HOME=~/muster-test PORT=3001 npm start");
  expect(testInstance({ PORT: "4000", DATABASE_URL: "postgresql://x/y", SMTP_URL: "smtp://x" })).toBe(
    "MUSTER_CLOCK=movable MUSTER_HOME=~/muster-test PORT=4001 DATABASE_URL= SMTP_URL= npm start",
  );
  expect(testInstance({ PORT: "0" })).toContain(" PORT=0 ");
});
