import { z } from "zod";
import { isCalendarDate } from "#kernel/clock.ts";
import { problem, type Problem } from "#kernel/fault.ts";
import { DAY_LENGTH, weekdayOn, type Recurrence } from "./recurrence.ts";
import { parseTime, weekdays } from "./wait.ts";
import { zoneSchema } from "./zone.ts";

const weekday = z.enum(weekdays);

/** What a client says of how a campaign repeats. What belongs to one `every` only stands there only. */
export const recurrenceInput = {
  every: z.enum(["day", "week", "month"]).meta({ description: "What it is counted in" }),
  interval: z.coerce.number().int().min(1).max(366).optional().meta({
    description: "Every so many days, weeks or months, counted from those of the start; left out: 1",
  }),
  start: z
    .string()
    .meta({ description: "The first day it can run on and the time it runs at: 2027-05-31T09:00" }),
  end: z
    .string()
    .nullable()
    .optional()
    .meta({ description: "The last day, or day and time, it can run at; left out: none" }),
  zone: zoneSchema.optional().meta({ description: "The zone of these times; left out: the subscription's" }),
  weekdaysOnly: z
    .boolean()
    .optional()
    .meta({ description: "Every day: those that fall on a Saturday or Sunday are left out" }),
  days: z
    .array(weekday)
    .min(1)
    .max(7)
    .optional()
    .meta({ description: "Every week: on these days; left out: on that of the start" }),
  dayOfMonth: z
    .union([z.coerce.number().int().min(1).max(31), z.literal("last")])
    .optional()
    .meta({
      description:
        "Every month: on this day, on the last of a month that is shorter; left out: on that of the start",
    }),
  weekOfMonth: z
    .union([z.coerce.number().int().min(1).max(4), z.literal("last")])
    .optional()
    .meta({ description: "Every month: on the first to fourth, or the last, of the month's …" }),
  dayOfWeek: weekday.optional().meta({ description: "… Mondays to Sundays" }),
};
const inputSchema = z.strictObject(recurrenceInput);
export type RecurrenceInput = z.output<typeof inputSchema>;

/** Reads a series as a client wrote it, with what it left out; or says what is wrong. */
export function readRecurrence(
  input: RecurrenceInput,
  otherwise: { readonly zone: string; readonly weekStarts: number },
): Recurrence | Problem[] {
  const problems = [...wrongForm(input), ...misplaced(input)];
  if (problems.length > 0) return problems;
  const { interval = 1, end = null } = input;
  const always = {
    interval,
    start: wallText(input.start) as string,
    end: end && (wallText(end) ?? end),
    zone: input.zone ?? otherwise.zone,
  };
  return readPattern(input, always, otherwise.weekStarts);
}

/** What each `every` can say besides. */
const OWN = {
  day: ["weekdaysOnly"],
  week: ["days"],
  month: ["dayOfMonth", "weekOfMonth", "dayOfWeek"],
} as const;

function misplaced(input: RecurrenceInput): Problem[] {
  const own: readonly string[] = OWN[input.every];
  const strange = Object.values(OWN)
    .flat()
    .filter((name) => input[name] !== undefined && input[name] !== false && !own.includes(name))
    .map((name) => problem(name, "schedule.misplaced", { name, every: input.every }));
  if (strange.length > 0 || input.every !== "month") return strange;
  const { dayOfMonth, weekOfMonth, dayOfWeek } = input;
  if (dayOfMonth !== undefined && (weekOfMonth !== undefined || dayOfWeek !== undefined))
    return [problem("dayOfMonth", "schedule.twoDays")];
  if ((weekOfMonth === undefined) !== (dayOfWeek === undefined))
    return [problem(weekOfMonth === undefined ? "weekOfMonth" : "dayOfWeek", "schedule.halfDay")];
  return [];
}

function wrongForm({ start, end = null }: RecurrenceInput): Problem[] {
  const wrong = (path: string, value: string, wanted: string): Problem =>
    problem(path, "value.type", { value: value.slice(0, 100), wanted });
  return [
    ...(wallText(start) ? [] : [wrong("start", start, "a day and time such as 2027-05-31T09:00")]),
    ...(end === null || wallText(end) || isCalendarDate(end)
      ? []
      : [wrong("end", end, "a date such as 2026-05-31, or a day and time such as 2027-05-31T09:00")]),
  ];
}

/**
 * What a series loses where another takes its place: all that was said of it and left out this time, unless it comes to
 * the same.
 */
export function lostFrom(before: Recurrence, input: RecurrenceInput, after: Recurrence): Problem[] {
  const own = before.every === input.every ? OWN[input.every] : [];
  const said = own.some((name) => input[name] !== undefined);
  const [was, now]: Record<string, unknown>[] = [before, after];
  return (["interval", "end", "zone", ...(said ? [] : own)] as const)
    .filter((name) => input[name] === undefined && told(was?.[name]) !== told(now?.[name]))
    .map((name) => problem(name, "schedule.lost", { name, was: told(was?.[name]), now: told(now?.[name]) }));
}

const told = (value: unknown): string =>
  value === null || value === undefined ? "–" : [value].flat().map(String).join(", ");

/** A day and time on the wall as we keep it (`2027-05-31T09:00`); `undefined` when it is none. */
export function wallText(text: string): string | undefined {
  const [date = "", time = ""] = text.trim().split(/[T ]/);
  const clock = parseTime(time);
  return isCalendarDate(date) && clock ? `${date}T${clock}` : undefined;
}

/** What stands for what was left out is taken from the start. */
function readPattern(
  input: RecurrenceInput,
  always: Omit<Recurrence, "every">,
  weekStarts: number,
): Recurrence {
  const { every, weekOfMonth, dayOfWeek } = input;
  const first = always.start.slice(0, DAY_LENGTH);
  if (every === "day") return { every, ...always, weekdaysOnly: input.weekdaysOnly ?? false };
  if (every === "week") return { every, ...always, days: input.days ?? [weekdayOn(first)], weekStarts };
  if (weekOfMonth !== undefined && dayOfWeek !== undefined)
    return { every, ...always, weekOfMonth, dayOfWeek };
  return { every, ...always, dayOfMonth: input.dayOfMonth ?? Number(first.slice(-2)) };
}
