import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Engine } from "./engine.ts";
import { notifying } from "./notification.ts";

/**
 * Tells of active campaigns that have become invalid: they stay active and admit nobody (behaviour §4.7). Each is told of
 * once, until it is sound again. Safe to do twice, or at once.
 */
export async function tellUnsound({ db, clock, definitions: { unsound } }: Engine): Promise<void> {
  const at = sql`${toIso(clock.now())}::timestamptz`;
  const ids = sql`${[...unsound]}::integer[]`;
  await db.rows(
    sql`update campaign set unsound_on = null where unsound_on is not null and id <> all(${ids})`,
  );
  if (unsound.length === 0) return;
  const found = sql`found as (update campaign set unsound_on = ${at}
    where id = any(${ids}) and unsound_on is null and active_run_id is not null and deleted_on is null returning id, name)`;
  const told = sql`select ${at}, 'campaign_invalid', f.name, jsonb_build_object('campaign', f.id) from found f`;
  await db.rows(notifying(told, found));
}
