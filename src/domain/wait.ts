import { Temporal } from "temporal-polyfill";
import { day, hour, micros, minute, type Instant } from "#kernel/clock.ts";
import { zoned } from "./calendar.ts";
import type { Duration, DurationUnit } from "./duration.ts";

/** The days of the week as rules name them, from Monday (1) to Sunday (7). */
export const weekdays = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/** When a wait may end: on some days of the week (1 Monday … 7 Sunday), at a time of day (`09:00`). */
export interface EndOn {
  readonly days: readonly number[];
  readonly time: string | undefined;
}

/** The longest a wait can take: five years. */
export const LONGEST_WAIT = 5 * 365 * day;

const LENGTH: Record<DurationUnit, number> = {
  minute,
  hour,
  day,
  week: 7 * day,
  month: 30 * day,
  year: 365 * day,
};

/** How long a wait takes in microseconds, a month being 30 days as in qualification rules (behaviour §3.5). */
export const waitLength = ({ count, unit }: Duration): number => count * LENGTH[unit];

/**
 * When a wait of some length that begins at `from` is over (behaviour §3.5). Days are 24 hours, unless the wait ends on
 * given days or at a given time: then they are days of the calendar, and it is over at the first moment after them that
 * is such a day and such a time.
 */
export function waitEnd(from: Instant, length: Duration, endOn: EndOn, zone: string): Instant {
  if (endOn.days.length === 0 && endOn.time === undefined) return micros(from + waitLength(length));
  const calendarDays = CALENDAR[length.unit];
  const begin = zoned(from, zone);
  const earliest =
    calendarDays === undefined
      ? zoned(micros(from + waitLength(length)), zone)
      : begin.add({ days: calendarDays * length.count });
  const time = endOn.time === undefined ? earliest.toPlainTime() : Temporal.PlainTime.from(endOn.time);
  for (let date = earliest.toPlainDate(); ; date = date.add({ days: 1 })) {
    const end = wallInstant(date, time, zone);
    const allowed = endOn.days.length === 0 || endOn.days.includes(date.dayOfWeek);
    if (allowed && end >= earliest.epochMilliseconds * 1000) return end;
  }
}

const CALENDAR: Partial<Record<DurationUnit, number>> = { day: 1, week: 7, month: 30, year: 365 };

/** The instant of a time of day in a zone: of one that the clocks skip the next that exists, of one they repeat the first. */
export function wallInstant(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): Instant {
  const wall = date.toPlainDateTime(time);
  const found = wall.toZonedDateTime(zone, { disambiguation: "compatible" });
  if (found.toPlainDateTime().equals(wall)) return micros(found.epochMilliseconds * 1000);
  const skipped = found.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  return micros((skipped ?? found).epochMilliseconds * 1000);
}

/** Reads a time of day such as `09:00`; `undefined` when it is none. */
export function parseTime(text: string): string | undefined {
  const found = /^(\d{1,2}):(\d\d)$/.exec(text.trim());
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return undefined;
  return `${String(found[1]).padStart(2, "0")}:${found[2]}`;
}
