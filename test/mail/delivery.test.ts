import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import PostalMime, { type Email } from "postal-mime";
import { day, hour, minute } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Handed } from "#domain/email.ts";
import { mailbox } from "#mail/mailbox.ts";
import { Smtp } from "#mail/smtp.ts";
import { Outbox } from "#engine/outbox/outbox.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { approveEmail } from "#operations/email/approve-email.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { testEmail } from "#operations/email/test-email.ts";
import { followLink, noteOpened, unsubscribe } from "#operations/mail/follow.ts";
import { recordBounce } from "#operations/mail/record-bounce.ts";
import { listMails } from "#operations/mail/list-mails.ts";
import { listNotifications } from "#operations/notification/list-notifications.ts";
import { mergePeople } from "#operations/person/merge-people.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { listSuppressions } from "#operations/suppression/list-suppressions.ts";
import { refusal, TestSmtp } from "#test/harness/smtp.ts";
import { World } from "#test/harness/world.ts";

const [DELIVERED, BOUNCED, UNSUBSCRIBED, OPENED, CLICKED, SOFT] = [7, 8, 9, 10, 11, 27];

let server: TestSmtp;
let world: World;
let carrier: Smtp;
beforeAll(async () => {
  server = await TestSmtp.start();
  world = await World.open("2026-06-10T12:00:00Z", (post) => {
    carrier = new Smtp(`smtp://127.0.0.1:${server.port}?maxConnections=2&socketTimeout=1000`, post.message);
    return carrier;
  });
  await world.ask(updateSettings, { sender_name: "Café Œuf", sender_address: "shop@muster.test" });
});
afterAll(async () => {
  await world.close();
  await server.stop();
});
beforeEach(async () => {
  server.forget();
  await world.db.rows(
    sql`truncate person, person_key, person_alias, merged_key, activity, membership, entry, run_count, delivery, suppression, notification`,
  );
  await world.people({ email: "ann@x.test", first_name: "Ann & <Co> 日本", person_owner_email: "o@x.test" });
});
afterEach(() => world.db.rows(sql`update campaign set active_run_id = null`).then(() => {}));

const HTML = `<html><body><p>Dear {{lead.First Name}}, <a href="https://shop.test/offer?who={{lead.First Name}}&amp;x=1">the offer</a>
  and <a class=b href='https://shop.test/more'>more</a>, or <a href="mailto:a@b.test">write</a>. ${"Some words é. ".repeat(40)}</p></body></html>`;

async function email(content: object = {}): Promise<number> {
  const { id } = await world.ask(createEmail, {
    name: `E-mail ${Math.random()}`,
    content: { subject: "Für {{lead.First Name}}: été", preheader: "Only today", html: HTML, ...content },
  });
  await world.ask(approveEmail, { email: String(id) });
  return id;
}

/** Sends an e-mail to everybody by a batch campaign; gives its number. */
async function send(content: object = {}): Promise<number> {
  const id = await email(content);
  const campaign = await world.campaign({
    qualification: { rule: "every time" },
    rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
    flow: { steps: [{ action: "send-email", args: { email: id } }] },
  });
  await world.runNow(campaign);
  await rested();
  return id;
}

const parsed = (place = 0): Promise<Email> => PostalMime.parse(server.received[place] as Buffer);
const states = async (): Promise<string[]> => (await world.ask(listMails, {})).mails.map((one) => one.state);
const keyOf = (link: string): { shard: number; id: number; link: number } => {
  const [, letter = "", token = ""] = /\/m\/(\w)\/(.+)$/.exec(link) ?? [];
  const read = world.context.post.tracking.read(letter, token);
  if (!read) throw new Error(`not ours: ${link}`);
  return { shard: read.shard, id: read.delivery, link: read.link };
};
const reader = {
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1",
  address: "192.0.2.1",
  referrer: "",
};
/** The server takes nothing at present. */
function notNow(): void {
  server.drop();
  server.rules = { onConnect: (_, done) => done(refusal(421, "not now")) };
}
/** Lets the pause of a server that took none be over, without waiting for it. */
const rested = async (): Promise<void> => {
  await world.context.scheduler.quiet();
  const again = new Scheduler(world.engine, (error) => console.error(error), carrier);
  await again.quiet();
};

describe("a mail, read back from a server", () => {
  test("says what the e-mail says, with tokens, preheader, text part and encoded names", async () => {
    await send();
    const mail = await parsed();
    expect(mail.from).toEqual({ address: "shop@muster.test", name: "Café Œuf" });
    expect(mail.to).toEqual([{ address: "ann@x.test", name: "" }]);
    expect(mail.subject).toBe("Für Ann & <Co> 日本: été");
    expect(mail.html).toContain("Dear Ann &#38; &#60;Co&#62; 日本,");
    expect(mail.html).toContain("Only today");
    expect(mail.text).toContain("Dear Ann & <Co> 日本,");
    expect(mail.text).toContain("Some words é.");
    expect(new Date(mail.date ?? "").toISOString()).toBe("2026-06-10T12:00:00.000Z");
    expect(
      Math.max(
        ...(server.received[0] as Buffer)
          .toString("latin1")
          .split("\r\n")
          .map((one) => one.length),
      ),
    ).toBeLessThanOrEqual(998);
    expect(
      server.received[0]
        ?.toString("latin1")
        .split("\r\n")
        .slice(20)
        .every((one) => one.length <= 76 || one.startsWith("List-")),
    ).toBe(true);
  });

  test("has links that lead through Muster to where they led, and can be unsubscribed from by one click", async () => {
    await send();
    const mail = await parsed();
    const links = [...(mail.html ?? "").matchAll(/href="(http:\/\/muster\.test\/m\/c\/[^"]+)"/g)].map(
      (one) => one[1] as string,
    );
    expect(links).toHaveLength(2);
    expect(mail.html).toContain('href="mailto:a@b.test"');
    const { link, ...key } = keyOf(links[0] ?? "");
    expect(await followLink(world.context, key, link, reader)).toBe(
      "https://shop.test/offer?who=Ann%20%26%20%3CCo%3E%20%E6%97%A5%E6%9C%AC&x=1",
    );
    expect(mail.headers.find((one) => one.key === "list-unsubscribe")?.value).toMatch(
      /^<http:\/\/muster\.test\/m\/u\/[^>]+>$/,
    );
    expect(mail.headers.find((one) => one.key === "list-unsubscribe-post")?.value).toBe(
      "List-Unsubscribe=One-Click",
    );
    expect(mail.html).toMatch(/<a[^>]*href="http:\/\/muster\.test\/m\/u\/[^"]+">Unsubscribe<\/a>/);
  });

  test("that is operational has nothing to unsubscribe from", async () => {
    await send({ operational: true });
    expect((await parsed()).headers.map((one) => one.key)).not.toContain("list-unsubscribe");
    expect((await parsed()).html).not.toContain("/m/u/");
  });

  test("is written for a test person with the draft, and leaves no trace in the log", async () => {
    const id = await email();
    await world.ask(testEmail, { email: String(id), person: "ann@x.test", to: "me@muster.test" });
    await rested();
    expect(server.recipients).toEqual(["me@muster.test"]);
    expect((await parsed()).html).toContain("Dear Ann");
    expect((await parsed()).html).toContain(
      'href="https://shop.test/offer?who=Ann%20%26%20%3CCo%3E%20%E6%97%A5%E6%9C%AC&#38;x=1"',
    );
    expect(await world.log([6, DELIVERED])).toEqual([]);
  });
});

describe("what happens to a mail goes into the log", () => {
  test("delivered, opened once, clicked each time, each with the step that sent it", async () => {
    await send();
    const mail = await parsed();
    const [pixel = ""] = /http:\/\/muster\.test\/m\/o\/[^"]+/.exec(mail.html ?? "") ?? [];
    const [click = ""] = /http:\/\/muster\.test\/m\/c\/[^"]+/.exec(mail.html ?? "") ?? [];
    const came = async () => (await world.ask(listMails, {})).mails[0];
    expect(await came()).toMatchObject({ openedOn: null, clickedOn: null });
    await noteOpened(world.context, keyOf(pixel), reader);
    await noteOpened(world.context, keyOf(pixel), reader);
    const { link, ...key } = keyOf(click);
    await followLink(world.context, key, link, reader);
    await followLink(world.context, key, link, reader);
    expect(await came()).toMatchObject({ openedOn: expect.any(String), clickedOn: expect.any(String) });
    expect(
      (await world.log([6, DELIVERED, OPENED, CLICKED])).map(({ type, step }) => ({ type, step })),
    ).toEqual([6, DELIVERED, OPENED, CLICKED, CLICKED].map((type) => ({ type, step: 1 })));
    const [row] = await world.db.rows<{ attributes: Record<string, unknown> }>(
      sql`select attributes from activity where type_id = ${CLICKED} limit 1`,
    );
    expect(row?.attributes).toMatchObject({
      "is-mobile-device": true,
      "is-bot-activity": false,
      browser: "Safari",
      "link-id": "1",
    });
  });

  test("a click sets off the campaign that listens to it, and a mail for each delivery stops after 30 rounds an hour", async () => {
    const id = await email();
    await world.active({
      qualification: { rule: "every time" },
      rules: { triggers: [{ trigger: "email-delivered", operator: "is any" }] },
      flow: { steps: [{ action: "send-email", args: { email: id } }] },
    });
    await send({ operational: true });
    const { mails } = await world.ask(listMails, {});
    expect(mails.length).toBeGreaterThan(5);
    expect(mails.length).toBeLessThan(40);
    expect(await world.log([901])).toEqual([]);
    expect((await world.ask(listNotifications, {})).notifications.map((one) => one.kind)).toContain(
      "loop_guard",
    );
  });

  test("a click on a link and an opening set off at once the campaigns that listen to just these", async () => {
    const listens = (
      trigger: string,
      constraints: { attribute: string; operator: string; values: (string | boolean)[] }[],
      description: string,
    ): Promise<unknown> =>
      world.active({
        qualification: { rule: "every time" },
        rules: { triggers: [{ trigger, operator: "is any", constraints }] },
        flow: { steps: [{ action: "interesting-moment", args: { type: "Email", description } }] },
      });
    const link = [{ attribute: "link", operator: "contains", values: ["/more"] }];
    await listens("click-email", link, "clicked {{trigger.Link}}");
    await listens(
      "open-email",
      [{ attribute: "is-mobile-device", operator: "is", values: [true] }],
      "opened",
    );
    await send();
    const { html = "" } = await parsed();
    const [offer = "", more = ""] = [...html.matchAll(/http:\/\/muster\.test\/m\/c\/[^"]+/g)].map(
      ([one]) => one,
    );
    const [pixel = ""] = /http:\/\/muster\.test\/m\/o\/[^"]+/.exec(html) ?? [];
    for (const one of [offer, more]) {
      const { link: place, ...key } = keyOf(one);
      await followLink(world.context, key, place, reader);
    }
    await noteOpened(world.context, keyOf(pixel), reader);
    const moments = await world.db.rows<{ said: string }>(
      sql`select attributes ->> 'description' as said from activity where type_id = 46 order by id`,
    );
    expect(moments.map(({ said }) => said)).toEqual(["clicked https://shop.test/more", "opened"]);
  });

  test("unsubscribing: the activity, the field, and the address for good", async () => {
    await send();
    const [link = ""] = /http:\/\/muster\.test\/m\/u\/[^"]+/.exec((await parsed()).html ?? "") ?? [];
    await unsubscribe(world.context, keyOf(link), reader);
    await unsubscribe(world.context, keyOf(link), reader);
    expect(await world.log([UNSUBSCRIBED])).toHaveLength(1);
    expect((await world.person("ann@x.test"))["unsubscribed"]).toBe(true);
    expect((await world.ask(listSuppressions, {})).suppressions).toMatchObject([{ address: "ann@x.test" }]);
    await send();
    expect((await world.log([6])).map((line) => line.reason)).toEqual([null, "unsubscribed"]);
  });

  test("who unsubscribes before their mail is handed over gets none", async () => {
    notNow();
    await send();
    expect(await states()).toEqual(["queued"]);
    await world.people({ email: "ann@x.test", unsubscribed: true });
    server.rules = {};
    await rested();
    expect(await states()).toEqual(["stopped"]);
    expect(server.received).toEqual([]);
  });
});

test("an address in any script is mailed, its host in ASCII", async () => {
  await world.ask(testEmail, {
    email: String(await email()),
    person: "ann@x.test",
    to: "jürgen@bücher.test",
  });
  await rested();
  expect(server.recipients).toEqual(["jürgen@bücher.test"]); // as the server reads it
  expect(server.received[0]?.toString()).toContain("\r\nTo: jürgen@xn--bcher-kva.test\r\n");
});

describe("a server that does not take a mail", () => {
  test("because the address is not there: a hard bounce, and the address is invalid", async () => {
    server.rules = { onRcptTo: (_, __, done) => done(refusal(550, "5.1.1 no such user")) };
    await send();
    expect(await world.log([DELIVERED, BOUNCED, SOFT])).toMatchObject([{ type: BOUNCED, step: 1 }]);
    const person = await world.person("ann@x.test");
    expect([person["email_invalid"], person["email_suspended"]]).toEqual([true, false]);
    expect(await states()).toEqual(["bounced"]);
  });

  test("because it looks like spam: suspended for a day", async () => {
    server.rules = {
      onData: (stream, _, done) => {
        stream.resume();
        stream.on("end", () => done(refusal(554, "5.7.1 looks like spam")));
      },
    };
    await send();
    expect(await world.log([BOUNCED])).toHaveLength(1);
    expect((await world.person("ann@x.test"))["email_suspended"]).toBe(true);
    server.rules = {};
    await send();
    expect((await world.log([6])).map((line) => line.reason)).toEqual([null, "email_suspended"]);
  });

  test("for the moment: it is tried again, later each time, and given up after a day", async () => {
    let asked = 0;
    server.rules = {
      onRcptTo: (_, __, done) => {
        asked += 1;
        done(refusal(451, "4.2.0 greylisted"));
      },
    };
    await send();
    await rested();
    expect(asked).toBe(1);
    world.clock.advance(minute);
    await rested();
    expect(asked).toBe(2);
    world.clock.advance(minute);
    await rested();
    expect(asked).toBe(2);
    for (let waited = 0; waited < day; waited += hour) {
      world.clock.advance(hour);
      await rested();
    }
    expect(await states()).toEqual(["given up"]);
    expect(await world.log([BOUNCED, SOFT])).toMatchObject([{ type: SOFT }]);
    expect((await world.person("ann@x.test"))["email_invalid"]).toBe(false);
  });

  test("because it takes none at all (421): nothing is lost, nobody is bounced, and people are told once", async () => {
    notNow();
    await send();
    world.clock.advance(3 * day);
    await rested();
    await rested();
    expect(await states()).toEqual(["queued"]);
    expect(
      (await world.ask(listNotifications, {})).notifications.filter((one) => one.kind === "mail_down").length,
    ).toBeGreaterThanOrEqual(1);
    server.rules = {};
    await rested();
    expect(await states()).toEqual(["delivered"]);
    expect(server.received).toHaveLength(1);
  });

  test("because it says nothing any more: that mail is tried again, and the others go", async () => {
    await world.people({ email: "bob@x.test" }, { email: "cid@x.test" });
    server.rules = {
      onRcptTo: ({ address }, _, done) => {
        if (!address.startsWith("ann")) done(); // of Ann it never says anything
      },
    };
    await send();
    for (let round = 0; round < 3; round += 1) await rested();
    expect(server.recipients.toSorted()).toEqual(["bob@x.test", "cid@x.test"]);
    expect((await states()).toSorted()).toEqual(["delivered", "delivered", "queued"]);
    server.rules = {};
    world.clock.advance(hour);
    await rested();
    expect(server.recipients.toSorted()).toEqual(["ann@x.test", "bob@x.test", "cid@x.test"]);
  });

  test("because it takes fewer connections than we want: all go over those it takes", async () => {
    await world.people(...Array.from({ length: 8 }, (_, index) => ({ email: `p${index}@x.test` })));
    server.drop();
    server.most = 1;
    await send();
    expect(server.recipients).toHaveLength(9);
    expect(new Set(server.recipients).size).toBe(9);
    expect(await world.ask(listNotifications, {})).toMatchObject({ notifications: [] });
  });

  test("for a day, with a break of its own: who then has to wait for the first time is not given up for it", async () => {
    notNow();
    await send();
    world.clock.advance(3 * day);
    server.rules = { onRcptTo: (_, __, done) => done(refusal(451, "4.2.0 greylisted")) };
    await rested();
    expect(await states()).toEqual(["queued"]);
    server.rules = {};
    world.clock.advance(hour);
    await rested();
    expect(await states()).toEqual(["delivered"]);
  });

  test("because it refuses our sender: that can be mended, so nobody is bounced", async () => {
    server.rules = { onMailFrom: (_, __, done) => done(refusal(550, "5.7.1 sender not allowed")) };
    await send();
    expect(await states()).toEqual(["queued"]);
    expect(await world.log([BOUNCED, SOFT])).toEqual([]);
  });

  test("because it drops the connection amid the text: it is sent again under the same Message-ID", async () => {
    const ids: string[] = [];
    let drops = 2;
    server.drop();
    server.rules = {
      onData: (stream, _, done) => {
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          ids.push(/Message-ID: (.*)/i.exec(Buffer.concat(parts).toString("latin1"))?.[1] ?? "");
          if (drops-- > 0) server.drop();
          else done();
        });
      },
    };
    await send();
    expect(await states()).toEqual(["queued"]);
    await rested();
    world.clock.advance(hour);
    await rested();
    expect(await states()).toEqual(["delivered"]);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });
});

test("a mail of somebody who is merged meanwhile is sent once, and its links still work", async () => {
  notNow();
  await send();
  server.rules = {};
  await world.people({ email: "bob@x.test", first_name: "Bob" });
  const [ann, bob] = await world.db.rows<{ id: number }>(sql`select id from person order by email`);
  await world.ask(mergePeople, { person: String(bob?.id), people: [String(ann?.id)] });
  await rested();
  expect(server.received).toHaveLength(1);
  const [click = ""] = /http:\/\/muster\.test\/m\/c\/[^"]+/.exec((await parsed()).html ?? "") ?? [];
  const { link, ...key } = keyOf(click);
  await followLink(world.context, { ...key, shard: 31 }, link, reader);
  expect((await world.log([CLICKED])).map((line) => line.person)).toEqual(["bob"]);
});

test("while one process has a mail in hand, another takes none", async () => {
  notNow();
  await send();
  const taken = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<Handed>();
  const slow = new Outbox(world.engine, {
    leaves: true,
    hands: 1,
    close: async () => {},
    hand: () => {
      taken.resolve();
      return answered.promise;
    },
  });
  const other = new Outbox(world.engine, mailbox);
  const working = slow.work();
  await taken.promise;
  const took = await other.work();
  answered.resolve({ kind: "accepted", answer: "250 the slow one" });
  await working;
  expect(took).toBe(0);
  expect(await world.db.rows(sql`select answer from delivery`)).toEqual([{ answer: "250 the slow one" }]);
});

describe("a mail that a server took comes back later", () => {
  /** The bounce message a server sends, with the headers of the mail it is about. */
  const report = (
    block: string,
    original = server.received[0]?.toString("latin1").split("\r\n\r\n")[0],
  ): string =>
    `From: MAILER-DAEMON@x.test\r\nTo: shop@muster.test\r\nSubject: Undelivered\r\nMessage-ID: <1@x.test>\r\nMIME-Version: 1.0\r\n` +
    `Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n` +
    `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x.test\r\n\r\n${block.replaceAll("\n", "\r\n")}\r\n` +
    `--b\r\nContent-Type: text/rfc822-headers\r\n\r\n${original}\r\n--b--\r\n`;
  const GONE = report.bind(
    null,
    "Final-Recipient: rfc822; ann@x.test\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such\n user\n",
  );

  test("because the address is not there: once, a hard bounce after Delivered, and the address is invalid", async () => {
    await send();
    const first = await world.ask(recordBounce, {}, GONE());
    expect(first).toMatchObject({ outcome: "noted" });
    expect(await world.ask(recordBounce, {}, GONE())).toEqual({ ...first, outcome: "known" });
    expect(await world.log([DELIVERED, BOUNCED])).toMatchObject([
      { type: DELIVERED, step: 1 },
      { type: BOUNCED, step: 1 },
    ]);
    expect(
      await world.db.first(sql`select attributes from activity where type_id = ${BOUNCED}`),
    ).toMatchObject({
      attributes: { category: "2", details: "550 5.1.1 no such user" },
    });
    expect(await world.person("ann@x.test")).toMatchObject({ email_invalid: true });
    expect(await states()).toEqual(["bounced"]);
  });

  test("because a server gave up trying: a soft bounce, and the address stays", async () => {
    await send();
    const late = report("Final-Recipient: rfc822; ann@x.test\nAction: failed\nStatus: 4.4.7\n");
    expect(await world.ask(recordBounce, {}, late)).toMatchObject({ outcome: "noted" });
    expect(await world.log([BOUNCED, SOFT])).toMatchObject([{ type: SOFT }]);
    expect(await world.person("ann@x.test")).toMatchObject({ email_invalid: false });
  });

  test("or is only late: nothing is noted", async () => {
    await send();
    const late = report("Final-Recipient: rfc822; ann@x.test\nAction: delayed\nStatus: 4.4.7\n");
    expect(await world.ask(recordBounce, {}, late)).toMatchObject({ outcome: "no failure" });
    expect(await states()).toEqual(["delivered"]);
  });

  test("nobody can make a bounce of a mail that they did not get", async () => {
    await send();
    const forged = report("Action: failed\nStatus: 5.1.1\n", "Message-ID: <1.AAAAAAAAAAAA@muster.test>\r\n");
    await expect(world.ask(recordBounce, {}, forged)).rejects.toThrow("was not sent from here");
    await expect(world.ask(recordBounce, {}, "From: a@b.test\r\n\r\nHello")).rejects.toThrow(
      "no bounce message",
    );
    await expect(world.ask(recordBounce, {}, "x".repeat(5_000_001))).rejects.toThrow("at most 5 MB");
    expect(await states()).toEqual(["delivered"]);
  });
});
