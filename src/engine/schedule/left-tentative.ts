import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Engine } from "../engine.ts";
import { notifying } from "../notification.ts";

/** A tentative run `r` of whose time nobody has been told that it has come. */
const untold = sql`r.state = 'tentative' and r.told_for is distinct from r.scheduled_for`;

/** When the time of the next tentative run comes. */
export const nextTentative = sql`select min(r.scheduled_for) from campaign_run r where ${untold}`;

/** Tells of the runs that were still tentative when their time came: they did not run. Safe to do twice, or at once. */
export async function tellLeftTentative({ db, clock }: Engine): Promise<void> {
  const at = sql`${toIso(clock.now())}::timestamptz`;
  const passed = sql`passed as (update campaign_run r set told_for = r.scheduled_for
    where ${untold} and r.scheduled_for <= ${at} returning r.id, r.campaign_id, r.title)`;
  const told = sql`select ${at}, 'run_tentative', coalesce(p.title, c.name), jsonb_build_object('campaign', c.id, 'run', p.id)
    from passed p join campaign c on c.id = p.campaign_id and c.deleted_on is null`;
  await db.rows(notifying(told, passed));
}
