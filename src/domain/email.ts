import { z } from "zod";
import type { Instant } from "#kernel/clock.ts";
import type { Sender } from "./catalog.ts";

const line = (most: number): z.ZodString =>
  z
    .string()
    .max(most)
    .regex(/^[^\r\n]*$/, "This is one line; remove its line breaks.");

/** What an e-mail says. Every text may have tokens. */
export const emailContentSchema = z.strictObject({
  fromName: line(255).default("").meta({ description: "Empty: the sender of the settings" }),
  fromAddress: line(255).default("").meta({ description: "Empty: the sender of the settings" }),
  replyTo: line(255).default(""),
  subject: line(998).default(""),
  preheader: line(500).default("").meta({ description: "What many mail programs show behind the subject" }),
  html: z.string().max(1_000_000).default(""),
  text: z
    .string()
    .max(1_000_000)
    .default("")
    .meta({ description: "The plain text part; empty: made from the HTML" }),
  operational: z
    .boolean()
    .default(false)
    .meta({ description: "Sent also to who unsubscribed, and over communication limits" }),
});
export type EmailContent = z.infer<typeof emailContentSchema>;

/** The texts of an e-mail, by the name of their field. */
export const textsOf = (content: EmailContent): [keyof EmailContent, string][] =>
  Object.entries(content).flatMap(([name, value]) =>
    typeof value === "string" ? [[name as keyof EmailContent, value]] : [],
  );

/** Links that each mail has its own of, made when it is sent. */
export const MAIL_LINKS = ["unsubscribelink", "viewaswebpagelink"] as const;

/**
 * What a delivery is for, in the order of the numbers in `delivery.kind`. Tests go to who tries something, and count nowhere;
 * notices tell of notifications.
 */
export const mailKinds = ["email", "alert", "test", "test alert", "notice"] as const;
export type MailKind = (typeof mailKinds)[number];

export const isTest = (kind: MailKind): boolean => kind === "test" || kind === "test alert";

/** How a delivery stands, in the order of the numbers in `delivery.state`. `accepted`: handed over, not yet in the log. */
export const deliveryStates = ["queued", "accepted", "delivered", "bounced", "given up", "stopped"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** The version that notices are sent by: of no e-mail, its content is {@link noticeContent}. */
export const NOTICE_VERSION = 0;

/** A notice: all it says is its own values, in the order of {@link noticeValues}. */
export const noticeContent: EmailContent = {
  fromName: "Muster",
  fromAddress: "{{notice.from}}",
  replyTo: "",
  subject: "{{notice.subject}}",
  preheader: "",
  html: "{{notice.html}}",
  text: "{{notice.text}}",
  operational: true,
};
export const noticeValues = ["from", "subject", "html", "text"] as const;

/** A mail of the outbox. */
export interface Mail {
  readonly shard: number;
  readonly id: number;
  readonly kind: MailKind;
  /** One address; of an alert several, separated by commas. */
  readonly address: string;
  /** The values of the e-mail's tokens, in their order. */
  readonly values: readonly string[];
  /** Which of them are HTML as they are; null: none. */
  readonly rich: readonly number[] | null;
  readonly createdOn: Instant;
  /** The number of the version that is sent, and what it says. */
  readonly version: number;
  readonly content: EmailContent;
  readonly sender: Sender;
  /** The language of what Muster itself adds. */
  readonly language: "en" | "fr";
}

/** Who hands mails over to the world. */
export interface Carrier {
  /** How many mails at once. */
  readonly hands: number;
  /** Mails leave for the world: nobody who is made up gets one. */
  readonly leaves: boolean;
  /** Never throws. */
  hand(mail: Mail): Promise<Handed>;
  close(): Promise<void>;
}

/** Why a server refused a mail: the categories of Email Bounced and Email Bounced Soft (behaviour §5.5). */
export const bounceCategories = { spam: 1, invalid: 2, temporary: 3, technical: 4, unknown: 9 } as const;
export type BounceCategory = keyof typeof bounceCategories;

/**
 * What became of a mail: `accepted` by a server; `refused` for good; `later`: this one may be taken another time; `down`:
 * none can be handed over at present. `answer` is what the server said.
 */
export type Handed =
  | { readonly kind: "accepted" | "later" | "down"; readonly answer: string }
  | { readonly kind: "refused"; readonly answer: string; readonly category: BounceCategory };

/** The most mails one person may get from campaigns that heed it; null: no limit (behaviour §4.6). */
export interface MailLimits {
  readonly perDay: number | null;
  readonly per7Days: number | null;
}
