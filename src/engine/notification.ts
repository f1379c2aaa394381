import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";

/** What people are told of: the bell shows it, mail carries it. */
export type NotificationKind =
  | "campaign_failure"
  | "campaign_abort"
  | "campaign_idle"
  | "campaign_switched_off"
  | "run_missed"
  | "blocked_by_limit"
  | "loop_guard"
  | "loop_held"
  | "import_failure"
  | "mail_down";

export async function notify(
  runner: Runner,
  at: Instant,
  kind: NotificationKind,
  subject: string,
  detail: object,
): Promise<void> {
  await runner.rows(sql`insert into notification (noted_on, kind, subject, detail)
    values (${toIso(at)}::timestamptz, ${kind}, ${subject}, ${JSON.stringify(detail)}::jsonb)`);
}
