import { get } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { emailContentSchema } from "#domain/email.ts";
import { Served } from "#test/harness/served.ts";

let served: Served;
beforeAll(async () => {
  served = await Served.open();
  await served.patch("/api/settings", { sender_name: "Shop", sender_address: "shop@muster.test" });
});
afterAll(() => served.close());
beforeEach(() =>
  served.db
    .rows(sql`truncate person, person_key, activity, membership, entry, run_count, delivery, suppression`)
    .then(() => {}),
);

interface ShownMail {
  readonly html: string;
  readonly links: readonly { address: string; target: string }[];
}

/** Comes back when something is there; the server works by itself, so it is asked again and again. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error("It does not come.");
  }
}

/** Mails everybody; gives the mail as the mailbox shows it. */
async function mailed(): Promise<ShownMail> {
  await served.post("/api/people", { people: [{ email: "ann@x.test", first_name: "Ann" }] });
  const name = `Offer ${Math.random()}`;
  const { body: email } = await served.post("/api/emails", {
    name,
    content: {
      subject: "For {{lead.First Name}}",
      html: `<p>Hello <a href="https://shop.test/a">offer</a></p><p><a href="{{system.viewAsWebpageLink}}">view</a></p>`,
    },
  });
  await served.post(`/api/emails/${email["id"] as number}/approve`);
  const { body: campaign } = await served.post("/api/campaigns", {
    name,
    rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
    flow: { steps: [{ action: "send-email", args: { email: name } }] },
  });
  await served.post(`/api/campaigns/${campaign["id"] as number}/runs`, { confirm: 1 });
  const mail = await until(async () => {
    const { body } = await served.get("/api/mails");
    return (body["mails"] as { id: number; state: string }[]).find((one) => one.state === "delivered");
  });
  return (await served.get(`/api/mails/${mail.id}`)).body as unknown as ShownMail;
}

const follow = (address: string, options: RequestInit = {}): Promise<Response> =>
  fetch(address, { redirect: "manual", ...options });
const linkTo = ({ html }: ShownMail, letter: string): string =>
  new RegExp(`http://127\\.0\\.0\\.1:\\d+/m/${letter}/[^"]+`).exec(html)?.[0] ?? "";
const log = (): Promise<{ type: number }[]> =>
  served.db.rows<{ type: number }>(
    sql`select type_id as type from activity where type_id in (9, 10, 11) order by id`,
  );

test("links of a mail in the mailbox work: opened, clicked, seen as a page, unsubscribed", async () => {
  const mail = await mailed();
  expect((await follow(linkTo(mail, "o"))).headers.get("content-type")).toBe("image/gif");
  const clicked = await follow(mail.links[0]?.address ?? "", { headers: { "user-agent": "curl/8" } });
  expect([clicked.status, clicked.headers.get("location")]).toEqual([302, "https://shop.test/a"]);
  const page = await follow(linkTo(mail, "v"));
  expect(await page.text()).toContain("Hello <a href=");
  expect(page.headers.get("content-security-policy")).toContain("sandbox");
  const ask = await follow(linkTo(mail, "u"));
  expect(await ask.text()).toContain("ann@x.test");
  expect((await log()).map((line) => line.type)).toEqual([10, 11]);
  const done = await follow(linkTo(mail, "u"), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(done.status).toBe(200);
  expect((await log()).map((line) => line.type)).toEqual([10, 11, 9]);
});

test("who only looks ahead, and a link that nobody wrote, leave nothing", async () => {
  const mail = await mailed();
  const click = mail.links[0]?.address ?? "";
  expect((await follow(click, { method: "HEAD" })).status).toBe(302);
  expect((await follow(click, { headers: { "sec-purpose": "prefetch" } })).status).toBe(302);
  for (const wrong of [
    click.slice(0, -1),
    `${click}x`,
    click.replace("/m/c/", "/m/u/"),
    click.replace(/\/m\/c\/.*/, "/m/c/1.2.3.x"),
    click.replace(/\/m\/c\/.*/, "/m/c/%00"),
  ])
    expect((await follow(wrong)).status, wrong).toBe(404);
  expect(await log()).toEqual([]);
  const refused = await follow(`${click}x`, { headers: { "accept-language": "fr" } });
  expect(refused.headers.get("content-type")).toContain("text/html");
  expect(await refused.text()).toContain("Ce lien n");
});

test("who was deleted is unsubscribed all the same by the link of an old mail, and their address stays so", async () => {
  const link = linkTo(await mailed(), "u");
  const [ann] = await served.db.rows<{ id: number }>(sql`select id from person`);
  await served.post("/api/people/delete", { people: [ann?.id], confirm: 1 });
  expect(await served.db.rows(sql`select id from person union all select id from delivery`)).toEqual([]);
  expect(await (await follow(link)).text()).toContain("ann@x.test");
  expect((await follow(link, { method: "POST", body: "List-Unsubscribe=One-Click" })).status).toBe(200);
  const { body } = await served.get("/api/suppressions");
  expect(body["suppressions"]).toMatchObject([{ address: "ann@x.test" }]);
});

test("an activity says from where somebody came who came through a proxy", async () => {
  const link = linkTo(await mailed(), "u");
  await follow(link, { method: "POST", headers: { "x-forwarded-for": "192.0.2.7" } });
  expect(
    await served.db.rows(
      sql`select attributes ->> 'client-ip-address' as ip from activity where type_id = 9`,
    ),
  ).toEqual([{ ip: "192.0.2.7" }]);
});

/** The status for somebody who calls us by another name; `fetch` sends no such header. */
const statusFor = (host: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(served.url + path, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on("error", reject);
  });

test("links are reached from elsewhere, nothing else is", async () => {
  const mail = await mailed();
  const { pathname } = new URL(mail.links[0]?.address ?? "");
  const elsewhere = "mail.example.com";
  expect(await statusFor(elsewhere, pathname)).toBe(302);
  for (const path of ["/api/mails", "/mailbox", "/m/../api/mails", "/m/c/%2e%2e%2f%2e%2e%2fapi%2fmails"])
    expect(await statusFor(elsewhere, path), path).toBeGreaterThanOrEqual(403);
});

test("the mailbox is a page: a list, and each mail with its text and source", async () => {
  expect(await (await fetch(`${served.url}/mailbox`)).text()).toContain("No mail yet");
  await mailed();
  const list = await (await fetch(`${served.url}/mailbox`, { headers: { "accept-language": "fr" } })).text();
  expect(list).toContain("Boîte aux lettres");
  const [, path = ""] = /href="(\/mailbox\/\d+)"/.exec(list) ?? [];
  const mail = await (await fetch(served.url + path)).text();
  expect(mail).toContain("For Ann");
  expect(mail).toContain("Message-ID:");
  expect(mail).toContain('sandbox="allow-popups');
  for (const wrong of ["/mailbox/999999", "/mailbox/nonsense", "/mailbox/-1"]) {
    const answer = await fetch(served.url + wrong);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  }
  expect((await fetch(`${served.url}/mailbox?before=nonsense`)).status).toBe(200);
});

test("where a server sends the mails, looking at one in the mailbox opens nothing", async () => {
  const sending = await Served.open({ smtpUrl: "smtp://127.0.0.1:9" }); // nobody listens there
  try {
    await sending.patch("/api/settings", { sender_address: "shop@muster.test" });
    await sending.db
      .rows(sql`with a as (insert into asset (kind, name) values ('email', 'Offer') returning id),
        e as (insert into email (id, name, draft, created_on, updated_on) select id, 'Offer', '{}', now(), now() from a returning id),
        p as (insert into person (shard, id, created_at, updated_at, email) values (3, 400, now(), now(), 'ann@x.test') returning shard, id),
        v as (insert into email_version (email_id, number, content, tokens, created_on)
          select id, 1, ${JSON.stringify(emailContentSchema.parse({ subject: "Offer", html: '<a href="https://shop.test/">go</a>' }))}::jsonb, '{}', now() from e returning id)
      insert into delivery (shard, kind, origin, operational, version_id, person_id, created_on, next_try, address, tokens)
      select p.shard, 0, 0, false, v.id, p.id, now(), '-infinity', 'ann@x.test', '{}' from p, v`);
    const { body } = await sending.get("/api/mails");
    const [mail] = body["mails"] as { id: number }[];
    const page = await (await fetch(`${sending.url}/mailbox/${mail?.id}`)).text();
    const [shown = ""] = /<iframe.*<\/iframe>/s.exec(page) ?? [];
    expect(shown).toContain("https://shop.test/");
    expect(shown).not.toContain("/m/o/");
    expect(shown).not.toContain("/m/c/");
  } finally {
    await sending.close();
  }
});

test("the calendar is for whoever has its secret address, until it gets another one", async () => {
  const { body: before } = await served.get("/api/calendar/feed");
  const address = String(before["address"]);
  const feed = await fetch(address);
  expect([feed.status, feed.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
  expect(await feed.text()).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR/);
  expect((await fetch(address.replace(/.{5}\.ics$/, "00000.ics"))).status).toBe(404);
  await served.post("/api/calendar/feed");
  expect((await fetch(address)).status).toBe(404);
  const { body: after } = await served.get("/api/calendar/feed");
  expect((await fetch(String(after["address"]))).status).toBe(200);
});

test("a sender that looks like a slip is warned of, and can be approved; localhost is meant", async () => {
  const { body: email } = await served.post("/api/emails", {
    name: "Slip",
    content: { subject: "x", text: "x" },
  });
  const shown = async (content: object) =>
    (
      await served.post(`/api/emails/${String(email["id"])}/preview`, {
        content: { subject: "x", text: "x", ...content },
      })
    ).body;
  expect(await shown({ fromAddress: "shop@exam", replyTo: "me@exam" })).toMatchObject({
    problems: [],
    warnings: [
      { path: "content.fromAddress", code: "email.local" },
      { path: "content.replyTo", code: "email.local" },
    ],
  });
  for (const fromAddress of ["", "shop@localhost", "shop@exam.ple", "{{lead.Email Address}}", "a@b@"])
    expect((await shown({ fromAddress })).warnings).toEqual([]);
  expect((await shown({ fromAddress: "a@b@" })).problems).toMatchObject([{ code: "email.address" }]);
});

test("the mailbox is searched by recipient, subject, e-mail and campaign, and narrowed by e-mail and state", async () => {
  await served.post("/api/people", {
    people: [
      { email: "ann@x.test", first_name: "Ann\r\nBcc: eve@x.test" },
      { email: "bob@y.test", first_name: "Bob" },
    ],
  });
  const send = async (name: string, subject: string): Promise<void> => {
    const { body: email } = await served.post("/api/emails", {
      name,
      content: { subject, text: "{{lead.Last Name}}x" },
    });
    await served.post(`/api/emails/${String(email["id"])}/approve`);
    const { body: campaign } = await served.post("/api/campaigns", {
      name: `Sends ${name}`,
      rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
      flow: { steps: [{ action: "send-email", args: { email: email["id"] } }] },
    });
    await served.post(`/api/campaigns/${String(campaign["id"])}/runs`, { confirm: 2 });
  };
  await send("Summer", "Summer for {{lead.First Name:default=you}} at 100% off");
  await send("Winter", "Snow");
  const found = async (query: string): Promise<string[]> =>
    ((await served.get(`/api/mails?${query}`)).body["mails"] as { to: string; subject: string }[])
      .map((one) => `${one.to}: ${one.subject}`)
      .toSorted();
  const summer = [
    "ann@x.test: Summer for Ann Bcc: eve@x.test at 100% off",
    "bob@y.test: Summer for Bob at 100% off",
  ];
  const snow = ["ann@x.test: Snow", "bob@y.test: Snow"];
  await until(async () => ((await found("")).length === 4 ? true : undefined));
  expect(await found("search=SNOW")).toEqual(snow);
  expect(await found("search=sends%20summ")).toEqual(summer);
  expect(await found("search=Bob@")).toEqual([snow[1], summer[1]]);
  expect(await found("search=100%25")).toEqual(summer);
  for (const nothing of ["%x", "_", "'", "\\", "nobody"])
    expect(await found(`search=${encodeURIComponent(nothing)}`)).toEqual([]);
  expect(await found("email=Winter&search=ann")).toEqual([snow[0]]);
  await until(async () => ((await found("state=delivered&state=accepted")).length === 4 ? true : undefined));
  expect(await found("state=bounced&state=given%20up")).toEqual([]);
  const { body: first } = await served.get("/api/mails?search=test&limit=3");
  const { body: rest } = await served.get(`/api/mails?search=test&limit=3&before=${String(first["next"])}`);
  expect([first["mails"], rest["mails"]]).toMatchObject([{ length: 3 }, { length: 1 }]);
  const [one] = rest["mails"] as { id: number; subject: string }[];
  expect((await served.get(`/api/mails/${one?.id}`)).body).toMatchObject({ subject: one?.subject });
  expect((await served.get("/api/mails?email=nothing")).body.code).toBe("not.found");
  expect((await served.get("/api/mails?state=lost")).status).toBe(400);
});
