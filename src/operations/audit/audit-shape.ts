import { z } from "zod";
import { day, micros, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { empty, join, sql, type Sql } from "#kernel/sql.ts";
import { auditActions, auditObjects, type AuditAction, type AuditObject } from "#domain/audit-words.ts";
import type { Runner } from "#store/db.ts";

export const auditEvent = z.object({
  id: z.int(),
  occurredOn: z.string(),
  actor: z.string().meta({ description: "`browser`: somebody in the pages; `api`: a program or a shell" }),
  action: z.string(),
  object: z.string(),
  objectId: z.string().nullable(),
  name: z.string().nullable().meta({ description: "As it was called then" }),
  exists: z.boolean().meta({ description: "Whether it has a page and is still there" }),
  detail: z.record(z.string(), z.unknown()).meta({
    description: "What was said; under `before` what stood there",
  }),
});
export type AuditEvent = z.infer<typeof auditEvent>;

const known = <T extends string>(of: Record<T, unknown>) => z.enum(Object.keys(of) as [T, ...T[]]);

export const auditInput = {
  object: known<AuditObject>(auditObjects).optional().meta({ description: "Only this kind of things" }),
  of: z.string().max(255).optional().meta({ description: "Only this one of the kind, by its number" }),
  action: known<AuditAction>(auditActions).optional().meta({ description: "Only this" }),
  actor: z.string().max(100).optional().meta({ description: "Only by them: browser, api, demo" }),
  search: z.string().max(255).optional().meta({ description: "Only things with this in their name" }),
};
type Asked = z.output<z.ZodObject<typeof auditInput>>;

/** How far back it is shown, and given as a file: in days (behaviour §5.7). */
export const SHOWN = 30;
export const EXPORTED = 183;

/** Since when, so many days before now. */
export const daysBefore = (now: Instant, days: number): Instant => micros(now - days * day);

/** After which line a page begins. */
export interface AuditCursor {
  readonly occurredOn: Instant;
  readonly id: number;
}

type Row = Omit<AuditEvent, "occurredOn" | "detail"> & {
  occurredOn: Instant;
  detail: Record<string, unknown> | null;
};

/**
 * A page of who changed what, newest first, through (occurred_on, id), or through (object, object_id, occurred_on, id)
 * of one thing.
 */
export async function readAudit(
  runner: Runner,
  asked: Asked,
  { since, after, limit }: { since: Instant; after?: AuditCursor | undefined; limit: number },
): Promise<{ events: AuditEvent[]; next: AuditCursor | undefined }> {
  const rows = await runner.rows<Row>(sql`
    select a.id, a.occurred_on as "occurredOn", a.actor, a.action, a.object, a.object_id as "objectId", a.name, a.detail, ${exists} as exists
    from (select * from audit_event a where ${join(conditionsOf(asked, since, after), " and ")}
      order by a.occurred_on desc, a.id desc limit ${limit}) a order by a.occurred_on desc, a.id desc`);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    events: rows.map((row) => ({ ...row, occurredOn: toIso(row.occurredOn), detail: row.detail ?? {} })),
    next: last && { occurredOn: last.occurredOn, id: last.id },
  };
}

const conditionsOf = (
  { object, of, action, actor, search }: Asked,
  since: Instant,
  after: AuditCursor | undefined,
): Sql[] =>
  [
    sql`a.occurred_on >= ${toIso(since)}::timestamptz`,
    after
      ? sql`(a.occurred_on, a.id) < (${toIso(after.occurredOn)}::timestamptz, ${after.id}::bigint)`
      : empty,
    object ? sql`a.object = ${object}` : empty,
    of ? sql`a.object_id = ${of}` : empty,
    action ? sql`a.action = ${action}` : empty,
    actor ? sql`a.actor = ${actor}` : empty,
    search?.trim() ? sql`strpos(fold(a.name), fold(${search.normalize("NFC").trim()})) > 0` : empty,
  ].filter((one) => one !== empty);

/** Whether what a line `a` is about is still there. */
const exists = sql`coalesce(case when a.object_id !~ '^[0-9]{1,9}$' then false else case a.object
  when 'campaign' then exists (select from campaign c where c.id = a.object_id::integer and c.deleted_on is null)
  when 'list' then exists (select from static_list l where l.id = a.object_id::integer and l.deleted_on is null)
  when 'smart list' then exists (select from smart_list l where l.id = a.object_id::integer and l.deleted_on is null)
  when 'email' then exists (select from email e where e.id = a.object_id::integer and e.deleted_on is null)
  when 'folder' then exists (select from folder f where f.id = a.object_id::integer and f.deleted_on is null)
  when 'program' then exists (select from folder f where f.id = a.object_id::integer and f.deleted_on is null)
  when 'channel' then exists (select from channel c where c.id = a.object_id::integer)
  when 'import' then exists (select from import i where i.id = a.object_id::integer)
  end end, false)`;

/** @throws Fault `cursor.invalid` */
export function readAuditCursor(text: string | undefined): AuditCursor | undefined {
  if (text === undefined) return undefined;
  const [, at, id] = /^(\d{1,17})\.(\d{1,15})$/.exec(text) ?? [];
  if (at === undefined) throw new Fault(problem("after", "cursor.invalid"));
  return { occurredOn: micros(Number(at)), id: Number(id) };
}
