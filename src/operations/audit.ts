import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";

/** Leaves who changed which definition; part of the change's transaction. */
export async function audit(
  runner: Runner,
  at: Instant,
  actor: string,
  action: string,
  object: string,
  id: string | number,
  detail: object = {},
): Promise<void> {
  await runner.rows(sql`insert into audit_event (occurred_on, actor, action, object, object_id, detail)
    values (${toIso(at)}::timestamptz, ${actor}, ${action}, ${object}, ${String(id)}, ${JSON.stringify(detail)}::jsonb)`);
}
