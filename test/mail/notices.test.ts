import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { minute } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Handed } from "#domain/email.ts";
import type { NotificationKind } from "#domain/notification.ts";
import { openEngine } from "#engine/engine.ts";
import { passTime } from "#engine/moved-clock.ts";
import { notify } from "#engine/notification.ts";
import { writeNotices } from "#engine/write-notices.ts";
import { abortCampaign } from "#operations/campaign/abort-campaign.ts";
import { listMails } from "#operations/mail/list-mails.ts";
import { showMail } from "#operations/mail/show-mail.ts";
import { listNotifications } from "#operations/notification/list-notifications.ts";
import { deleteNotificationMail } from "#operations/notification-mail/delete-notification-mail.ts";
import { listNotificationMails } from "#operations/notification-mail/list-notification-mails.ts";
import { setNotificationMail } from "#operations/notification-mail/set-notification-mail.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { World } from "#test/harness/world.ts";

const START = "2026-06-10T12:00:00Z";
const ACCEPTED: Handed = { kind: "accepted", answer: "" };

let world: World;
let answer: Handed = ACCEPTED;
beforeAll(async () => {
  world = await World.open(START, () => ({
    hands: 1,
    leaves: true,
    hand: () => Promise.resolve(answer),
    close: () => Promise.resolve(),
  }));
  await world.ask(updateSettings, {
    sender_address: "shop@x.test",
    zone: "Europe/Paris",
    pages_address: "https://muster.x.test/",
  });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set(START);
  answer = ACCEPTED;
  await world.db.rows(sql`truncate delivery, notification, notification_mail, notification_waiting`);
});

const quiet = (): Promise<void> => world.context.scheduler.quiet();
const tell = (subject: string): Promise<void> =>
  notify(world.db, world.clock.now(), "campaign_failure", subject, { campaign: 7, run: 1 });
const mails = async (): Promise<string[]> =>
  (await world.ask(listMails, {})).mails.map((one) => `${one.to}: ${one.email}`).toReversed();
const left = async (): Promise<number> => (await world.db.rows(sql`select from notification_waiting`)).length;

test("what the bell shows goes by mail to those who get its kind, once, with a link to what it is about", async () => {
  const campaign = await world.campaign({ name: "Offer <1>" });
  await world.ask(setNotificationMail, { address: "ops@x.test", kinds: ["campaign_abort"] });
  await world.ask(setNotificationMail, { address: "boss@x.test" });
  await world.ask(setNotificationMail, { address: "none@x.test", kinds: ["import_failure"] });
  await world.ask(abortCampaign, { campaign });
  await quiet();
  await quiet();
  expect(await mails()).toEqual([
    "boss@x.test: Muster: “Offer <1>” was aborted.",
    "ops@x.test: Muster: “Offer <1>” was aborted.",
  ]);
  const [newest] = (await world.ask(listMails, {})).mails;
  expect(newest).toMatchObject({ kind: "notice", state: "delivered", person: null });
  const { from, html, text, links } = await world.ask(showMail, { mail: newest?.id ?? 0 });
  expect(from).toBe("Muster <shop@x.test>");
  expect(text).toContain(
    `“Offer <1>” was aborted.\n10 June 2026 at 14:00 (Europe/Paris)\nhttps://muster.x.test/campaigns/${campaign}/results\n`,
  );
  expect(html).toContain("“Offer &#60;1&#62;” was aborted.");
  expect(html).toContain(`href="https://muster.x.test/campaigns/${campaign}/results"`);
  expect(links).toEqual([]);
  const { mails: to } = await world.ask(listNotificationMails, {});
  expect(to.map(({ address, last }) => [address, last?.state])).toEqual([
    ["boss@x.test", "delivered"],
    ["none@x.test", undefined],
    ["ops@x.test", "delivered"],
  ]);
});

test("it is written in the language of the settings", async () => {
  await world.ask(updateSettings, { language: "fr" });
  await world.ask(setNotificationMail, { address: "ops@x.test" });
  await tell("Offre");
  await quiet();
  await world.ask(updateSettings, { language: "en" });
  expect(await mails()).toEqual(["ops@x.test: Muster: Une exécution de « Offre » a échoué."]);
});

test("a storm is one mail at once, and one in a quarter of an hour that counts the rest", async () => {
  await world.ask(setNotificationMail, { address: "ops@x.test" });
  await tell("1");
  await quiet();
  for (let one = 2; one <= 300; one += 1) await tell(String(one));
  await notify(world.db, world.clock.now(), "import_failure", "people.csv", { import: 3 });
  await quiet();
  expect(await mails()).toEqual([
    "ops@x.test: Muster: A run of “1” failed.",
    "ops@x.test: Muster: The import “people.csv” failed.",
  ]);
  world.clock.advance(15 * minute - 1);
  await quiet();
  expect(await mails()).toHaveLength(2);
  world.clock.advance(1);
  await quiet();
  expect((await mails())[2]).toBe("ops@x.test: Muster: Run failed (299)");
  const [newest] = (await world.ask(listMails, {})).mails;
  const { text } = await world.ask(showMail, { mail: newest?.id ?? 0 });
  expect(text.match(/A run of/g)).toHaveLength(20);
  expect(text).toContain("279 more are not listed here.");
});

test("when the clock is moved, a mail that waits for its turn goes at its turn", async () => {
  await world.ask(setNotificationMail, { address: "ops@x.test" });
  await tell("1");
  await quiet();
  await tell("2");
  await passTime(world.engine, world.context.scheduler, (world.clock.now() + 60 * minute) as never, (at) =>
    world.clock.set(at),
  );
  const [newest] = (await world.ask(listMails, {})).mails;
  expect(newest?.createdOn).toBe("2026-06-10T12:15:00.000000Z");
});

test("what is not committed is not told; what was and not mailed is, after a start", async () => {
  await world.ask(setNotificationMail, { address: "ops@x.test" });
  const never = world.db.transaction("read", async (tx) => {
    await notify(tx, world.clock.now(), "campaign_failure", "never", {});
    throw new Error("dies");
  });
  await expect(never).rejects.toThrow("dies");
  await tell("committed");
  const another = await openEngine(world.db, world.clock);
  expect(await writeNotices(another)).toBe(1);
  await quiet();
  expect(await mails()).toEqual(["ops@x.test: Muster: A run of “committed” failed."]);
});

test("a process that dies while it writes the mail leaves it to the next", async () => {
  await world.ask(setNotificationMail, { address: "ops@x.test" });
  await tell("1");
  const dying = Object.create(world.engine) as typeof world.engine;
  const db = Object.create(world.db) as typeof world.db;
  db.transaction = (purpose, work) =>
    world.db.transaction(purpose, async (tx) => {
      await work(tx);
      throw new Error("dies");
    });
  Object.defineProperty(dying, "db", { value: db });
  await expect(writeNotices(dying)).rejects.toThrow("dies");
  expect(await mails()).toEqual([]);
  await quiet();
  expect(await mails()).toHaveLength(1);
  expect(await left()).toBe(0);
});

test("two processes at once write it once", async () => {
  await world.ask(setNotificationMail, { address: "ops@x.test" });
  for (let one = 1; one <= 5; one += 1) {
    await tell(String(one));
    const written = await Promise.all(Array.from({ length: 6 }, () => writeNotices(world.engine)));
    expect(written.reduce((sum, many) => sum + many)).toBe(1);
    world.clock.advance(15 * minute);
  }
  expect(await mails()).toHaveLength(5);
});

test("a notice that comes back tells nobody, and does not come again; its address says so", async () => {
  await world.ask(setNotificationMail, { address: "gone@x.test" });
  answer = { kind: "refused", answer: "550 no such user", category: "invalid" };
  await tell("1");
  await quiet();
  world.clock.advance(60 * minute);
  await quiet();
  expect(await mails()).toHaveLength(1);
  expect((await world.ask(listNotifications, {})).notifications).toHaveLength(1);
  const { mails: to } = await world.ask(listNotificationMails, {});
  expect(to[0]?.last).toMatchObject({ state: "bounced", answer: "550 no such user" });
});

test("while the server is down its own notice waits, and there is one", async () => {
  await world.ask(setNotificationMail, { address: "ops@x.test" });
  answer = { kind: "down", answer: "connection refused" };
  await tell("1");
  await quiet();
  await quiet();
  expect((await world.ask(listNotifications, {})).notifications.map((one) => one.kind)).toEqual([
    "mail_down",
    "campaign_failure",
  ]);
  expect(await mails()).toHaveLength(2);
});

test("who is removed is told nothing any more, and what waited for them is forgotten", async () => {
  await world.ask(setNotificationMail, { address: "Ops@x.test" });
  await world.ask(setNotificationMail, { address: "ops@X.test", kinds: ["campaign_failure"] });
  const { mails: to } = await world.ask(listNotificationMails, {});
  expect(to).toMatchObject([{ address: "Ops@x.test", kinds: ["campaign_failure"] }]);
  await tell("1");
  await world.ask(deleteNotificationMail, { address: "ops@x.test" });
  await quiet();
  expect([await mails(), await left()]).toEqual([[], 0]);
  expect(await world.refusal(deleteNotificationMail, { address: "ops@x.test" })).toEqual([
    "not.found address",
  ]);
});

test("only addresses are taken, and only kinds there are", async () => {
  expect(await world.refusal(setNotificationMail, { address: "ops" })).toEqual(["email.address address"]);
  for (const kinds of [["x"], []])
    expect(setNotificationMail.input.safeParse({ address: "a@x.test", kinds }).success).toBe(false);
  for (let one = 0; one < 50; one += 1)
    await world.ask(setNotificationMail, { address: `a${one}@x.test`, kinds: ["campaign_failure"] });
  expect(await world.refusal(setNotificationMail, { address: "b@x.test" })).toEqual([
    "activity.limit address",
  ]);
  await world.ask(setNotificationMail, { address: "a1@x.test" });
});

test("a notification leads to the cause of what it tells", async () => {
  const told: [NotificationKind, object, string][] = [
    ["campaign_failure", { campaign: 7, run: 3 }, "/campaigns/7/results?run=3"],
    ["blocked_by_limit", { campaign: 7, run: 3 }, "/campaigns/7/results?run=3"],
    ["campaign_failure", { campaign: null, run: 3 }, "/actions?run=3"],
    ["campaign_abort", { campaign: 7, people: 2 }, "/campaigns/7/results"],
    ["run_missed", { campaign: 7, runs: 2 }, "/campaigns/7/results"],
    ["campaign_invalid", { campaign: 7 }, "/campaigns/7/schedule"],
    ["campaign_idle", { campaign: 7 }, "/campaigns/7/schedule"],
    ["loop_held", { campaign: 7, person: 1 }, "/queue"],
    ["program_expired", { program: 5 }, "/programs/5/setup"],
    ["import_failure", { import: 2 }, "/imports/2"],
    ["mail_down", {}, "/mails"],
  ];
  for (const [kind, detail] of told) await notify(world.db, world.clock.now(), kind, "It", detail);
  const { notifications } = await world.ask(listNotifications, {});
  expect(notifications.map(({ kind, page }) => [kind, page]).toReversed()).toEqual(
    told.map(([kind, , page]) => [kind, page]),
  );
});
