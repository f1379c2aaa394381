import { expect, test } from "vitest";
import PostalMime, { type Email } from "postal-mime";
import { instantFromIso } from "#kernel/clock.ts";
import { emailContentSchema, type Mail } from "#domain/email.ts";
import { PostOffice } from "./post-office.ts";
import { tokensOf } from "./template.ts";

const post = new PostOffice("secret", "https://mail.test");
let version = 0;

/** A mail of an e-mail, with values by token. */
function mail(content: object, values: Record<string, string> = {}, more: Partial<Mail> = {}): Mail {
  const whole = emailContentSchema.parse({ fromAddress: "shop@muster.test", subject: "Hello", ...content });
  return {
    shard: 3,
    id: 71,
    kind: "email",
    address: "ann@x.test",
    values: tokensOf(whole).map((token) => values[token] ?? ""),
    rich: null,
    createdOn: instantFromIso("2026-06-10T12:00:00Z"),
    version: (version += 1),
    content: whole,
    sender: { name: "Café", address: "sender@muster.test" },
    language: "en",
    ...more,
  };
}
const source = (one: Mail): string => post.message(one).raw.toString();
const read = (one: Mail): Promise<Email> => PostalMime.parse(post.message(one).raw);

const NAME = "{{lead.First Name}}";

test("the plain text made from HTML has whole tokens and links, wherever they stand", async () => {
  const html = `<h1>Hello ${NAME}</h1><p>${"Long words ".repeat(6)}${NAME}, so it goes</p>
    <p><a href="https://shop.test/x?n=${NAME}&amp;a=1">here</a> {{lead.City}}</p>`;
  const one = mail({ html }, { [NAME]: "Ann Œ", "{{lead.City}}": "Paris" });
  const { text = "" } = await read(one);
  expect(text).toContain("Hello Ann Œ");
  expect(text.replace(/\s+/g, " ")).toContain("words Ann Œ, so it goes");
  expect(text).toContain("Paris");
  expect(text).not.toMatch(/\{\{|\}\}/);
  expect(post.links(one).map((link) => link.target)).toEqual(["https://shop.test/x?n=Ann%20%C5%92&a=1"]);
});

test("a token that an editor wrote with entities is the same in HTML, text and addresses", async () => {
  const token = "{{lead.City:default=here &amp; there}}";
  const one = mail(
    { html: `<p>${token}</p><a href="https://shop.test/?c=${token}">go</a>`, subject: "{{lead.First Name}}" },
    { "{{lead.City:default=here & there}}": "A & B", [NAME]: "Ann" },
  );
  const { html, text } = await read(one);
  expect(html).toContain("<p>A &#38; B</p>");
  expect(text).toContain("A & B");
  expect(post.links(one)[0]?.target).toBe("https://shop.test/?c=A%20%26%20B");
});

test("what stands in a preheader is text, its tokens too", async () => {
  const { html } = await read(mail({ html: "<p>x</p>", preheader: `a < b & ${NAME}` }, { [NAME]: "<i>" }));
  expect(html).toContain("a &#60; b &#38; &#60;i&#62;</div>");
});

test("a value in a header begins no header of its own, and cannot pretend to be encoded", async () => {
  const evil = "Ann\r\nBcc: eve@x.test\r\n\r\nmore\u0007";
  const one = mail({ subject: `For ${NAME}`, fromName: NAME, text: "x" }, { [NAME]: evil });
  expect(source(one)).not.toMatch(/^(bcc|more)/im);
  expect((await read(one)).subject).toBe("For Ann Bcc: eve@x.test more");
  const coded = mail({ subject: NAME, text: "x" }, { [NAME]: "=?utf-8?Q?Free?=" });
  expect((await read(coded)).subject).toBe("=?utf-8?Q?Free?=");
});

test("a sender that tokens do not make an address of is the sender of the settings", async () => {
  const owner = "{{lead.Person Owner Email Address}}";
  const content = { fromAddress: owner, replyTo: owner, text: "x" };
  for (const value of ["", "eve@x.test> SIZE=1", "nobody", "a@x.test, b@x.test"]) {
    const one = mail(content, { [owner]: value });
    expect(post.message(one).from).toBe("sender@muster.test");
    expect((await read(one)).replyTo).toBeUndefined();
  }
  expect(post.message(mail(content, { [owner]: "bob@x.test" })).from).toBe("bob@x.test");
});

test("addresses in any script: the host in its ASCII form, the rest as it is", async () => {
  const one = mail({ fromAddress: "café@bücher.test", text: "x" }, {}, { address: "jürgen@日本.test" });
  expect(post.message(one)).toMatchObject({
    from: "café@xn--bcher-kva.test",
    to: ["jürgen@xn--wgv71a.test"],
  });
});

test("a token may be the host of a link; behind that it is one value and leads nowhere else", () => {
  const site = "{{lead.Website}}";
  const one = mail(
    { html: `<a href="https://${site}/hi?next=${site}">a</a><a href="https://shop.test/${site}">b</a>` },
    { [site]: "ann.test/../@evil.test" },
  );
  expect(post.links(one).map((link) => link.target)).toEqual([
    "https://ann.test/../@evil.test/hi?next=ann.test%2F..%2F%40evil.test",
    "https://shop.test/ann.test%2F..%2F%40evil.test",
  ]);
});

test("an unsubscribe link knows the address it is for, shows it to nobody, and cannot be changed", () => {
  const link = (kind: "unsubscribe" | "click", address?: string): string =>
    post.tracking.address({ kind, shard: 3, delivery: 71, link: 0, ...(address ? { address } : {}) });
  const written = link("unsubscribe", "jürgen@x.test");
  expect(written).not.toContain(Buffer.from("jürgen@x.test").toString("base64url").slice(0, 8));
  const token = written.slice("https://mail.test/m/u/".length);
  expect(post.tracking.read("u", token)).toMatchObject({ delivery: 71, address: "jürgen@x.test" });
  expect(post.tracking.read("c", token)).toBeUndefined();
  const [shard = "", delivery = "", place = "", sealed = "", signature = ""] = token.split(".");
  const other = (sealed.startsWith("A") ? "B" : "A") + sealed.slice(1);
  expect(post.tracking.read("u", [shard, delivery, place, other, signature].join("."))).toBeUndefined();
  expect(post.tracking.read("u", [shard, "20", place, sealed, signature].join("."))).toBeUndefined();
  expect(post.tracking.read("c", link("click").slice("https://mail.test/m/c/".length))).toEqual({
    kind: "click",
    shard: 3,
    delivery: 71,
    link: 0,
  });
});

test("a mail without HTML is plain text, and every line of a mail fits", async () => {
  const one = mail({ text: `${"日本 ".repeat(400)}\n.\n..two\nFrom here` });
  expect(source(one)).toContain("Content-Type: text/plain; charset=utf-8");
  expect(
    Math.max(
      ...source(one)
        .split("\r\n")
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(400);
  expect((await read(one)).text).toContain("\n.\n..two\nFrom here");
});
