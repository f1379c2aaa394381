import { toIso, type Clock, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import { ensurePartitions } from "#store/partitions.ts";
import { changeDefinitions, type Engine } from "./engine.ts";
import { cleanUpIdle, IDLE_CHECK, nextIdleCheck } from "./idle-triggers.ts";
import { goesOn, runGoesOn } from "./pause.ts";
import { nextExpiration } from "./schedule/expiration.ts";
import { nextTentative } from "./schedule/left-tentative.ts";
import type { Scheduler } from "./scheduler.ts";
import { nextNotice } from "./write-notices.ts";

/** Sets the clock of a test or demo instance to a later instant and stops it there. */
export async function stopClockAt(engine: Engine, to: Instant): Promise<void> {
  const now = engine.clock.now();
  if (to < now) throw new Fault(problem("to", "clock.back", { now: toIso(now) }));
  await ensurePartitions(engine.db, now, to);
  await changeDefinitions(engine, (tx) =>
    tx.rows(sql`update clock set stopped_at = ${toIso(to)}::timestamptz`),
  );
}

/** Lets a stopped clock run on from where it stands. */
export async function startClock(engine: Engine, machine: Clock): Promise<void> {
  await changeDefinitions(engine, (tx) =>
    tx.rows(
      sql`update clock set offset_us = ${engine.clock.now() - machine.now()}::bigint, stopped_at = null`,
    ),
  );
}

/** How far a clock that was moved is ahead of the machine's, in microseconds. */
export async function aheadBy(engine: Engine, machine: Clock): Promise<number> {
  const row = await engine.db.first<{ moved: boolean }>(
    sql`select offset_us > 0 or stopped_at is not null as moved from clock`,
  );
  return row?.moved ? Math.max(0, engine.clock.now() - machine.now()) : 0;
}

/** Gives a clock that is ahead the machine's time back, and with it every log, unless `remembered` finds who goes by the time it told. */
export const returnClock = (engine: Engine, machine: Clock, remembered: Sql): Promise<void> =>
  changeDefinitions(engine, async (tx) => {
    const now = sql`${toIso(machine.now())}::timestamptz`;
    const returned = await tx.rows(
      sql`update clock set offset_us = 0, stopped_at = null where not exists (${remembered}) returning one`,
    );
    if (returned.length > 0) await tx.rows(sql`update shard set last_instant = least(last_instant, ${now})`);
  });

/** Moves the clock of a test or demo instance to `to` as if the time had passed. */
export const advanceTo = (engine: Engine, scheduler: Scheduler, to: Instant): Promise<void> =>
  passTime(engine, scheduler, to, (at) => stopClockAt(engine, at));

/**
 * Lets time pass until `to`: each thing that falls due on the way happens at its own instant, and all it causes, before
 * the next.
 *
 * @param moveTo moves the engine's clock forward
 * @param idle whether idle campaigns are switched off on the way; not while a world is made whose people come later
 */
export async function passTime(
  engine: Engine,
  scheduler: Scheduler,
  to: Instant,
  moveTo: (at: Instant) => Promise<void> | void,
  idle = true,
): Promise<void> {
  await scheduler.quiet();
  let checked = idle ? engine.clock.now() : undefined;
  const nextStop = () => nextDue(engine, to, checked);
  for (let next = await nextStop(); next !== undefined; next = await nextStop()) {
    if (next > engine.clock.now()) await moveTo(next);
    if (checked !== undefined && next >= checked + IDLE_CHECK) {
      await cleanUpIdle(engine);
      checked = next;
    }
    await scheduler.quiet();
  }
  await moveTo(to);
}

async function nextDue(
  engine: Engine,
  until: Instant,
  checked: Instant | undefined,
): Promise<Instant | undefined> {
  const [row] = await engine.db.rows<{ due: Instant | null }>(sql`select least(
    (select min(r.scheduled_for) from campaign_run r where r.state = 'scheduled' and r.called_on is null and ${runGoesOn}),
    (select min(next_at) from schedule where next_at is not null and ${goesOn(sql`campaign_id`)}),
    (${nextNotice}),
    (${nextExpiration}),
    (${nextTentative}),
    (${checked === undefined ? sql`null` : nextIdleCheck(checked)}),
    (select min(d.due) from shard s, lateral (select min(e.due) as due from entry e where e.shard = s.shard and e.due is not null and not e.paused) d)) as due`);
  const due = row?.due;
  return due == null || due > until ? undefined : due;
}

/** Lets the clock of an instance in which nothing has happened yet stand at any instant: where its time begins. */
export async function startInstanceAt(runner: Runner, start: Instant): Promise<void> {
  const rows = await runner.rows(
    sql`update clock set stopped_at = ${toIso(start)}::timestamptz where not exists (select from activity) returning one`,
  );
  if (rows.length === 0) throw new Fault(problem("to", "clock.back", { now: "later" }));
}
