import { second, SystemClock } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Engine } from "#engine/engine.ts";
import { aheadBy, returnClock } from "#engine/moved-clock.ts";
import type { DemoWorld } from "./demo-world.ts";

/** Everybody who is not of the demo world. */
export const ownPeople = ({ lastPerson }: Pick<DemoWorld, "lastPerson">): Sql => sql`select from shard s,
  lateral (select from person p where p.shard = s.shard and p.id > ${lastPerson} limit 1) one`;

/** Who goes by the time a clock that is ahead has told, and is not of the demo world: people, runs, series of runs. */
const remembered = (demo: DemoWorld): Sql => sql`${ownPeople(demo)}
  union all select from campaign_run where campaign_id > ${demo.last.campaign ?? 0}
  union all select from schedule where campaign_id > ${demo.last.campaign ?? 0}`;

/** How many seconds the clock is ahead of the machine's. */
export const secondsAhead = async (engine: Engine): Promise<number> =>
  Math.round((await aheadBy(engine, new SystemClock())) / second);

/**
 * How many seconds the clock will be ahead still when the demo world is gone. It tells today's time again if nobody's own
 * has come to be; who said MUSTER_CLOCK keeps the time in their own hands
 * (docs/decisions/0047-whose-clock-may-be-moved.md).
 */
export async function staysAhead(engine: Engine, demo: DemoWorld): Promise<number> {
  const ahead = await secondsAhead(engine);
  if (ahead === 0 || process.env["MUSTER_CLOCK"]) return ahead;
  const row = await engine.db.first<{ own: boolean }>(sql`select exists (${remembered(demo)}) as own`);
  return row?.own ? ahead : 0;
}

/** Gives today's time back, now that the demo world is gone, if that can be. */
export async function returnFromDemo(engine: Engine, demo: DemoWorld): Promise<void> {
  if (process.env["MUSTER_CLOCK"] || (await secondsAhead(engine)) === 0) return;
  await returnClock(engine, new SystemClock(), remembered(demo));
}
