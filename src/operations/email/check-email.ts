import { problem, type Problem } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import { isAddress, isLocalAddress } from "#domain/address.ts";
import { textsOf, type EmailContent } from "#domain/email.ts";
import { hasToken, parseTokens, type Token } from "#domain/token.ts";
import { isMailLink } from "#mail/template.ts";
import { checkTokens } from "#vocabulary/token.ts";

/** What keeps an e-mail from being sent. */
export function checkEmail(content: EmailContent, catalog: Catalog, path = "content"): Problem[] {
  const problems: Problem[] = [];
  if (!content.subject.trim())
    problems.push(problem(`${path}.subject`, "email.empty", { what: "a subject" }));
  if (!content.html.trim() && !content.text.trim())
    problems.push(
      problem(`${path}.html`, "email.empty", {
        what: "the HTML or the text",
      }),
    );
  if (!content.fromAddress.trim() && !catalog.sender.address)
    problems.push(problem(`${path}.fromAddress`, "email.noSender"));
  for (const name of ["fromAddress", "replyTo"] as const) {
    const address = content[name].trim();
    if (address && !hasToken(address) && !isAddress(address))
      problems.push(problem(`${path}.${name}`, "email.address", { value: address.slice(0, 100) }));
  }
  for (const [name, text] of textsOf(content))
    for (const token of parseTokens(text))
      if (typeof token !== "string" && !isMailLink(token))
        problems.push(...checkToken(token, catalog, `${path}.${name}`));
  return problems;
}

/** What it may be sent with, though it looks like a slip. */
export function warnOfEmail(content: EmailContent, catalog: Catalog, path = "content"): Problem[] {
  const { fromAddress, replyTo } = content;
  const addresses = { fromAddress: fromAddress.trim() || catalog.sender.address, replyTo: replyTo.trim() };
  return Object.entries(addresses).flatMap(([name, address]) =>
    isAddress(address) && !hasToken(address) && isLocalAddress(address)
      ? [problem(`${path}.${name}`, "email.local", { value: address.slice(0, 100) })]
      : [],
  );
}

/** A My Token may be another program's, which sends this: it must be one at all. */
function checkToken({ family, name, written }: Token, catalog: Catalog, path: string): Problem[] {
  if (family !== "my") return checkTokens(written, { catalog, path, folder: null, triggered: true });
  const known = [...catalog.folders.values()].some(({ tokens }) => tokens.has(name.toLowerCase()));
  return known ? [] : [problem(path, "token.unknown", { token: written })];
}
