import { afterEach, beforeEach, expect, test } from "vitest";
import { instantFromIso, micros, toIso, day as DAY, second } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
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
    expect((await advance(to)).body).toEqual({ now: to, runs: 0, people: 2, mails: 0 });
    expect(await clock()).toMatchObject({ now: to, moved: true, stands: true, moving: null });
    expect((await advance(await after(14), { runOn: true })).body).toMatchObject({
      runs: 1,
      people: 2,
      mails: 2,
    });
    const running = await clock();
    expect(running).toMatchObject({ moved: true, stands: false });
    await expect.poll(clock).not.toMatchObject({ now: running["now"] });
    expect((await advance(await after(1))).body).toMatchObject({ runs: 0, people: 0, mails: 0 });
  },
);

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

test("without MUSTER_CLOCK only a demo world may, while all people are its own and no mail goes out", async () => {
  process.env["MUSTER_CLOCK"] = "";
  const may = async (): Promise<unknown> => (await clock())["movable"];
  const refused = async (): Promise<unknown> => (await advance(await after(1))).body.code;
  expect([await may(), await refused()]).toEqual([false, "clock.fixed"]);
  await served.post("/api/people", { people: [{ email: "ann@demo.example" }] });
  await served.db.rows(
    sql`insert into demo (made_on, done, last_person) select ${toIso(micros(second))}::timestamptz, 1, max(id) from person`,
  );
  expect(await may()).toBe(true);
  process.env["MUSTER_CLOCK"] = "fixed";
  expect([await may(), await refused()]).toEqual([false, "clock.fixed"]);
  process.env["MUSTER_CLOCK"] = "";
  process.env["SMTP_URL"] = "smtp://mail.example.com";
  expect(await may()).toBe(false);
  delete process.env["SMTP_URL"];
  expect((await advance(await after(1))).status).toBe(200);
  await served.post("/api/people", { people: [{ email: "bob@x.test" }] });
  expect([await may(), await refused()]).toEqual([false, "clock.fixed"]);
});
