import { day, SystemClock, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { sendEmail } from "#vocabulary/activities/send-email.ts";
import type { Engine } from "./engine.ts";
import { takeLease } from "./lease.ts";
import { advanceTo, startClock } from "./moved-clock.ts";
import type { Scheduler } from "./scheduler.ts";

/** Where a clock that is being moved began, and where it will be. */
export interface Way {
  readonly from: Instant;
  readonly to: Instant;
}

/** What happened while time passed. */
export interface Happened {
  /** Runs that everybody went through, up to the waits in which some may still be. */
  readonly runs: number;
  /** People for whom a campaign did something. */
  readonly people: number;
  /** E-mails sent to people. */
  readonly mails: number;
  /** Programs that expired. */
  readonly expired: number;
  /** Runs that were still tentative when their time came, so that they did not run. */
  readonly tentative: number;
}

/** The longest way at once: everything on it is done before anybody is answered. */
export const LONGEST_DAYS = 366;

const ways = new WeakMap<Engine, Way>();

/** The way on which this process moves the clock now. */
export const wayOf = (engine: Engine): Way | undefined => ways.get(engine);

/**
 * Moves the clock of a test or demo instance as if the time had passed, and tells what happened. Should the process die
 * on the way, the clock stands where it came to, and can be moved on from there.
 *
 * @param runOn afterwards it runs on from there, else it stands
 * @throws Fault `clock.back`, `clock.far`, or `clock.moving` when somebody else is at it
 */
export async function moveClock(
  engine: Engine,
  scheduler: Scheduler,
  to: Instant,
  runOn: boolean,
): Promise<Happened> {
  const lease = await takeLease(engine, "clock", 0);
  if (!lease) throw new Fault(problem("to", "clock.moving"));
  try {
    const from = engine.clock.now();
    if (to < from) throw new Fault(problem("to", "clock.back", { now: toIso(from) }));
    if (to > from + LONGEST_DAYS * day) throw new Fault(problem("to", "clock.far", { days: LONGEST_DAYS }));
    ways.set(engine, { from, to });
    const happened = await since(engine, from);
    await advanceTo(engine, scheduler, to);
    if (runOn) await startClock(engine, new SystemClock());
    return await happened();
  } finally {
    ways.delete(engine);
    await lease.giveBack();
  }
}

/** What is counted from the instant at which the clock began to move. */
type Counted = Pick<Happened, "runs" | "expired" | "tentative">;

/** Remembers what there is; gives what is new, when it is asked. By number, for at the instant `from` something may have happened before. */
async function since(engine: Engine, from: Instant): Promise<() => Promise<Happened>> {
  const when = sql`${toIso(from)}::timestamptz`;
  const counted = async (): Promise<Counted> => {
    const [row] = await engine.db.rows<Counted>(sql`select
      (select count(*) from campaign_run where coalesce(through_on, ended_on) >= ${when} and kind in ('batch', 'action') and state in ('done', 'waiting'))::integer as runs,
      (select count(*) from program where expired_on >= ${when})::integer as expired,
      (select count(*) from campaign_run where state = 'tentative' and told_for >= ${when})::integer as tentative`);
    return row ?? { runs: 0, expired: 0, tentative: 0 };
  };
  const before = await counted();
  const [newest] = await engine.db.rows<{ id: number }>(
    sql`select coalesce(max(id), 0) as id from activity where recorded_on >= ${when}`,
  );
  return async () => {
    const [told] = await engine.db.rows<Omit<Happened, keyof Counted>>(sql`
      select count(distinct (shard, person_id))::integer as people, count(*) filter (where type_id = ${sendEmail.id} and result = 0)::integer as mails
      from activity where recorded_on >= ${when} and id > ${newest?.id ?? 0} and run_id is not null`);
    const after = await counted();
    return {
      runs: after.runs - before.runs,
      people: told?.people ?? 0,
      mails: told?.mails ?? 0,
      expired: after.expired - before.expired,
      tentative: after.tentative - before.tentative,
    };
  };
}

/** How the clock of an instance goes. */
export interface ClockState {
  /** Otherwise than the machine's. */
  readonly moved: boolean;
  readonly stands: boolean;
}

export async function clockState(engine: Engine): Promise<ClockState> {
  const row = await engine.db.first<ClockState>(
    sql`select offset_us <> 0 or stopped_at is not null as moved, stopped_at is not null as stands from clock`,
  );
  return row ?? { moved: false, stands: false };
}
