import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { join, sql, type Sql } from "#kernel/sql.ts";
import { deliveryStates, mailKinds, noticeContent, noticeValues } from "#domain/email.ts";
import { subjectOf } from "#mail/message.ts";
import { clickEmail } from "#vocabulary/activities/click-email.ts";
import type { Runner } from "#store/db.ts";
import { defineOperation } from "../define.ts";
import { findId, findPerson, key } from "../find.ts";

const LARGEST = Number.MAX_SAFE_INTEGER;

export const mailSummary = z.object({
  id: z.int(),
  kind: z.enum(mailKinds),
  state: z.enum(deliveryStates),
  to: z.string(),
  person: z.int().nullable().meta({ description: "Null: a notice, which is about nobody" }),
  email: z.string().meta({ description: "The e-mail's name; of a notice its subject" }),
  emailId: z.int().nullable(),
  subject: z.string().meta({ description: "As its reader sees it" }),
  campaign: z.string().nullable(),
  campaignId: z.int().nullable(),
  createdOn: z.string(),
  sentOn: z.string().nullable(),
  openedOn: z
    .string()
    .nullable()
    .meta({ description: "When it was first opened, as far as pictures were shown" }),
  clickedOn: z.string().nullable().meta({ description: "When a link in it was first clicked" }),
  tries: z.int(),
  answer: z.string().nullable().meta({ description: "What the server said last, or why it was stopped" }),
});
export type MailSummary = z.infer<typeof mailSummary>;

type Instants = "createdOn" | "sentOn" | "openedOn" | "clickedOn";

interface Row extends Omit<MailSummary, "kind" | "state" | "subject" | Instants> {
  readonly kind: number;
  readonly state: number;
  readonly createdOn: Instant;
  readonly sentOn: Instant | null;
  readonly openedOn: Instant | null;
  readonly clickedOn: Instant | null;
  /** As it was written, with the tokens of the e-mail; null: of a notice. */
  readonly subject: string | null;
  readonly named: string[] | null;
  readonly values: string[];
  readonly rich: number[] | null;
}

/** The subject of a notice `d`. */
const noticed = sql`d.tokens[${noticeValues.indexOf("subject") + 1}::integer]`;
const NOTICE_TOKENS = noticeValues.map((name) => `{{notice.${name}}}`);

/** When a link in a delivery `d` was first clicked. */
const CLICKED = sql`case when d.kind = 0 then (select min(a.occurred_on) from activity a where a.shard = d.shard and a.person_id = d.person_id
  and a.occurred_on >= d.created_on and a.type_id = ${clickEmail.id}::integer and a.entry_id = d.entry_id and a.step = d.step) end`;

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));

/** The newest deliveries `d` of which a condition holds. What their e-mails say is read once, not for every mail. */
export async function mailsOf(runner: Runner, condition: Sql, limit: number): Promise<MailSummary[]> {
  const rows = await runner.rows<Row>(sql`
    with page as materialized (select d.* from delivery d where ${condition} order by d.id desc limit ${limit}),
    said as materialized (select id, email_id, content ->> 'subject' as subject, tokens from email_version where id in (select version_id from page))
    select d.id, d.kind, d.state, d.address as to, nullif(d.person_id, 0) as person, coalesce(m.name, ${noticed}) as email, m.id as "emailId", v.subject, c.name as campaign, c.id as "campaignId",
      d.created_on as "createdOn", d.sent_on as "sentOn", d.opened_on as "openedOn", ${CLICKED} as "clickedOn", d.tries, d.answer, v.tokens as named, d.tokens as values, d.rich
    from page d left join said v on v.id = d.version_id left join email m on m.id = v.email_id
      left join campaign_run r on r.id = d.run_id left join campaign c on c.id = r.campaign_id order by d.id desc`);
  return rows.map(summaryOf);
}

function summaryOf({ named, values, rich, subject, ...row }: Row): MailSummary {
  const kind = mailKinds[row.kind] ?? "email";
  return {
    ...row,
    kind,
    subject: subjectOf(subject ?? noticeContent.subject, named ?? NOTICE_TOKENS, { kind, values, rich }),
    state: deliveryStates[row.state] ?? "queued",
    createdOn: toIso(row.createdOn),
    sentOn: isoOf(row.sentOn),
    openedOn: isoOf(row.openedOn),
    clickedOn: isoOf(row.clickedOn),
  };
}

/** Whose recipient, e-mail, campaign or subject has a text in it; of a subject as it was written, with its tokens. */
const holding = (
  text: string,
): Sql => sql`(d.version_id in (select v.id from email_version v join email m on m.id = v.email_id
    where strpos(fold(m.name), fold(${text})) > 0 or strpos(fold(v.content ->> 'subject'), fold(${text})) > 0)
  or d.run_id in (select r.id from campaign_run r join campaign c on c.id = r.campaign_id where strpos(fold(c.name), fold(${text})) > 0)
  or strpos(fold(d.address), fold(${text})) > 0
  or d.kind = ${mailKinds.indexOf("notice")}::smallint and strpos(fold(${noticed}), fold(${text})) > 0)`;

export const listMails = defineOperation({
  id: "list-mails",
  noun: "mail",
  verb: "list",
  method: "GET",
  path: "/api/mails",
  summary: "List the mails, newest first: what was sent, what waits, what came back",
  effect: "read",
  errors: ["person.unknown", "not.found", "name.ambiguous"],
  input: z.strictObject({
    person: z.string().optional().meta({ description: "Only theirs: number or e-mail" }),
    email: key("e-mail").optional().meta({ description: "Only this e-mail: number or name" }),
    search: z.string().max(255).default("").meta({
      description:
        "Only where this is part of the recipient, the e-mail, the campaign, or the subject as it was written",
    }),
    state: z.union([z.enum(deliveryStates), z.array(z.enum(deliveryStates))]).optional(),
    before: z.coerce
      .number()
      .int()
      .min(1)
      .max(LARGEST)
      .default(LARGEST)
      .meta({ description: "Those with a smaller number: the answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({ mails: z.array(mailSummary), next: z.int().nullable() }),
  shown: ({ mails, next }) => ({
    mails: mails.map(({ id, to, subject, email, campaign, state, createdOn, tries, answer }) => {
      return { id, to, subject, email, campaign, state, createdOn, tries: tries > 1 ? tries : null, answer };
    }),
    next,
  }),
  async run({ engine }, { person, email, search, state, before, limit }) {
    const whose = person === undefined ? undefined : await findPerson(engine.db, person);
    const which = email === undefined ? undefined : await findId(engine.db, "email", email);
    const text = search.normalize("NFC").trim();
    const states = [state ?? []].flat().map((one) => deliveryStates.indexOf(one));
    const conditions = [
      sql`d.id < ${before}::bigint`,
      ...(whose ? [sql`d.shard = ${whose.shard}::smallint and d.person_id = ${whose.id}`] : []),
      ...(which === undefined
        ? []
        : [sql`d.version_id in (select id from email_version where email_id = ${which})`]),
      ...(text ? [holding(text)] : []),
      ...(states.length > 0 ? [sql`d.state = any(${states}::smallint[])`] : []),
    ];
    const mails = await mailsOf(engine.db, join(conditions, " and "), limit);
    return { mails, next: mails.length === limit ? (mails.at(-1)?.id ?? null) : null };
  },
});
