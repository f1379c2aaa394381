import { micros, type Instant } from "#kernel/clock.ts";
import { Temporal } from "temporal-polyfill";

/** Where and how the subscription counts its days. */
export interface Calendar {
  /** IANA name. Every rule is read in this one zone. */
  readonly zone: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekStarts: number;
  /** The month, 1–12, that a quarter starts in. */
  readonly quarterStarts: number;
}

/** The frames of *in time frame*. */
export const timeFrames = [
  "Today",
  "Yesterday",
  "Tomorrow",
  "This Week",
  "Last Week",
  "Next Week",
  "This Month",
  "Last Month",
  "Next Month",
  "This Quarter",
  "Last Quarter",
  "Next Quarter",
  "This Year",
  "Last Year",
  "Next Year",
  "Last 7 Days",
  "Last 30 Days",
] as const;
export type TimeFrame = (typeof timeFrames)[number];

/** Reads the name of a frame, in any case. */
export function parseTimeFrame(text: string): TimeFrame | undefined {
  const wanted = text.trim().toLowerCase();
  return timeFrames.find((frame) => frame.toLowerCase() === wanted);
}

/** The wall clock of a zone at an instant, to the millisecond. */
export function zoned(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at / 1000)).toZonedDateTimeISO(zone);
}

/** The calendar day of an instant in a zone. */
export const dayOf = (at: Instant, zone: string): Temporal.PlainDate => zoned(at, zone).toPlainDate();

/** The first instant of a calendar day in a zone (not always midnight, where a clock change removes it). */
export function startOfDay(date: Temporal.PlainDate, zone: string): Instant {
  return micros(date.toZonedDateTime(zone).startOfDay().epochMilliseconds * 1000);
}

/** The days of a frame seen from `today`: the first, and the first after it. “Last 7 Days” ends with today. */
export function frameDays(
  frame: TimeFrame,
  today: Temporal.PlainDate,
  calendar: Calendar,
): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  if (frame === "Last 7 Days") return { from: today.subtract({ days: 6 }), until: today.add({ days: 1 }) };
  if (frame === "Last 30 Days") return { from: today.subtract({ days: 29 }), until: today.add({ days: 1 }) };
  const [move, unit] = NAMED[frame];
  const length = UNITS[unit];
  const from = startOf(unit, today, calendar).add(scale(length, move));
  return { from, until: from.add(length) };
}

type Unit = "day" | "week" | "month" | "quarter" | "year";
type Length = { days?: number; months?: number; years?: number };

const UNITS: Record<Unit, Length> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
};

const NAMED: Record<Exclude<TimeFrame, "Last 7 Days" | "Last 30 Days">, [number, Unit]> = {
  Today: [0, "day"],
  Yesterday: [-1, "day"],
  Tomorrow: [1, "day"],
  "This Week": [0, "week"],
  "Last Week": [-1, "week"],
  "Next Week": [1, "week"],
  "This Month": [0, "month"],
  "Last Month": [-1, "month"],
  "Next Month": [1, "month"],
  "This Quarter": [0, "quarter"],
  "Last Quarter": [-1, "quarter"],
  "Next Quarter": [1, "quarter"],
  "This Year": [0, "year"],
  "Last Year": [-1, "year"],
  "Next Year": [1, "year"],
};

function startOf(unit: Unit, date: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  if (unit === "day") return date;
  if (unit === "week") return date.subtract({ days: (date.dayOfWeek - calendar.weekStarts + 7) % 7 });
  if (unit === "month") return date.with({ day: 1 });
  if (unit === "year") return date.with({ month: 1, day: 1 });
  return date.with({ day: 1 }).subtract({ months: (date.month - calendar.quarterStarts + 12) % 3 });
}

function scale(length: Length, by: number): Length {
  return Object.fromEntries(Object.entries(length).map(([unit, count]) => [unit, count * by]));
}
