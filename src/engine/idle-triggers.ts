import { day, micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { changeDefinitions, type Engine } from "./engine.ts";
import { notify } from "./notification.ts";
import { deactivateWithin } from "./runs.ts";

/** So long nobody has entered an active campaign before it is idle, and so long it stays active once that was said (behaviour §4.7). */
const IDLE = 182 * day;
export const NOTICE = 7 * day;

/** How often it is worth looking for idle campaigns. */
export const IDLE_CHECK = day;

/** When to look for idle campaigns next, where they were looked for at `checked`; null when none can be idle. */
export const nextIdleCheck = (checked: Instant): Sql =>
  sql`select greatest(min(r.started_on) + ${IDLE}::bigint * interval '1 microsecond', ${toIso(micros(checked + IDLE_CHECK))}::timestamptz)
    from campaign c join campaign_run r on r.id = c.active_run_id where c.deleted_on is null and r.kind = 'trigger'`;

interface Idle {
  readonly campaign: number;
  readonly name: string;
  readonly run: number;
  readonly told: boolean;
  /** The week is over. */
  readonly over: boolean;
}

/**
 * Says of trigger campaigns that have been active for half a year without anybody entering that they will be switched
 * off, and does so a week later, unless somebody entered or it was activated anew meanwhile. Safe to do twice, or at once.
 */
export async function cleanUpIdle(engine: Engine): Promise<void> {
  const now = engine.clock.now();
  const since = sql`${toIso(micros(now - IDLE))}::timestamptz`;
  const idle = sql`not exists (select from shard s join membership m on m.shard = s.shard and m.campaign_id = c.id where m.last_on > ${since})`;
  await engine.db.rows(sql`update campaign_run r set told_idle_on = null from campaign c
    where c.active_run_id = r.id and r.told_idle_on is not null and not (${idle})`);
  const found = await engine.db.rows<Idle>(sql`
    select c.id as campaign, c.name, r.id as run, r.told_idle_on is not null as told, coalesce(r.told_idle_on <= ${toIso(micros(now - NOTICE))}::timestamptz, false) as over
    from campaign c join campaign_run r on r.id = c.active_run_id
    where c.deleted_on is null and r.kind = 'trigger' and r.started_on <= ${since} and ${idle} order by c.id`);
  await tell(
    engine,
    found.filter(({ told }) => !told),
  );
  for (const one of found.filter(({ over }) => over)) await switchOff(engine, one);
}

async function tell(engine: Engine, idle: readonly Idle[]): Promise<void> {
  if (idle.length === 0) return;
  const now = engine.clock.now();
  await engine.db.transaction("read", async (tx) => {
    const told = await tx.rows<{ campaign: number }>(sql`
      update campaign_run set told_idle_on = ${toIso(now)}::timestamptz where id = any(${idle.map(({ run }) => run)}::integer[]) and told_idle_on is null
      returning campaign_id as campaign`);
    const off = toIso(micros(now + NOTICE));
    for (const { campaign, name } of idle)
      if (told.some((one) => one.campaign === campaign))
        await notify(tx, now, "campaign_idle", name, { campaign, off });
  });
}

async function switchOff(engine: Engine, { campaign, name, run }: Idle): Promise<void> {
  const now = engine.clock.now();
  await changeDefinitions(engine, async (tx) => {
    const still = await tx.rows(
      sql`select from campaign where id = ${campaign} and active_run_id = ${run} and deleted_on is null`,
    );
    if (still.length === 0) return;
    await deactivateWithin(engine, tx, campaign, now);
    await notify(tx, now, "campaign_switched_off", name, { campaign });
  });
}
