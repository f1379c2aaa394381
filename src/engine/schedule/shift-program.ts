import { isWritable, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { dayOf, zoned } from "#domain/calendar.ts";
import { wallInstant } from "#domain/wait.ts";
import type { Connection } from "#store/db.ts";

/** Something of a program that is still to come. */
export interface Movable {
  readonly kind: "run" | "note";
  readonly id: number;
  readonly at: Instant;
  readonly until: Instant | null;
}

/**
 * What of a program and its campaigns is still to come and is no day of a series, held until the transaction ends.
 *
 * @param besides a note that counts though it has begun: others go by it
 */
export async function holdMovable(
  tx: Connection,
  program: number,
  campaigns: readonly number[],
  now: Instant,
  besides?: number,
): Promise<Movable[]> {
  const from = sql`${toIso(now)}::timestamptz`;
  const runs = await tx.rows<Movable>(sql`
    select 'run' as kind, id, scheduled_for as at, null::timestamptz as until from campaign_run
    where campaign_id = any(${[...campaigns]}::integer[]) and kind = 'batch' and occurrence is null
      and (state = 'tentative' or (state = 'scheduled' and called_on is null)) and scheduled_for >= ${from} order by id for update`);
  const notes = await tx.rows<Movable>(sql`
    select 'note' as kind, id, starts_on as at, ends_on as until from calendar_note
    where program_id = ${program} and (starts_on >= ${from} or id = ${besides ?? null}::integer) order by id for update`);
  return [...runs, ...notes];
}

/** By how many days, and what of it begins at an instant of its own. */
export interface Shift {
  readonly anchor: Movable;
  readonly to: Instant;
  readonly zone: string;
  /** Nothing but the anchor is moved to before it. */
  readonly earliest: Instant;
  /** No run is moved to after it. */
  readonly latest: Instant;
}

/**
 * Moves everything by as many calendar days as the anchor moves, each at its own time of day (behaviour §6.2). Gives
 * what stayed, because it would have come too soon.
 *
 * @throws Fault `run.tooFar`, `calendar.years`
 */
export async function shiftAll(
  tx: Connection,
  all: readonly Movable[],
  { anchor, to, zone, earliest, latest }: Shift,
): Promise<{ moved: Movable[]; stayed: Movable[] }> {
  const days = daysBetween(anchor.at, to, zone);
  const moves = all.map((one) => {
    const at = one === anchor ? to : later(one.at, days, zone);
    return { one, at, until: one.until === null ? null : ((one.until + (at - one.at)) as Instant) };
  });
  const soon = ({ one, at }: (typeof moves)[number]): boolean => one !== anchor && at < earliest;
  const [goes, stays] = [moves.filter((move) => !soon(move)), moves.filter(soon)];
  if (goes.some(({ one, at }) => one.kind === "run" && at > latest))
    throw new Fault(problem("to", "run.tooFar"));
  if (!goes.every(({ at, until }) => isWritable(at) && (until === null || isWritable(until))))
    throw new Fault(problem("to", "calendar.years"));
  for (const [kind, table] of [
    ["run", sql`campaign_run t set scheduled_for = q.at`],
    ["note", sql`calendar_note t set starts_on = q.at, ends_on = q.until`],
  ] as const) {
    const some = goes.filter(({ one }) => one.kind === kind);
    await tx.rows(sql`update ${table} from unnest(${some.map(({ one }) => one.id)}::integer[], ${some.map(({ at }) => toIso(at))}::timestamptz[],
      ${some.map(({ until }) => until && toIso(until))}::timestamptz[]) q (id, at, until) where t.id = q.id`);
  }
  return { moved: goes.map(({ one }) => one), stayed: stays.map(({ one }) => one) };
}

/** How many calendar days later another instant is. */
export const daysBetween = (one: Instant, other: Instant, zone: string): number =>
  dayOf(one, zone).until(dayOf(other, zone), { largestUnit: "days" }).days;

/** The same time of day so many days later. */
export function later(at: Instant, days: number, zone: string): Instant {
  const wall = zoned(at, zone);
  return wallInstant(wall.toPlainDate().add({ days }), wall.toPlainTime(), zone);
}
