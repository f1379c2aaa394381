import PostalMime from "postal-mime";
import type { BounceCategory } from "#domain/email.ts";
import { categoryOf } from "./smtp-answer.ts";

/** What a server reports of a mail it had taken (RFC 3464). */
export interface BounceMessage {
  /** The Message-ID of the mail it is about, without its angle brackets. */
  readonly messageId: string;
  /** Why it did not arrive; nothing when it is only late, or did arrive. */
  readonly failed: { readonly answer: string; readonly category: BounceCategory } | undefined;
}

/** Reads a bounce message; nothing when it is none, or does not say which mail it is about. */
export async function readBounceMessage(raw: Buffer): Promise<BounceMessage | undefined> {
  const { attachments } = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    attachmentEncoding: "arraybuffer",
  });
  const contentOf = (...types: string[]): string | undefined => {
    const part = attachments.find(({ mimeType }) => types.includes(mimeType.toLowerCase()));
    return part && new TextDecoder().decode(part.content as ArrayBuffer).replaceAll("\r\n", "\n");
  };
  const report = contentOf("message/delivery-status", "message/global-delivery-status");
  const original = contentOf(
    "message/rfc822",
    "text/rfc822-headers",
    "message/global",
    "message/global-headers",
  );
  const messageId = original && fields(original)["message-id"]?.match(/<([^<>\s]+)>/)?.[1];
  if (report === undefined || messageId === undefined) return undefined;
  const failed = report
    .split(/\n\n+/)
    .map(fields)
    .find(({ action }) => /^failed/i.test(action ?? ""));
  return { messageId, failed: failed && reason(failed) };
}

/** The fields of one block of headers, by name in small letters. */
function fields(block: string): Record<string, string | undefined> {
  const [head = ""] = block.split("\n\n", 1);
  const lines = head.replace(/\n[ \t]+/g, " ").split("\n");
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** Given up after a day of “not now” says nothing for good of the address. */
function reason({ status = "", ...rest }: Record<string, string | undefined>): BounceMessage["failed"] {
  const said = (rest["diagnostic-code"] ?? "").replace(/^[\w-]+;\s*/, "");
  const answer = (said.includes(status) ? said : `${status} ${said}`.trim()).slice(0, 1000);
  return {
    answer,
    category: status.startsWith("4") ? "temporary" : categoryOf(answer, "RCPT TO"),
  };
}
