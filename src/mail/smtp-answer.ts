import type { BounceCategory, Handed } from "#domain/email.ts";

/** What the connection says when a mail was not taken. */
export interface SmtpError extends Error {
  code?: string | undefined;
  response?: string | undefined;
  responseCode?: number | undefined;
  /** What was being done: `CONN`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  command?: string | undefined;
  rejectedErrors?: readonly SmtpError[] | undefined;
}

/** An answer as it is understood; `lost`: there was none, or the server ended the connection. */
export interface ReadAnswer {
  readonly answer: string;
  readonly lost: boolean;
  readonly handed: Handed;
}

/**
 * Understands why a server did not take a mail (RFC 5321, RFC 3463). What it says of the recipient or the text is of this
 * mail; what it says of the sender or of us may be mended within a day, and is tried again.
 */
export function readAnswer(error: SmtpError): ReadAnswer {
  const said = error.rejectedErrors?.[0] ?? error;
  const { responseCode = 0, command = "" } = said;
  const answer = (said.response ?? said.message).slice(0, 1000);
  // The server was not even asked: the address cannot be written in the language of mail, or the mail is larger than it takes.
  if (responseCode === 0 && (said.code === "EENVELOPE" || said.code === "EMESSAGE")) {
    const category = said.code === "EENVELOPE" ? "invalid" : "technical";
    return { answer, lost: false, handed: { kind: "refused", answer, category } };
  }
  if (responseCode === 0 || responseCode === 421)
    return { answer, lost: true, handed: { kind: "later", answer } };
  if (responseCode < 500 || command === "MAIL FROM" || responseCode === 530 || RELAY.test(answer))
    return { answer, lost: false, handed: { kind: "later", answer } };
  return { answer, lost: false, handed: { kind: "refused", answer, category: categoryOf(answer, command) } };
}

/** It does not let us send through it. */
const RELAY = /\brelay/i;
const SPAM = /\b(spam|blocked|black ?list|block ?list|policy|reputation|abuse|dmarc|spf|dkim)/i;

/** What a refusal for good is of: by the enhanced status code, where there is one; else by the code and the words. */
export function categoryOf(answer: string, command: string): BounceCategory {
  const [, subject = "", detail = ""] = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(answer) ?? [];
  if (subject === "7") return "spam";
  if (subject === "1") return Number(detail) >= 7 ? "technical" : "invalid";
  if (subject === "2") return detail === "1" ? "invalid" : "temporary";
  if (subject) return "technical";
  if (SPAM.test(answer)) return "spam";
  if (answer.startsWith("552")) return "temporary";
  if (command === "RCPT TO") return "invalid";
  return answer.startsWith("554") ? "spam" : "unknown";
}
