import { toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { NotificationKind } from "#domain/notification.ts";
import type { Runner } from "#store/db.ts";

export async function notify(
  runner: Runner,
  at: Instant,
  kind: NotificationKind,
  subject: string,
  detail: object,
): Promise<void> {
  await runner.rows(
    notifying(
      sql`select ${toIso(at)}::timestamptz, ${kind}::text, ${subject}::text, ${JSON.stringify(detail)}::jsonb`,
    ),
  );
}

/**
 * Notes what `told` gives: instant, kind, subject, detail. From the same transaction on it waits to go by mail to those who
 * get its kind (see `write-notices.ts`).
 *
 * @param before what `told` reads from, that has to be done in the same statement
 */
export const notifying = (told: Sql, before?: Sql): Sql => sql`
  with ${before ? sql`${before},` : sql``} noted as (insert into notification (noted_on, kind, subject, detail) ${told} returning id, kind)
  insert into notification_waiting (address, kind, notification_id)
  select m.address, m.kind, noted.id from noted join notification_mail m on m.kind = noted.kind`;
