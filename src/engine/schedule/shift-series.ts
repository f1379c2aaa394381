import { isCalendarDate, micros, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import {
  DAY_LENGTH,
  daysLater,
  occurrences,
  startOf,
  type Occurrence,
  type Recurrence,
} from "#domain/recurrence.ts";
import type { Connection } from "#store/db.ts";
import { writeDue } from "./call-runs.ts";
import { seriesColumns, type Series } from "./series.ts";
import { later } from "./shift-program.ts";

/** The series of some campaigns that go on, or are pencilled in, held until the transaction ends; what has come due has got its runs. */
export async function holdAllSeries(
  tx: Connection,
  campaigns: readonly number[],
  now: Instant,
): Promise<Series[]> {
  for (const id of campaigns) while ((await writeDue(tx, now, id)) > 0);
  return tx.rows<Series>(
    sql`select ${seriesColumns} from schedule where campaign_id = any(${[...campaigns]}::integer[]) and (next_at is not null or tentative) order by campaign_id for update`,
  );
}

/** By how many days, and when its next run may be: not before the one instant, nor after the other. */
interface SeriesShift {
  readonly days: number;
  readonly now: Instant;
  readonly earliest: Instant;
  readonly latest: Instant;
}

/**
 * Lets a series begin and end so many days later, or earlier; on which weekdays or days of the month it runs stays
 * (docs/decisions/0063-series-move-with-their-program.md). It stays where no run of it would be left, or the next would
 * come too soon. One whose days would be the very same is left alone, with all that was decided about them.
 *
 * @throws Fault `run.tooFar`, `calendar.years`
 */
export async function shiftSeries(
  tx: Connection,
  series: Series,
  shift: SeriesShift,
): Promise<"moved" | "stayed" | "same"> {
  const recurrence = seriesLater(series.recurrence, shift.days, "to");
  const [next] = occurrences(recurrence, shift.now).take(1);
  const soon = (at: Instant): boolean => !series.tentative && at < shift.earliest && at !== series.nextAt;
  if (!next || soon(next.at)) return "stayed";
  if (haveSameDays(series.recurrence, recurrence, shift.now)) return "same";
  if (next.at > shift.latest) throw new Fault(problem("to", "run.tooFar"));
  await shiftDecided(tx, series, recurrence, shift);
  await tx.rows(sql`update schedule set recurrence = ${JSON.stringify(recurrence)}::jsonb, next_at = case when not tentative then ${toIso(next.at)}::timestamptz end
    where campaign_id = ${series.campaignId}`);
  return "moved";
}

/** So many days of two series that follow one pattern are compared: they are the same ever after. */
const COMPARED = 100;

/** Whether two series without an end have the same days from now on. */
function haveSameDays(one: Recurrence, other: Recurrence, now: Instant): boolean {
  const days = (of: Recurrence): string =>
    [...occurrences(of, now).take(COMPARED)].map(({ day }) => day).join();
  return one.end === null && days(one) === days(other);
}

/** A series so many days later. @throws Fault `calendar.years` */
export function seriesLater(series: Recurrence, days: number, path: string): Recurrence {
  const recurrence = daysLater(series, days);
  const walls = [recurrence.start, recurrence.end ?? recurrence.start];
  if (walls.every((wall) => isCalendarDate(wall.slice(0, DAY_LENGTH)))) return recurrence;
  throw new Fault(problem(path, "calendar.years"));
}

interface Decided {
  readonly id: number;
  readonly day: string;
  readonly at: Instant;
  readonly state: "scheduled" | "cancelled";
}

/**
 * What was decided about single days goes with them: the third run stays cancelled, or moved by as many days. A run that
 * would come too soon stays, as one planned by itself does.
 */
async function shiftDecided(
  tx: Connection,
  { campaignId, recurrence: before }: Series,
  after: Recurrence,
  { days, now, earliest }: SeriesShift,
): Promise<void> {
  const decided = await tx.rows<Decided>(sql`
    select id, occurrence::text as day, scheduled_for as at, state from campaign_run
    where campaign_id = ${campaignId} and occurrence is not null and called_on is null
      and (state = 'scheduled' or (state = 'cancelled' and scheduled_for > ${toIso(now)}::timestamptz)) for update`);
  const places = samePlaces(
    before,
    after,
    decided.map(({ day }) => day),
  );
  const moves = decided.flatMap(({ id, day, at, state }) => {
    const place = places.get(day);
    if (!place) return [];
    const own = state === "cancelled" || at === place.was.at;
    const to = own ? place.is.at : later(at, days, before.zone);
    return state === "scheduled" && to < earliest ? [] : [{ id, day: place.is.day, at: to }];
  });
  const ids = moves.map(({ id }) => id);
  await tx.rows(sql`update campaign_run set occurrence = null where id = any(${ids}::integer[])`);
  await tx.rows(sql`update campaign_run r set scheduled_for = q.at,
      occurrence = case when not exists (select from campaign_run o where o.campaign_id = r.campaign_id and o.occurrence = q.day) then q.day end
    from unnest(${ids}::integer[], ${moves.map(({ day }) => day)}::date[], ${moves.map(({ at }) => toIso(at))}::timestamptz[]) q (id, day, at)
    where r.id = q.id`);
}

/** Of some days of a series the occurrences that have as many before them in it, and in another. */
function samePlaces(
  before: Recurrence,
  after: Recurrence,
  days: readonly string[],
): Map<string, { readonly was: Occurrence; readonly is: Occurrence }> {
  const found = new Map<string, { was: Occurrence; is: Occurrence }>();
  const last = days.toSorted().at(-1) ?? "";
  const others = fromStart(after);
  for (const was of fromStart(before)) {
    const is = others.next().value;
    if (was.day > last || !is) break;
    if (days.includes(was.day)) found.set(was.day, { was, is });
  }
  return found;
}

const fromStart = (series: Recurrence): Generator<Occurrence, undefined> =>
  occurrences(series, micros(startOf(series) - 1)) as Generator<Occurrence, undefined>;
