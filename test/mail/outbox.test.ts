import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sql } from "#kernel/sql.ts";
import type { Carrier, Handed, Mail } from "#domain/email.ts";
import { bounce } from "#engine/outbox/bounce.ts";
import { Outbox } from "#engine/outbox/outbox.ts";
import { approveEmail } from "#operations/email/approve-email.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { testEmail } from "#operations/email/test-email.ts";
import { listMails } from "#operations/mail/list-mails.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let email: number;
beforeAll(async () => {
  world = await World.open("2026-06-10T12:00:00Z", () => ({ ...carrier, hands: 0 })); // we hand over ourselves
  await world.ask(updateSettings, { sender_address: "shop@muster.test" });
  email = (await world.ask(createEmail, { name: "Offer", content: { subject: "Offer", text: "x" } })).id;
  await world.ask(approveEmail, { email: "Offer" });
});
afterAll(() => world.close());
beforeEach(() => world.db.rows(sql`truncate person, person_key, activity, membership, entry, delivery`));
afterEach(() => vi.restoreAllMocks());

const carrier: Carrier = {
  hands: 1,
  leaves: true,
  hand: () => Promise.resolve({ kind: "accepted", answer: "" }),
  close: () => Promise.resolve(),
};
const outbox = (more: Partial<Carrier>): Outbox => new Outbox(world.engine, { ...carrier, ...more });
const states = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await world.ask(listMails, {})).mails.map(({ to, state }) => [to, state]));

/** Mails everybody by a batch campaign. */
async function queued(...addresses: string[]): Promise<void> {
  await world.people(...addresses.map((one) => ({ email: one })));
  const campaign = await world.campaign({
    rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
    flow: { steps: [{ action: "send-email", args: { email } }] },
  });
  await world.runNow(campaign);
}

test("nobody else hands over mails while one is still in a hand, also when another hand fails", async () => {
  await queued("a@x.test", "b@x.test");
  const finish = Promise.withResolvers<Handed>();
  const began = Promise.withResolvers<void>();
  const first = outbox({
    hands: 2,
    async hand({ address }) {
      if (address.startsWith("b")) throw new Error("a hand that fails");
      began.resolve();
      return finish.promise;
    },
  });
  const work = first.work().catch((error: Error) => error.message);
  await began.promise;
  const others: string[] = [];
  const second = outbox({
    hand: ({ address }) => {
      others.push(address);
      return carrier.hand({} as Mail);
    },
  });
  for (let turn = 0; turn < 20; turn += 1) expect(await second.work()).toBe(0);
  finish.resolve({ kind: "accepted", answer: "" });
  expect(await work).toBe("a hand that fails");
  await second.work();
  expect(others).toEqual(["b@x.test"]);
  expect(await states()).toEqual({ "a@x.test": "delivered", "b@x.test": "delivered" });
});

test("nobody made up gets a mail that leaves; in the built-in mailbox they do", async () => {
  await queued("made-up@x.test", "real@x.test");
  await world.db.rows(
    sql`insert into demo (made_on, done, last_person) select now(), 1, min(id) from person`,
  );
  await outbox({}).work();
  expect(await states()).toEqual({ "made-up@x.test": "stopped", "real@x.test": "delivered" });
  await world.db.rows(sql`truncate delivery, entry, membership, activity`);
  await queued("made-up@x.test");
  await outbox({ leaves: false }).work();
  expect(await states()).toMatchObject({ "made-up@x.test": "delivered" });
  await world.db.rows(sql`delete from demo`);
});

test("who unsubscribes, or turns out to be invalid while mails were read ahead gets none", async () => {
  await queued("a@x.test", "b@x.test", "c@x.test", "d@x.test");
  const sent: string[] = [];
  const now = performance.now.bind(performance);
  let later = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now() + later);
  await outbox({
    async hand({ address }) {
      sent.push(address);
      if (sent.length > 1) return { kind: "accepted", answer: "" };
      const [one = "", other = ""] = "abcd".replace(address.charAt(0), "");
      await world.people(
        { email: `${one}@x.test`, unsubscribed: true },
        { email: `${other}@x.test`, email_invalid: true },
      );
      later += 6_000;
      return { kind: "accepted", answer: "" };
    },
  }).work();
  expect(sent).toHaveLength(2);
  const { mails } = await world.ask(listMails, { state: "stopped" });
  expect(new Set(mails.map((mail) => mail.answer))).toEqual(new Set(["email_invalid", "unsubscribed"]));
});

test("a mail that cannot be written does not keep the others", async () => {
  const { Smtp } = await import("#mail/smtp.ts");
  const broken = new Smtp("smtp://127.0.0.1:9", () => {
    throw new Error("it cannot be written");
  });
  await world.people({ email: "a@x.test" });
  await world.ask(testEmail, { email: "Offer", person: "a@x.test", to: "me@x.test" });
  await world.context.scheduler.quiet(); // it was rung, and has the lease for a moment
  await outbox({ hand: (mail) => broken.hand(mail) }).work();
  expect((await world.ask(listMails, {})).mails).toMatchObject([
    { state: "bounced", answer: "it cannot be written" },
  ]);
});

test.each(["accepted", "refused", "later"] as const)(
  "a mail that is %s with an answer that is no text is handed over once",
  async (kind) => {
    await queued("ann@x.test");
    let times = 0;
    const answer = "250 a\0b \ud800";
    const strange = outbox({
      hand: () => {
        times += 1;
        return Promise.resolve({ kind, answer, category: "unknown" });
      },
    });
    await strange.work();
    await strange.work();
    expect(times).toBe(1);
    expect((await world.ask(listMails, {})).mails).toMatchObject([{ answer: "250 a\ufffdb \ufffd" }]);
  },
);

test("a server that is down with an answer that is no text is told of, once", async () => {
  await queued("ann@x.test");
  const down = outbox({ hand: () => Promise.resolve({ kind: "down", answer: "\0" }) });
  await down.work();
  await down.work();
  const told = await world.db.rows(sql`select subject from notification where kind = 'mail_down'`);
  expect(told).toEqual([{ subject: "\ufffd" }]);
});

test("a mail that comes back with words that are no text is noted", async () => {
  await queued("ann@x.test");
  await outbox({}).work();
  const [mail] = await world.db.rows<{ shard: number; id: number }>(sql`select shard, id from delivery`);
  const refused = { answer: "550\0", category: "invalid" } as const;
  expect(await bounce(world.engine, mail as { shard: number; id: number }, refused, "returned")).toBe(true);
});
