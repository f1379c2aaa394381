import { Fault, problem } from "#kernel/fault.ts";
import type { Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { mailKinds, noticeContent, type EmailContent, type Mail } from "#domain/email.ts";
import type { Engine } from "#engine/engine.ts";
import { whereIs, type DeliveryKey } from "#engine/outbox/change-delivery.ts";

/** A mail of the outbox, with what it goes back to. */
export interface MailRow {
  readonly mail: Mail;
  readonly personId: number;
  /** Null: a notice. */
  readonly emailId: number | null;
}

interface Row {
  readonly shard: number;
  readonly id: number;
  readonly kind: number;
  readonly address: string;
  readonly tokens: string[];
  readonly rich: number[] | null;
  readonly createdOn: Instant;
  readonly version: number;
  readonly content: EmailContent | null;
  readonly emailId: number | null;
  readonly personId: number;
}

/** Reads a mail, wherever it is now. @throws Fault `mail.link` when it is gone */
export async function readMail({ db, definitions }: Engine, key: DeliveryKey): Promise<MailRow> {
  const shard = await whereIs(db, key);
  const [row] =
    shard === undefined
      ? []
      : await db.rows<Row>(sql`select d.shard, d.id, d.kind, d.address, d.tokens, d.rich, d.created_on as "createdOn", d.person_id as "personId",
          d.version_id as version, v.content, v.email_id as "emailId"
        from delivery d left join email_version v on v.id = d.version_id where d.shard = ${shard}::smallint and d.id = ${key.id}`);
  if (!row) throw new Fault(problem("", "mail.link"));
  const { emailId, personId, tokens, kind, content, ...mail } = row;
  const { sender, language } = definitions.catalog;
  return {
    personId,
    emailId,
    mail: {
      ...mail,
      kind: mailKinds[kind] ?? "email",
      content: content ?? noticeContent,
      values: tokens,
      sender,
      language,
    },
  };
}
