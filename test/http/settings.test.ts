import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { raw, sql } from "#kernel/sql.ts";
import { PROJECT } from "#test/harness/muster-process.ts";
import { Served } from "#test/harness/served.ts";

let served: Served;
beforeAll(async () => {
  served = await Served.open();
});
afterAll(() => served.close());

const settings = async (): Promise<Record<string, unknown>> => (await served.get("/api/settings")).body;
const ask = (): Promise<unknown> => served.patch("/api/settings", { setup_answered: false });

test("nobody has answered yet in a new database; whoever changes a setting has", async () => {
  expect(await settings()).toMatchObject({ setup_answered: false, zone: "UTC" });
  const { body } = await served.patch("/api/settings", { zone: "Europe/Paris" });
  expect(body).toMatchObject({ setup_answered: true, zone: "Europe/Paris" });
  expect(await settings()).toMatchObject({ setup_answered: true });
});

test("it can be put off without saying anything, and be asked again", async () => {
  await ask();
  const before = await settings();
  expect(before).toMatchObject({ setup_answered: false });
  await served.patch("/api/settings", { setup_answered: true });
  expect(await settings()).toEqual({ ...before, setup_answered: true });
});

test("a wrong answer is told at its field with the cure, in the reader's language, and is no answer", async () => {
  await ask();
  const wrong = { zone: "Paris", sender_address: "me" };
  const { status, body } = await served.ask("PATCH", "/api/settings", wrong, { "accept-language": "fr" });
  expect([status, body.problems?.map((one) => `${one.path}: ${one.message}`)]).toEqual([
    400,
    [
      "zone: Ceci n’est pas un fuseau horaire ; écrivez un nom IANA comme Europe/Paris.",
      "sender_address: « me » n’est pas une adresse e-mail ; écrivez-en une comme hello@example.com.",
    ],
  ]);
  expect(await settings()).toMatchObject({ setup_answered: false });
});

test.each([
  ["where somebody changed a setting before there was the question", "api", true],
  ["where nobody but the demo world did", "demo", false],
])("%s, it is answered or not", async (_, actor, answered) => {
  const migration = await readFile(join(PROJECT, "src/store/migrations/0029-setup.sql"), "utf8");
  await served.db.rows(sql`delete from setting where name = 'setup_answered'`);
  await served.db.rows(sql`delete from audit_event`);
  await served.db.rows(
    sql`insert into audit_event (occurred_on, actor, action, object, object_id) values (now(), ${actor}, 'edit', 'setting', 'zone')`,
  );
  await served.db.rows(raw(migration));
  expect(await settings()).toMatchObject({ setup_answered: answered });
});
