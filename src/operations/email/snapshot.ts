import { sql } from "#kernel/sql.ts";
import type { EmailContent } from "#domain/email.ts";
import { tokensOf } from "#mail/template.ts";
import { nowOf, type Change } from "../change.ts";
import { sameContent } from "./email-shape.ts";

/** The newest version of an e-mail, when it says just this; else a new one that does. Gives its number in the table. */
export async function snapshot(change: Change, emailId: number, content: EmailContent): Promise<number> {
  const [last] = await change.tx.rows<{ id: number; number: number; content: EmailContent }>(
    sql`select id, number, content from email_version where email_id = ${emailId} order by number desc limit 1`,
  );
  if (last && sameContent(content, last.content)) return last.id;
  const [row] = await change.tx.rows<{
    id: number;
  }>(sql`insert into email_version (email_id, number, content, tokens, created_on)
    values (${emailId}, ${(last?.number ?? 0) + 1}, ${JSON.stringify(content)}::jsonb, ${tokensOf(content)}::text[], ${nowOf(change)}) returning id`);
  return row?.id ?? 0;
}
