import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { micros, type Instant } from "#kernel/clock.ts";
import { dayOf, zoned } from "./calendar.ts";
import { wallInstant, weekdays } from "./wait.ts";

/** A series has no occurrence from this day on (a number, as days are below). */
const LAST = Date.UTC(2200, 0, 1) / 86_400_000;

const always = {
  interval: z.int(),
  /** `2027-05-31T09:00` on the wall of the zone. */
  start: z.string(),
  /** The last day, or day and time, on that wall. */
  end: z.string().nullable(),
  zone: z.string(),
};
const weekdayName = z.enum(weekdays);

/** How a campaign repeats (behaviour §4.3): a wall clock time in a zone, on days that are counted from the start. */
export const recurrenceShape = z.union([
  z.object({ every: z.literal("day"), ...always, weekdaysOnly: z.boolean() }),
  /** `weekStarts`: the weekday (1 Monday … 7 Sunday) that weeks are counted from. */
  z.object({ every: z.literal("week"), ...always, days: z.array(weekdayName), weekStarts: z.int() }),
  z.object({ every: z.literal("month"), ...always, dayOfMonth: z.union([z.int(), z.literal("last")]) }),
  z.object({
    every: z.literal("month"),
    ...always,
    weekOfMonth: z.union([z.int(), z.literal("last")]),
    dayOfWeek: weekdayName,
  }),
]);
export type Recurrence = z.infer<typeof recurrenceShape>;

/** One run of a series: the day that names it, and when it is. */
export interface Occurrence {
  /** `2027-05-31` on the wall of the zone. A day has at most one. */
  readonly day: string;
  readonly at: Instant;
}

/** The occurrences of a series later than an instant, in order, found one by one; the age of the series does not matter. */
export function* occurrences(series: Recurrence, after: Instant): Generator<Occurrence> {
  let last = after;
  for (const date of dates(series, dateOf(dayOf(after, series.zone).toString()))) {
    const day = dayText(date);
    if (isPast(series, day)) return;
    const at = instantOf(series, date);
    if (at <= last) continue; // its time has passed, or the clocks skipped the day and it falls on the next
    yield { day, at };
    last = at;
  }
}

/** The instant of a day's occurrence, if it has one. */
export function occurrenceOn(series: Recurrence, day: string): Instant | undefined {
  if (isPast(series, day)) return undefined;
  const wanted = dateOf(day);
  const [found] = dates(series, wanted).take(1);
  return found === wanted ? instantOf(series, wanted) : undefined;
}

/** The series that begins and ends so many days later; on which days of the week or month it runs stays. */
export const daysLater = (series: Recurrence, days: number): Recurrence => ({
  ...series,
  start: dayLater(series.start, days),
  end: series.end && dayLater(series.end, days),
});
const dayLater = (wall: string, days: number): string =>
  dayText(dateOf(wall) + days) + wall.slice(DAY_LENGTH);

/** The instant of a day and time on the wall of a zone, such as a series' start. */
export const startOf = (on: Pick<Recurrence, "start" | "zone">): Instant => instantOf(on, dateOf(on.start));

/** Whether a day is after the end, which itself is still part of the series. */
const isPast = ({ start, end }: Recurrence, day: string): boolean =>
  end !== null && (end.length > DAY_LENGTH ? day + start.slice(DAY_LENGTH) > end : day > end);

function instantOf({ start, zone }: Pick<Recurrence, "start" | "zone">, date: number): Instant {
  const [hours, minutes] = start
    .slice(DAY_LENGTH + 1)
    .split(":")
    .map(Number) as [number, number];
  const offset = offsetAround(zone, date);
  if (offset !== undefined) return micros((date * DAY_MS + (hours * 60 + minutes) * 60_000 - offset) * 1000);
  const utc = new Date(date * DAY_MS);
  const plain = new Temporal.PlainDate(utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate());
  return wallInstant(plain, new Temporal.PlainTime(hours, minutes), zone);
}

/**
 * What the clocks of a zone are ahead of UTC around a day, in milliseconds; nothing when that changes within two days,
 * for then an hour may be missing or doubled.
 */
function offsetAround(zone: string, date: number): number | undefined {
  const offset = offsetAt(zone, date);
  return [-1, 1, 2].every((days) => offsetAt(zone, date + days) === offset) ? offset : undefined;
}

/** Whether the clocks of a zone change within two days of a day. */
export const clocksChangeAround = (zone: string, day: string): boolean =>
  offsetAround(zone, dateOf(day)) === undefined;

/** Offsets at the beginnings of days in UTC, by zone and day: many series ask for the same ones. */
const knownOffsets = new Map<string, Map<number, number>>();
/** So many days of a zone are remembered. */
const MOST_OFFSETS = 2_000;

function offsetAt(zone: string, date: number): number {
  let known = knownOffsets.get(zone);
  if (!known || known.size >= MOST_OFFSETS) knownOffsets.set(zone, (known = new Map()));
  let offset = known.get(date);
  if (offset === undefined) {
    offset = zoned(micros(date * DAY_MS * 1000), zone).offsetNanoseconds / 1_000_000;
    known.set(date, offset);
  }
  return offset;
}

// ------------------------------------------------------------------ days, as numbers since 1970-01-01

const DAY_MS = 86_400_000;
export const DAY_LENGTH = "2027-05-31".length;
const dateOf = (text: string): number => Date.parse(`${text.slice(0, DAY_LENGTH)}T00:00Z`) / DAY_MS;
const dayText = (date: number): string => new Date(date * DAY_MS).toISOString().slice(0, DAY_LENGTH);
/** 1 Monday … 7 Sunday. */
const weekdayOf = (date: number): number => ((((date + 3) % 7) + 7) % 7) + 1;

/** The days of a series from one on. */
function* dates(series: Recurrence, from: number): Generator<number> {
  const first = dateOf(series.start);
  const earliest = Math.max(from, first);
  for (const date of candidates(series, first, earliest)) {
    if (date >= LAST) return;
    if (date >= earliest) yield date;
  }
}

/** The days of a series from about `earliest` on: a few before it may be among them. */
function candidates(series: Recurrence, first: number, earliest: number): Iterable<number> {
  if (series.every === "day") return daily(series, first, earliest);
  if (series.every === "week") return weekly(series, first, earliest);
  return monthly(series, first, earliest);
}

type Of<E extends Recurrence["every"]> = Extract<Recurrence, { every: E }>;

function* daily({ interval, weekdaysOnly }: Of<"day">, first: number, earliest: number): Generator<number> {
  if (weekdaysOnly && weekdayOf(first) > 5 && interval % 7 === 0) return; // for ever the same weekend day
  for (let date = first + Math.ceil((earliest - first) / interval) * interval; ; date += interval)
    if (!weekdaysOnly || weekdayOf(date) <= 5) yield date;
}

function* weekly(
  { interval, days, weekStarts }: Of<"week">,
  first: number,
  earliest: number,
): Generator<number> {
  const fromStart = (day: number): number => (day - weekStarts + 7) % 7;
  const offsets = days.map((name) => fromStart(weekdays.indexOf(name) + 1)).toSorted((a, b) => a - b);
  const week = first - fromStart(weekdayOf(first));
  const length = 7 * interval;
  for (let begin = week + Math.floor((earliest - week) / length) * length; ; begin += length)
    for (const offset of offsets) yield begin + offset;
}

function* monthly(series: Of<"month">, first: number, earliest: number): Generator<number> {
  const { interval } = series;
  const month = monthOf(first);
  const skip = Math.floor((monthOf(earliest) - month) / interval);
  for (let next = month + skip * interval; ; next += interval) yield dayInMonth(series, next);
}

/** Months since 1970-01. */
function monthOf(date: number): number {
  const utc = new Date(date * DAY_MS);
  return (utc.getUTCFullYear() - 1970) * 12 + utc.getUTCMonth();
}
const firstOf = (month: number): number => Date.UTC(1970, month, 1) / DAY_MS;

/** A day that the month does not have is its last. */
function dayInMonth(series: Of<"month">, month: number): number {
  const begin = firstOf(month);
  const last = firstOf(month + 1) - 1;
  if ("dayOfMonth" in series)
    return series.dayOfMonth === "last" ? last : Math.min(begin + series.dayOfMonth - 1, last);
  const weekday = weekdays.indexOf(series.dayOfWeek) + 1;
  if (series.weekOfMonth === "last") return last - ((weekdayOf(last) - weekday + 7) % 7);
  return begin + ((weekday - weekdayOf(begin) + 7) % 7) + 7 * (series.weekOfMonth - 1);
}

/** How many occurrences are looked at for the shortest time between two of them: a year and more of the most frequent. */
const LOOKED_AT = 400;

/** The shortest time between two occurrences in microseconds, clock changes counted; infinite when there is one only. */
export function shortestGap(series: Recurrence, after: Instant): number {
  let shortest = Infinity;
  let before: Instant | undefined;
  for (const { at } of occurrences(series, after).take(LOOKED_AT)) {
    if (before !== undefined) shortest = Math.min(shortest, at - before);
    before = at;
  }
  return shortest;
}

/** The name of the day of the week that a day is. */
export const weekdayOn = (day: string): (typeof weekdays)[number] =>
  weekdays[weekdayOf(dateOf(day)) - 1] as (typeof weekdays)[number];
