import { day, micros, toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { ensurePartitions } from "#store/partitions.ts";
import type { Engine } from "./engine.ts";
import { cleanUpIdle } from "./idle-triggers.ts";
import { forgetDeletedPrograms } from "./people/enrol-people.ts";
import { settleNames } from "./people/find-people.ts";

/** How long the answers of repeatable calls are kept. */
const KEPT = 7 * day;

/** What has to be done now and then: partitions ahead of the clock, what is over forgotten. Safe to do twice, or at once. */
export async function keepHouse(engine: Engine): Promise<void> {
  const now = engine.clock.now();
  await ensurePartitions(engine.db, now);
  await cleanUpIdle(engine);
  await forgetDeletedPrograms(engine);
  await settleNames(engine.db);
  // Who got the mail of a step matters only while its run goes on.
  await engine.db.rows(
    sql`delete from send_address a using campaign_run r where r.id = a.run_id and r.ended_on is not null`,
  );
  for (let gone = 1; gone > 0;)
    gone = (
      await engine.db
        .rows(sql`with old as (select key, item from call_item where answered_on < ${toIso(micros(now - KEPT))}::timestamptz limit 5000)
      delete from call_item c using old where c.key = old.key and c.item = old.item returning c.item`)
    ).length;
}
