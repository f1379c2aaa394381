import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { EmailContent } from "#domain/email.ts";
import type { Engine } from "#engine/engine.ts";
import { tokensOf } from "#mail/template.ts";
import type { Runner } from "#store/db.ts";
import { sameContent } from "./email-shape.ts";

/** The newest version of an e-mail, when it says just this; else a new one that does. Gives its number in the table. */
export async function snapshot(
  engine: Engine,
  runner: Runner,
  emailId: number,
  content: EmailContent,
): Promise<number> {
  const [last] = await runner.rows<{ id: number; number: number; content: EmailContent }>(
    sql`select id, number, content from email_version where email_id = ${emailId} order by number desc limit 1`,
  );
  if (last && sameContent(content, last.content)) return last.id;
  const [row] = await runner.rows<{
    id: number;
  }>(sql`insert into email_version (email_id, number, content, tokens, created_on)
    values (${emailId}, ${(last?.number ?? 0) + 1}, ${JSON.stringify(content)}::jsonb, ${tokensOf(content)}::text[], ${toIso(engine.clock.now())}::timestamptz) returning id`);
  return row?.id ?? 0;
}
