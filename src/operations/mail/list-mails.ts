import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { deliveryStates, mailKinds, noticeValues } from "#domain/email.ts";
import { defineOperation } from "../define.ts";
import { findPerson } from "../find.ts";

const LARGEST = Number.MAX_SAFE_INTEGER;

export const mailSummary = z.object({
  id: z.int(),
  kind: z.enum(mailKinds),
  state: z.enum(deliveryStates),
  to: z.string(),
  person: z.int().nullable().meta({ description: "Null: a notice, which is about nobody" }),
  email: z.string().meta({ description: "The e-mail's name; of a notice its subject" }),
  campaign: z.string().nullable(),
  createdOn: z.string(),
  sentOn: z.string().nullable(),
  tries: z.int(),
  answer: z.string().nullable().meta({ description: "What the server said last, or why it was stopped" }),
});
export type MailSummary = z.infer<typeof mailSummary>;

interface Row extends Omit<MailSummary, "kind" | "state" | "createdOn" | "sentOn"> {
  readonly kind: number;
  readonly state: number;
  readonly createdOn: Instant;
  readonly sentOn: Instant | null;
}

/** What a list of mails shows of deliveries `d`. */
export const mailColumns = sql`select d.id, d.kind, d.state, d.address as to, nullif(d.person_id, 0) as person, coalesce(m.name, d.tokens[${noticeValues.indexOf("subject") + 1}::integer]) as email, c.name as campaign, d.created_on as "createdOn", d.sent_on as "sentOn", d.tries, d.answer
  from delivery d left join email_version v on v.id = d.version_id left join email m on m.id = v.email_id
  left join campaign_run r on r.id = d.run_id left join campaign c on c.id = r.campaign_id`;

export const summaryOf = ({ kind, state, createdOn, sentOn, ...row }: Row): MailSummary => ({
  ...row,
  kind: mailKinds[kind] ?? "email",
  state: deliveryStates[state] ?? "queued",
  createdOn: toIso(createdOn),
  sentOn: sentOn === null ? null : toIso(sentOn),
});

export const listMails = defineOperation({
  id: "list-mails",
  noun: "mail",
  verb: "list",
  method: "GET",
  path: "/api/mails",
  summary: "List the mails, newest first: what was sent, what waits, what came back",
  effect: "read",
  errors: ["person.unknown"],
  input: z.strictObject({
    person: z.string().optional().meta({ description: "Only theirs: number or e-mail" }),
    state: z.enum(deliveryStates).optional(),
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
  async run({ engine }, { person, state, before, limit }) {
    const whose = person === undefined ? undefined : await findPerson(engine.db, person);
    const theirs = whose ? sql`d.shard = ${whose.shard}::smallint and d.person_id = ${whose.id}` : sql`true`;
    const standing = state ? sql`d.state = ${deliveryStates.indexOf(state)}::smallint` : sql`true`;
    const rows = await engine.db.rows<Row>(
      sql`${mailColumns} where d.id < ${before}::bigint and ${theirs} and ${standing} order by d.id desc limit ${limit}`,
    );
    return {
      mails: rows.map(summaryOf),
      next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    };
  },
});
