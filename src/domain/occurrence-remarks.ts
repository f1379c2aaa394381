import { Temporal } from "temporal-polyfill";
import { problem, type Problem } from "#kernel/fault.ts";
import { zoned } from "./calendar.ts";
import { dayWords } from "./instant-words.ts";
import { clocksChangeAround, DAY_LENGTH, type Occurrence, type Recurrence } from "./recurrence.ts";

/** Why an occurrence is not as its series says: its month is too short, or the clocks skip its time or show it twice. */
export const remarksOn = (series: Recurrence, occurrence: Occurrence): Problem[] => [
  ...ofMonth(series, occurrence),
  ...ofClocks(series, occurrence),
];

function ofMonth(series: Recurrence, { day }: Occurrence): Problem[] {
  if (!("dayOfMonth" in series) || series.dayOfMonth === "last") return [];
  const { dayOfMonth } = series;
  return Number(day.slice(-2)) < dayOfMonth
    ? [problem("at", "schedule.shorter", { day: String(dayOfMonth) })]
    : [];
}

function ofClocks({ start, zone }: Recurrence, { day, at }: Occurrence): Problem[] {
  if (!clocksChangeAround(zone, day)) return [];
  const time = start.slice(DAY_LENGTH + 1);
  const on = dayWords(day);
  const wanted = Temporal.PlainDateTime.from(`${day}T${time}`);
  const shown = zoned(at, zone).toPlainDateTime();
  if (!shown.equals(wanted)) return [problem("at", "schedule.skipped", { time, on, at: timeOf(shown) })];
  const later = wanted.toZonedDateTime(zone, { disambiguation: "later" }).epochMilliseconds * 1000;
  return later > at ? [problem("at", "schedule.twice", { time, on })] : [];
}

const timeOf = (wall: Temporal.PlainDateTime): string =>
  wall.toPlainTime().toString({ smallestUnit: "minute" });
