import { toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { AuditAction, AuditObject } from "#domain/audit-words.ts";
import type { Runner } from "#store/db.ts";

/** Leaves who changed which definition; part of the change's transaction. */
export async function audit(
  runner: Runner,
  at: Instant,
  actor: string,
  action: AuditAction,
  object: AuditObject,
  id: string | number,
  detail: object = {},
): Promise<void> {
  await runner.rows(sql`insert into audit_event (occurred_on, actor, action, object, object_id, name, detail)
    values (${toIso(at)}::timestamptz, ${actor}, ${action}, ${object}, ${String(id)}, ${nameOf(object, id, detail)}, ${JSON.stringify(detail)}::jsonb)`);
}

/** What is different after a change, for its detail; what stood there under `before`. */
export function changesOf(before: object, after: object): object {
  const old = new Map(Object.entries(before));
  const changed = Object.entries(after).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(old.get(name)),
  );
  if (changed.length === 0) return {};
  return {
    ...Object.fromEntries(changed),
    before: Object.fromEntries(changed.map(([name]) => [name, old.get(name) ?? null])),
  };
}

/** What it is called then: it may be gone later. */
function nameOf(object: AuditObject, id: string | number, { name }: { name?: unknown }): Sql {
  if (typeof name === "string") return sql`${name}::text`;
  if (NAMED_BY_ID.has(object)) return sql`${String(id)}::text`;
  return NAMES[object]?.(id) ?? sql`null::text`;
}

const NAMED_BY_ID: ReadonlySet<AuditObject> = new Set(["suppression", "notification mail", "member field"]);
const NAMES: Partial<Record<AuditObject, (id: string | number) => Sql>> = {
  campaign: (id) => sql`(select name from campaign where id = ${Number(id)}::integer)`,
  list: (id) => sql`(select name from static_list where id = ${Number(id)}::integer)`,
  "smart list": (id) => sql`(select name from smart_list where id = ${Number(id)}::integer)`,
  email: (id) => sql`(select name from email where id = ${Number(id)}::integer)`,
  folder: (id) => sql`(select name from folder where id = ${Number(id)}::integer)`,
  program: (id) => sql`(select name from folder where id = ${Number(id)}::integer)`,
  channel: (id) => sql`(select name from channel where id = ${Number(id)}::integer)`,
  "calendar entry": (entry) => {
    const id = sql`${Number(String(entry).split("-")[1])}::integer`;
    return String(entry).startsWith("note-")
      ? sql`(select name from calendar_note where id = ${id})`
      : sql`(select coalesce(r.title, c.name) from campaign_run r join campaign c on c.id = r.campaign_id where r.id = ${id})`;
  },
  import: (id) => sql`(select name from import where id = ${Number(id)}::integer)`,
  field: (id) => sql`(select label from field where name = ${String(id)})`,
};
