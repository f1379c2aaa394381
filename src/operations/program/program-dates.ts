import { day, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { occurrences, type Recurrence } from "#domain/recurrence.ts";
import type { Runner } from "#store/db.ts";

/** Something that stands on the calendar of a program by a date of its own: a run that is no day of a series, or a note. */
export interface Dated {
  readonly kind: "run" | "note";
  readonly id: number;
  /** Its campaign, or a note's program. */
  readonly of: number;
  readonly name: string;
  /** Of a run. */
  readonly state: string | null;
  readonly at: Instant;
  readonly until: Instant | null;
}

/** What some programs and campaigns have on the calendar, or had, but for what was cancelled; the earliest first. */
export const datesOf = (
  runner: Runner,
  programs: readonly number[],
  campaigns: readonly number[],
): Promise<Dated[]> =>
  runner.rows<Dated>(sql`
    select 'run' as kind, r.id, r.campaign_id as of, coalesce(r.title, c.name) as name, r.state, r.scheduled_for as at, null::timestamptz as until
    from campaign_run r join campaign c on c.id = r.campaign_id
    where r.campaign_id = any(${[...campaigns]}::integer[]) and r.kind = 'batch' and r.state <> 'cancelled' and r.occurrence is null
    union all
    select 'note', n.id, n.program_id, n.name, null, n.starts_on, n.ends_on
    from calendar_note n where n.program_id = any(${[...programs]}::integer[])
    order by at, kind desc, id`);

/** How a campaign repeats, or would as it is pencilled in, and when it does so next. */
export interface Repeating {
  readonly campaign: number;
  readonly name: string;
  readonly recurrence: Recurrence;
  readonly tentative: boolean;
  readonly next: Instant;
}

/** The series of some campaigns that have days to come, the next first. */
export async function seriesOf(
  runner: Runner,
  campaigns: readonly number[],
  now: Instant,
): Promise<Repeating[]> {
  const rows = await runner.rows<Omit<Repeating, "next"> & { next: Instant | null }>(sql`
    select c.id as campaign, c.name, s.recurrence, s.tentative, s.next_at as next from schedule s join campaign c on c.id = s.campaign_id
    where c.id = any(${[...campaigns]}::integer[]) and (s.next_at is not null or s.tentative) order by c.id`);
  return rows
    .flatMap((row) => {
      const next = row.next ?? nextOf(row.recurrence, now);
      return next === undefined ? [] : [{ ...row, next }];
    })
    .toSorted((one, other) => one.next - other.next);
}

/** When a series has its first day after an instant; nothing when it is over. */
export const nextOf = (recurrence: Recurrence, after: Instant): Instant | undefined =>
  [...occurrences(recurrence, after).take(1)][0]?.at;

/** What is further apart belongs to two times that something took place. */
const ROUND = 60 * day;

/**
 * The entry that one means by the beginning of a program: the first that is to come; where all is over the first of the
 * last time it took place (docs/decisions/0064-what-the-dates-of-a-clone-are-counted-from.md).
 */
export function usualAnchor(all: readonly Dated[], now: Instant): Dated | undefined {
  const coming = all.find(({ at }) => at >= now);
  if (coming) return coming;
  const begins = all.findLastIndex(
    ({ at }, index) => index === 0 || at - (all[index - 1] as Dated).at > ROUND,
  );
  return all[begins];
}
