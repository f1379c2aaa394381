import { domainToASCII } from "node:url";
import { convert } from "html-to-text";
import { encode, wrap } from "nodemailer/lib/qp";
import { encodeWord, encodeWords, foldLines } from "nodemailer/lib/mime-funcs";
import { escapeHtml } from "#kernel/html.ts";
import { parseTokens } from "#domain/token.ts";
import { addressesIn, isAddress } from "#domain/address.ts";
import { isTest, type Mail } from "#domain/email.ts";
import { beginsAddress, type Parts, type Slot, type Target, type Template } from "./template.ts";
import type { Tracking } from "./tracking.ts";

/** A mail as its reader sees it. */
export interface Shown {
  readonly from: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string;
}

/** A mail as a server takes it. */
export interface Message {
  /** Envelope addresses. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/** Writes the mails of one version of an e-mail: as people see them, and as a server takes them. */
export class Writer {
  private readonly template: Template;
  private readonly tracking: Tracking;
  private readonly html: Body | undefined;
  private readonly text: Body;
  private signed = { mail: -1, links: new Map<number | string, string>() };

  constructor(template: Template, tracking: Tracking) {
    this.template = template;
    this.tracking = tracking;
    this.html = template.html ? body(template.html) : undefined;
    this.text = body(template.text);
  }

  /** What its reader sees. */
  shown(mail: Mail): Shown {
    const { name, address, replyTo, subject } = this.headers(mail);
    const { html, text } = this.template;
    return {
      from: name ? `${quoted(name)} <${address}>` : address,
      replyTo,
      subject,
      html: html && this.filled(html, mail),
      text: this.filled(text, mail),
    };
  }

  /** Where a link of it leads; nothing when it has no such link. */
  target({ values }: Pick<Mail, "values">, link: number): string | undefined {
    const target = this.template.links[link];
    return target && followed(target, values);
  }

  /** Its tracked links: what stands in it, and where that leads. */
  links(mail: Mail): { address: string; target: string }[] {
    return this.template.links.map((target, link) => ({
      address: this.link({ kind: "link", link, within: "text" }, mail),
      target: followed(target, mail.values),
    }));
  }

  /** The whole message (RFC 5322). Its Message-ID is the same however often it is written. */
  message(mail: Mail): Message {
    const { name, address, replyTo, subject } = this.headers(mail);
    const to = addressesIn(mail.address).map(inAscii);
    const encoded = words(name);
    const stamp = this.tracking.stamp(mail);
    const lines = [
      header("From", name ? `${encoded === name ? quoted(name) : encoded} <${address}>` : address),
      header("To", to.join(", ")),
      ...(replyTo ? [header("Reply-To", replyTo)] : []),
      header("Subject", words(subject)),
      `Date: ${new Date(mail.createdOn / 1000).toUTCString().replace("GMT", "+0000")}`,
      `Message-ID: <${stamp}@${address.slice(address.lastIndexOf("@") + 1)}>`,
      ...(this.template.marketing ? this.unsubscribing(mail) : []),
      "MIME-Version: 1.0",
    ];
    const boundary = `=_${stamp}`;
    const text = part("text/plain", this.encoded(this.text, mail));
    const rest = this.html
      ? `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n--${boundary}\r\n${text}--${boundary}\r\n` +
        `${part("text/html", this.encoded(this.html, mail))}--${boundary}--\r\n`
      : text;
    return { from: address, to, raw: Buffer.from(`${lines.join("\r\n")}\r\n${rest}`) };
  }

  /** One click of a mail program is enough (RFC 8058). */
  private unsubscribing(mail: Mail): string[] {
    const link = this.link({ kind: "unsubscribe", within: "text" }, mail);
    return [`List-Unsubscribe: <${link}>`, "List-Unsubscribe-Post: List-Unsubscribe=One-Click"];
  }

  private headers(mail: Mail): { name: string; address: string; replyTo: string; subject: string } {
    const line = (parts: Parts): string => oneLine(this.filled(parts, mail));
    const { fromName, fromAddress, replyTo, subject } = this.template;
    // What tokens make of an address may be none.
    const [address = ""] = [line(fromAddress)].filter(isAddress);
    return {
      name: line(fromName) || (address ? "" : mail.sender.name),
      address: inAscii(address || mail.sender.address),
      replyTo: inAscii([line(replyTo)].find(isAddress) ?? ""),
      subject: (isTest(mail.kind) ? "[Test] " : "") + line(subject),
    };
  }

  private filled(parts: Parts, mail: Mail): string {
    return parts.map((one) => (typeof one === "string" ? one : this.fill(one, mail))).join("");
  }

  private encoded(parts: Body, mail: Mail): string {
    let written = "";
    for (const one of parts)
      written += typeof one === "string" ? one : `${quotedPrintable(this.fill(one, mail))}=\r\n`;
    return written;
  }

  private fill(slot: Slot, mail: Mail): string {
    if (slot.kind !== "value") return this.link(slot, mail);
    const value = mail.values[slot.value] ?? "";
    if (mail.rich?.includes(slot.value)) return slot.within === "html" ? value : inUrl(slot, plain(value));
    return slot.within === "html" ? escapeHtml(value) : inUrl(slot, value);
  }

  /** HTML, text and headers of a mail have the same links: each is signed once. */
  private link(slot: LinkSlot, mail: Mail): string {
    if (this.signed.mail !== mail.id) this.signed = { mail: mail.id, links: new Map() };
    const name = slot.kind === "link" ? slot.link : slot.kind;
    const known = this.signed.links.get(name) ?? this.sign(slot, mail);
    this.signed.links.set(name, known);
    return known;
  }

  private sign(slot: LinkSlot, { shard, id, address }: Mail): string {
    const kind = slot.kind === "link" ? "click" : slot.kind === "pixel" ? "open" : slot.kind;
    return this.tracking.address({
      kind,
      shard,
      delivery: id,
      link: slot.kind === "link" ? slot.link : 0,
      ...(kind === "unsubscribe" ? { address } : {}),
    });
  }
}

const inUrl = ({ within }: Slot, value: string): string =>
  within === "url" ? encodeURIComponent(value) : value;

/** Rich text where only plain text can stand. */
const plain = (html: string): string =>
  convert(html, { wordwrap: false, selectors: [{ selector: "img", format: "skip" }] });

type LinkSlot = Exclude<Slot, { kind: "value" }>;

/** A text encoded but for its slots. Each literal part ends in a soft line break, so that whatever follows it fits its line. */
type Body = readonly (string | Slot)[];

const body = (parts: Parts): Body =>
  parts.map((one) =>
    typeof one === "string" ? `${quotedPrintable(one.replace(/\r?\n/g, "\r\n"))}=\r\n` : one,
  );

const part = (type: string, encoded: string): string =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${encoded}\r\n`;

const quotedPrintable = (text: string): string => (isSimple(text) ? text : wrap(encode(text), 75));

/** Most values and addresses need no encoding: that is seen faster than done. */
const isSimple = (text: string): boolean =>
  text.length <= 75 && /^[!-<>-~](?:[ -<>-~]*[!-<>-~])?$/.test(text);

const header = (name: string, value: string): string => foldLines(`${name}: ${value}`, 76, false);
// A line break in a value would begin a header of its own.
// oxlint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.replace(/[\x00-\x1f\x7f]+/g, " ").trim();
/** The subject of a mail alone, as its reader sees it. @param tokens those of the e-mail, in the order of the values */
export function subjectOf(
  subject: string,
  tokens: readonly string[],
  { kind, values, rich }: Pick<Mail, "kind" | "values" | "rich">,
): string {
  const parts = parseTokens(subject).map((one) => {
    if (typeof one === "string") return one;
    const place = tokens.indexOf(one.written);
    const value = values[place] ?? "";
    return rich?.includes(place) ? plain(value) : value;
  });
  return (isTest(kind) ? "[Test] " : "") + oneLine(parts.join(""));
}
/** Words that look encoded are encoded, so that they are read as they are written. */
const words = (text: string): string =>
  text.includes("=?") ? encodeWord(text, "Q", 52) : encodeWords(text, "Q", 52);
const quoted = (name: string): string =>
  /^[\p{L}\p{N} !#$%&'*+/=?^_`{|}~-]*$/u.test(name) ? name : `"${name.replace(/(["\\])/g, "\\$1")}"`;

/** A name of a host may be written in any script; servers know it by its ASCII form. */
function inAscii(address: string): string {
  const at = address.lastIndexOf("@");
  const host = address.slice(at + 1);
  return /^[ -~]*$/.test(host) ? address : `${address.slice(0, at)}@${domainToASCII(host) || host}`;
}

/** A token that is a whole address, or a host, stays one; inside an address it is a value. */
const followed = (target: Target, values: readonly string[]): string =>
  target.reduce<string>((before, one) => {
    if (typeof one === "string") return before + one;
    const value = values[one.value] ?? "";
    return before + (beginsAddress(before) ? value : encodeURIComponent(value));
  }, "");
