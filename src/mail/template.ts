import { parse, parseFragment, type DefaultTreeAdapterMap } from "parse5";
import { convert } from "html-to-text";
import { escapeHtml } from "#kernel/html.ts";
import { parseTokens, type Token } from "#domain/token.ts";
import { MAIL_LINKS, textsOf, type EmailContent } from "#domain/email.ts";

/** A place in a text that each mail fills in for itself. */
export type Slot =
  /** The value of a token: its place among {@link Template.tokens}. */
  | { readonly kind: "value"; readonly value: number; readonly within: "html" | "text" | "header" | "url" }
  /** A link of the mail: its place among {@link Template.links}. */
  | { readonly kind: "link"; readonly link: number; readonly within: "html" | "text" }
  /** A link that only this mail has. */
  | { readonly kind: "unsubscribe" | "view" | "pixel"; readonly within: "html" | "text" };

/** A text as literal parts and slots in turn. */
export type Parts = readonly (string | Slot)[];

/** Where a link leads, with tokens of its own. */
export type Target = readonly (string | { readonly value: number })[];

/** An e-mail made ready to be written many times. */
export interface Template {
  /** The tokens whose values a mail carries, as they are written. */
  readonly tokens: readonly string[];
  readonly links: readonly Target[];
  readonly fromName: Parts;
  readonly fromAddress: Parts;
  readonly replyTo: Parts;
  readonly subject: Parts;
  readonly html: Parts | undefined;
  readonly text: Parts;
  /** It can be unsubscribed from. */
  readonly marketing: boolean;
}

export interface TemplateOptions {
  /** Marketing mail without an unsubscribe link of its own gets one at its end. */
  readonly marketing: boolean;
  /** Links lead through us, and opening is noticed. */
  readonly tracked: boolean;
  /** What the added unsubscribe link says. */
  readonly unsubscribe: string;
}

/** A link that each mail has its own of. */
export const isMailLink = (token: Token): boolean =>
  token.family === "system" && (MAIL_LINKS as readonly string[]).includes(token.name.toLowerCase());

/** The tokens of an e-mail whose values depend on whom it goes to, each once, in the order of their first use. */
export function tokensOf(content: EmailContent): string[] {
  const found = new Set<string>();
  for (const [name, text] of textsOf(content))
    for (const part of parseTokens(text))
      if (typeof part !== "string" && !isMailLink(part))
        found.add(name === "html" ? decoded(part.written) : part.written);
  return [...found];
}

/** What a piece of HTML says: an editor writes `&amp;` into a token, too. */
const decoded = (html: string): string =>
  html.replace(/&#?\w+;/g, (entity) => {
    const [node] = parseFragment(entity).childNodes;
    return node && "value" in node ? node.value : entity;
  });

/** Makes an e-mail ready: finds its links and tokens once for all who get it. */
export function template(content: EmailContent, options: TemplateOptions): Template {
  const tokens = tokensOf(content);
  const value = new Map(tokens.map((token, index) => [token, index]));
  const links: Target[] = [];
  const known = new Map<string, number>();
  const linkTo = (address: string): number => {
    let place = known.get(address);
    if (place === undefined) {
      place = links.push(target(address, value)) - 1;
      known.set(address, place);
    }
    return place;
  };
  const header = (text: string): Parts => slots(text, "header", value);
  const html = content.html.trim() ? htmlParts(content, options, value, linkTo) : undefined;
  return {
    tokens,
    links,
    fromName: header(content.fromName),
    fromAddress: header(content.fromAddress),
    replyTo: header(content.replyTo),
    subject: header(content.subject),
    html,
    text: textParts(content, options, value, linkTo),
    marketing: options.marketing,
  };
}

/** Where the followed links of an e-mail lead, those that lead everybody to the same place. */
export const plainLinks = (content: EmailContent): string[] =>
  template(content, { marketing: false, tracked: true, unsubscribe: "" }).links.flatMap((link) =>
    link.every((part) => typeof part === "string") ? link.join("") : [],
  );

function slots(text: string, within: "html" | "text" | "header", value: ReadonlyMap<string, number>): Parts {
  return parseTokens(text).map((part): string | Slot => {
    if (typeof part === "string") return part;
    const name = part.name.toLowerCase();
    if (isMailLink(part))
      return within === "header" ? "" : { kind: name === "unsubscribelink" ? "unsubscribe" : "view", within };
    return {
      kind: "value",
      value: valueOf(within === "html" ? decoded(part.written) : part.written, value),
      within,
    };
  });
}

/** A token that nobody counted would show somebody else's value. */
function valueOf(written: string, value: ReadonlyMap<string, number>): number {
  const place = value.get(written);
  if (place === undefined) throw new Error(`the token ${written} has no value`);
  return place;
}

function target(address: string, value: ReadonlyMap<string, number>): Target {
  return parseTokens(address).map((part) =>
    typeof part === "string" ? part : { value: valueOf(part.written, value) },
  );
}

/** Whether a token that follows this much of an address is the address, or names its host; after that it is a value inside it. */
export const beginsAddress = (before: string): boolean => /^\s*(?:https?:\/\/[^/?#]*)?$/i.test(before);

// ------------------------------------------------------------------ HTML

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

/** A stretch of the source that something else takes the place of. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly put: Parts;
}

const WEB = /^\s*https?:\/\//i;

function htmlParts(
  content: EmailContent,
  { marketing, tracked, unsubscribe }: TemplateOptions,
  value: ReadonlyMap<string, number>,
  linkTo: (address: string) => number,
): Parts {
  const source = content.html;
  const cuts: Cut[] = [];
  let body: { start: number; end: number } | undefined;
  const visit = (node: Node): void => {
    if ("tagName" in node) {
      if (node.tagName === "body" && node.sourceCodeLocation?.startTag)
        body = {
          start: node.sourceCodeLocation.startTag.endOffset,
          end: node.sourceCodeLocation.endTag?.startOffset ?? source.length,
        };
      if (node.tagName === "a" || node.tagName === "area")
        cuts.push(...linkCut(node, tracked, value, linkTo));
    }
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(source, { sourceCodeLocationInfo: true }));
  const { start, end } = body ?? { start: 0, end: source.length };
  if (content.preheader)
    cuts.push({
      from: start,
      to: start,
      put: [
        '<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">',
        ...slots(content.preheader, "text", value).map((part) =>
          typeof part === "string" ? escapeHtml(part) : { ...part, within: "html" as const },
        ),
        "</div>",
      ],
    });
  const last: (string | Slot)[] = [];
  if (marketing && !hasUnsubscribe(source))
    last.push(
      '<p style="font-size:12px;color:#666;text-align:center"><a style="color:#666" href="',
      { kind: "unsubscribe", within: "html" },
      `">${escapeHtml(unsubscribe)}</a></p>`,
    );
  if (tracked)
    last.push(
      '<img alt="" width="1" height="1" style="display:block;border:0" src="',
      { kind: "pixel", within: "html" },
      '">',
    );
  if (last.length > 0) cuts.push({ from: end, to: end, put: last });
  return joined(
    source,
    cuts.toSorted((a, b) => a.from - b.from),
    value,
  );
}

function linkCut(
  node: Element,
  tracked: boolean,
  value: ReadonlyMap<string, number>,
  linkTo: (address: string) => number,
): Cut[] {
  const href = (node.attrs.find((one) => one.name === "href")?.value ?? "").trim();
  const place = node.sourceCodeLocation?.attrs?.["href"];
  if (
    !place ||
    !WEB.test(href) ||
    parseTokens(href).some((one) => typeof one !== "string" && isMailLink(one))
  )
    return [];
  const follow = tracked && !node.attrs.some((one) => one.name === "data-muster-untracked");
  const put: Parts = follow
    ? [{ kind: "link", link: linkTo(href), within: "html" }]
    : addressOf(href, "html", value);
  return [{ from: place.startOffset, to: place.endOffset, put: ['href="', ...put, '"'] }];
}

/** An address that leads where it says: a token inside it is a value, one that begins it may be all of it. */
function addressOf(written: string, within: "html" | "text", value: ReadonlyMap<string, number>): Parts {
  let before = "";
  return target(written, value).map((part): string | Slot => {
    if (typeof part !== "string")
      return { kind: "value", value: part.value, within: beginsAddress(before) ? within : "url" };
    before += part;
    return within === "html" ? escapeHtml(part) : part;
  });
}

const hasUnsubscribe = (text: string): boolean => /\{\{\s*system\s*\.\s*unsubscribelink\b/i.test(text);

function joined(source: string, cuts: readonly Cut[], value: ReadonlyMap<string, number>): Parts {
  const parts: (string | Slot)[] = [];
  let done = 0;
  for (const { from, to, put } of cuts) {
    if (from < done) continue;
    parts.push(...slots(source.slice(done, from), "html", value), ...put);
    done = to;
  }
  parts.push(...slots(source.slice(done), "html", value));
  return tidy(parts);
}

// ------------------------------------------------------------------ text

/** The plain text: as written, or read from the HTML. Its links are tracked like those of the HTML. */
function textParts(
  content: EmailContent,
  { marketing, tracked, unsubscribe }: TemplateOptions,
  value: ReadonlyMap<string, number>,
  linkTo: (address: string) => number,
): Parts {
  const source = content.text.trim() || !content.html.trim() ? content.text : readAsText(content.html);
  const parts: (string | Slot)[] = [];
  let done = 0;
  for (const match of source.matchAll(/https?:\/\/(?:\{\{[^{}]*\}\}|[^\s<>"'\]{}])+/gi)) {
    const written = match[0].replace(/[).,;:!?]+$/, "");
    parts.push(...slots(source.slice(done, match.index), "text", value));
    if (tracked) parts.push({ kind: "link", link: linkTo(written), within: "text" });
    else parts.push(...addressOf(written, "text", value));
    done = match.index + written.length;
  }
  parts.push(...slots(source.slice(done), "text", value));
  if (marketing && !hasUnsubscribe(source))
    parts.push(`\n\n${unsubscribe}: `, { kind: "unsubscribe", within: "text" }, "\n");
  return tidy(parts);
}

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({
  selector,
  options: { uppercase: false },
}));

/** HTML as plain text. Tokens go through it whole: in capitals, or broken over two lines, they would be others. */
function readAsText(html: string): string {
  const tokens: string[] = [];
  const held = parseTokens(html)
    .map((part) =>
      typeof part === "string" ? part : `\uE000${tokens.push(decoded(part.written)) - 1}\uE001`,
    )
    .join("");
  return convert(held, {
    wordwrap: 78,
    selectors: [{ selector: "img", format: "skip" }, ...HEADINGS],
  }).replace(/\uE000(\d+)\uE001/g, (_, place: string) => tokens[Number(place)] ?? "");
}

const tidy = (parts: readonly (string | Slot)[]): Parts => parts.filter((part) => part !== "");
