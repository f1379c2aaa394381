import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Database, Runner } from "#store/db.ts";

/** What a database is, as far as a demo world is concerned. */
export type Standing =
  /** Nobody has made or changed anything in it. */
  | "empty"
  /** A demo world is being made, or its maker died. */
  | "unfinished"
  | "used";

export async function standingOf(runner: Runner): Promise<Standing> {
  const [row] = await runner.rows<{ standing: Standing }>(sql`select case
    when exists (select from demo where made_on is null) then 'unfinished'
    when exists (select from demo) or exists (select from audit_event) or exists (select from person) or exists (select from activity)
      or exists (select from import) or exists (select from campaign) or exists (select from folder)
      or exists (select from clock where stopped_at is not null or offset_us <> 0) then 'used'
    else 'empty' end as standing`);
  return row?.standing ?? "used";
}

/** Says that a demo world is being made; gives whether nobody had said so. */
export async function beginDemo(runner: Runner): Promise<boolean> {
  const rows = await runner.rows(sql`insert into demo default values on conflict do nothing returning one`);
  return rows.length > 0;
}

export async function noteDone(runner: Runner, done: number): Promise<void> {
  await runner.rows(sql`update demo set done = ${done}`);
}

/** Says that it is whole, and what belongs to it: everything there is. On the disk when it comes back. */
export async function finishDemo(db: Database, until: Instant): Promise<void> {
  await db.transaction(
    "read",
    (tx) =>
      tx.rows(sql`update demo set made_on = ${toIso(until)}::timestamptz, done = 1, folder_id = (select id from folder where name = 'Demo' and parent_id is null),
        last_person = (select max(id) from person), fields = array(select name from field where not standard), activity_types = array(select name from activity_type),
        last = jsonb_build_object('campaign', (select max(id) from campaign), 'list', (select max(id) from static_list), 'smart list', (select max(id) from smart_list),
          'email', (select max(id) from email), 'folder', (select max(id) from folder))`),
    "set local synchronous_commit = on",
  );
}
