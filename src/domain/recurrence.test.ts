import fc from "fast-check";
import { RRuleTemporal } from "rrule-temporal";
import { describe, expect, test } from "vitest";
import { hour, instantFromIso, micros, minute, toIso } from "#kernel/clock.ts";
import { zoned } from "./calendar.ts";
import { readRecurrence, recurrenceInput, type RecurrenceInput } from "./recurrence-input.ts";
import { occurrenceOn, occurrences, shortestGap, startOf, type Recurrence } from "./recurrence.ts";
import { weekdays } from "./wait.ts";
import { z } from "zod";

const PARIS = { zone: "Europe/Paris", weekStarts: 1 };
const schema = z.strictObject(recurrenceInput);
const read = (input: z.input<typeof schema>) => readRecurrence(schema.parse(input), PARIS);
const series = (input: z.input<typeof schema>): Recurrence => {
  const found = read(input);
  if (Array.isArray(found)) throw new Error(JSON.stringify(found));
  return found;
};
const codes = (input: z.input<typeof schema>): string[] => {
  const found = read(input);
  return Array.isArray(found) ? found.map((one) => `${one.code} ${one.path}`) : [];
};
/** The next occurrences after an instant, on the wall of the zone. */
const next = (input: z.input<typeof schema>, after: string, count: number): string[] => {
  const found = series(input);
  return [...occurrences(found, instantFromIso(after)).take(count)].map(({ at }) => wall(at, found.zone));
};
const wall = (at: number, zone: string): string =>
  zoned(micros(at), zone).toPlainDateTime().toString({ smallestUnit: "minute" });
const NOW = "2026-06-10T12:00:00Z"; // a Wednesday

describe("a series", () => {
  test("AC-112: weekly, every 1, Monday 12:00: the next three Mondays", () => {
    expect(next({ every: "week", start: "2026-06-10T12:00", days: ["Monday"] }, NOW, 3)).toEqual([
      "2026-06-15T12:00",
      "2026-06-22T12:00",
      "2026-06-29T12:00",
    ]);
  });
  test("AC-115: has no occurrence after its end, and one at its end", () => {
    const daily = { every: "day", start: "2026-06-11T09:00" } as const;
    expect(next({ ...daily, end: "2026-06-12" }, NOW, 9)).toEqual(["2026-06-11T09:00", "2026-06-12T09:00"]);
    expect(next({ ...daily, end: "2026-06-12T09:00" }, NOW, 9)).toHaveLength(2);
    expect(next({ ...daily, end: "2026-06-12T08:59" }, NOW, 9)).toHaveLength(1);
  });
  test("AC-116: daily on weekdays only leaves out Saturdays and Sundays, and shifts nothing", () => {
    const daily = { every: "day", start: "2026-06-10T09:00", weekdaysOnly: true } as const;
    expect(next(daily, NOW, 3)).toEqual(["2026-06-11T09:00", "2026-06-12T09:00", "2026-06-15T09:00"]);
    expect(next({ ...daily, interval: 3 }, NOW, 3)).toEqual([
      "2026-06-16T09:00", // 13 June is a Saturday
      "2026-06-19T09:00",
      "2026-06-22T09:00",
    ]);
    expect(next({ ...daily, start: "2026-06-13T09:00", interval: 7 }, NOW, 3)).toEqual([]);
  });
  test("AC-117: monthly on the second Tuesday; a day of the month beside a weekday is refused", () => {
    const second = {
      every: "month",
      start: "2026-06-10T09:00",
      weekOfMonth: 2,
      dayOfWeek: "Tuesday",
    } as const;
    expect(next(second, NOW, 3)).toEqual(["2026-07-14T09:00", "2026-08-11T09:00", "2026-09-08T09:00"]);
    expect(codes({ ...second, dayOfMonth: 3 })).toEqual(["schedule.twoDays dayOfMonth"]);
  });
  test("monthly on the last Friday is the fourth of some months and the fifth of others", () => {
    const last = {
      every: "month",
      start: "2026-06-10T09:00",
      weekOfMonth: "last",
      dayOfWeek: "Friday",
    } as const;
    expect(next(last, NOW, 3)).toEqual(["2026-06-26T09:00", "2026-07-31T09:00", "2026-08-28T09:00"]);
    expect(codes({ ...last, dayOfMonth: 3 })).toEqual(["schedule.twoDays dayOfMonth"]);
  });
  test("AC-118: monthly on day 31 runs on 30 April and on 28 February", () => {
    expect(next({ every: "month", start: "2027-01-31T09:00" }, NOW, 4)).toEqual([
      "2027-01-31T09:00",
      "2027-02-28T09:00",
      "2027-03-31T09:00",
      "2027-04-30T09:00",
    ]);
  });
  test("monthly on the last day keeps to it, also in a leap year", () => {
    expect(next({ every: "month", start: "2028-01-01T09:00", dayOfMonth: "last" }, NOW, 2)).toEqual([
      "2028-01-31T09:00",
      "2028-02-29T09:00",
    ]);
  });
  test("AC-119: 02:30 every day in Paris is once on both days of a clock change", () => {
    const daily = { every: "day", start: "2026-01-01T02:30" } as const;
    const utc = (after: string): string[] =>
      [...occurrences(series(daily), instantFromIso(after)).take(3)].map(({ at }) => toIso(at).slice(0, 16));
    expect(utc("2026-03-27T12:00:00Z")).toEqual(["2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"]);
    expect(utc("2026-10-23T12:00:00Z")).toEqual(["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"]);
  });
  test("weekly every two weeks counts weeks from that of the start, as the subscription's begin", () => {
    const input = {
      every: "week",
      interval: 2,
      start: "2026-06-14T09:00", // a Sunday
      days: ["Sunday", "Monday"],
    } as const;
    const mondays = series({ ...input, days: [...input.days] });
    const sundays: Recurrence = { ...mondays, weekStarts: 7 } as Recurrence;
    const days = (of: Recurrence): string[] =>
      [...occurrences(of, instantFromIso(NOW)).take(3)].map(({ day }) => day);
    expect(days(mondays)).toEqual(["2026-06-14", "2026-06-22", "2026-06-28"]);
    expect(days(sundays)).toEqual(["2026-06-14", "2026-06-15", "2026-06-28"]);
  });
  test("on a day that a zone left out falls on the next, once", () => {
    const daily = { every: "day", start: "2011-12-28T00:00", zone: "Pacific/Apia" } as const;
    expect(next(daily, "2011-12-28T12:00:00Z", 3)).toEqual([
      "2011-12-29T00:00",
      "2011-12-31T00:00",
      "2012-01-01T00:00",
    ]);
  });
  test("that is ages old keeps its count", () => {
    expect(next({ every: "day", interval: 7, start: "0001-01-01T09:00", zone: "UTC" }, NOW, 1)).toEqual([
      "2026-06-15T09:00", // 1 January of the year 1 was a Monday
    ]);
  });
});

describe("what a client says of a series", () => {
  test("is read with what it left out taken from the start", () => {
    expect(read({ every: "week", start: "2026-06-10 9:00" })).toEqual({
      every: "week",
      interval: 1,
      start: "2026-06-10T09:00",
      end: null,
      zone: "Europe/Paris",
      days: ["Wednesday"],
      weekStarts: 1,
    });
    expect(read({ every: "month", start: "2026-06-10T09:00" })).toMatchObject({ dayOfMonth: 10 });
  });
  test.each<[Partial<RecurrenceInput>, string]>([
    [{ start: "tomorrow" }, "value.type start"],
    [{ start: "2026-02-30T09:00" }, "value.type start"],
    [{ start: "2026-06-10T09:00Z" }, "value.type start"],
    [{ end: "never" }, "value.type end"],
    [{ days: ["Monday"] }, "schedule.misplaced days"],
    [{ every: "week", weekdaysOnly: true }, "schedule.misplaced weekdaysOnly"],
    [{ every: "week", dayOfMonth: 3 }, "schedule.misplaced dayOfMonth"],
    [{ every: "month", weekOfMonth: 2 }, "schedule.halfDay dayOfWeek"],
    [{ every: "month", dayOfWeek: "Monday" }, "schedule.halfDay weekOfMonth"],
  ])("%j is said to be wrong, and where", (wrong, says) => {
    expect(codes({ every: "day", start: "2026-06-10T09:00", ...wrong })).toEqual([says]);
  });
});

test("the shortest time between two runs counts clock changes", () => {
  const after = instantFromIso(NOW);
  const daily = { every: "day", start: "2026-01-01T09:00" } as const;
  expect(shortestGap(series(daily), after)).toBe(23 * hour);
  expect(shortestGap(series({ ...daily, zone: "UTC" }), after)).toBe(24 * hour);
  expect(shortestGap(series({ every: "month", start: "2026-01-01T09:00", zone: "UTC" }), after)).toBe(
    28 * 24 * hour,
  );
});

// ------------------------------------------------------------------ against another reading of the same rules

const zones = [
  "UTC",
  "Europe/Paris",
  "Europe/London",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Asia/Tehran",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kwajalein",
];
const twoDigits = (n: number): string => String(n).padStart(2, "0");
const day = fc
  .tuple(
    fc.integer({ min: 1985, max: 2035 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, date]) => `${year}-${twoDigits(month)}-${twoDigits(date)}`);
const time = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 })),
    fc.constantFrom(0, 1, 15, 30, 59),
  )
  .map(([hours, minutes]) => `${twoDigits(hours)}:${twoDigits(minutes)}`);
const always = {
  interval: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 14 })),
  start: fc.tuple(day, time).map((parts) => parts.join("T")),
  end: fc.constant(null),
  zone: fc.constantFrom(...zones),
};
const weekday = fc.constantFrom(...weekdays);
const anySeries: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.record({ every: fc.constant("day" as const), ...always, weekdaysOnly: fc.boolean() }),
  fc.record({
    every: fc.constant("week" as const),
    ...always,
    days: fc.uniqueArray(weekday, { minLength: 1 }),
    weekStarts: fc.integer({ min: 1, max: 7 }),
  }),
  fc.record({
    every: fc.constant("month" as const),
    ...always,
    dayOfMonth: fc.oneof(fc.constant("last" as const), fc.integer({ min: 1, max: 31 })),
  }),
  fc.record({
    every: fc.constant("month" as const),
    ...always,
    weekOfMonth: fc.oneof(fc.constant("last" as const), fc.integer({ min: 1, max: 4 })),
    dayOfWeek: weekday,
  }),
);

const short = (name: string): string => name.slice(0, 2).toUpperCase();

/** The same rule in the words of RFC 5545. A day that short months do not have: the last of those up to it. */
function ruleOf(of: Recurrence): string {
  const every = `INTERVAL=${of.interval}`;
  if (of.every === "day") return `FREQ=DAILY;${every}${of.weekdaysOnly ? ";BYDAY=MO,TU,WE,TH,FR" : ""}`;
  if (of.every === "week")
    return `FREQ=WEEKLY;${every};WKST=${short(weekdays[of.weekStarts - 1] as string)};BYDAY=${of.days.map(short).join(",")}`;
  if ("weekOfMonth" in of)
    return `FREQ=MONTHLY;${every};BYDAY=${of.weekOfMonth === "last" ? -1 : of.weekOfMonth}${short(of.dayOfWeek)}`;
  if (of.dayOfMonth === "last") return `FREQ=MONTHLY;${every};BYMONTHDAY=-1`;
  const upTo = Array.from({ length: Math.max(0, of.dayOfMonth - 27) }, (_, i) => i + 28);
  const days = upTo.length > 0 ? `${upTo.join(",")};BYSETPOS=-1` : of.dayOfMonth;
  return `FREQ=MONTHLY;${every};BYMONTHDAY=${days}`;
}

/** The days of a rule as rrule-temporal counts them, on a calendar without clock changes. */
function daysOfRule(of: Recurrence, count: number): string[] {
  const start = `${of.start.replaceAll(/[-:]/g, "")}00`;
  const rule = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${start}\nRRULE:${ruleOf(of)};COUNT=${count}`,
  });
  return rule.all().map((at) => at.toString().slice(0, 10));
}

/** What the clocks of a zone show, as the machine's own tables say. */
function clockOf(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (at) => format.format(at / 1000).replace(" ", "T");
}

describe("any series", () => {
  const never = (of: Recurrence): boolean =>
    of.every === "day" &&
    of.weekdaysOnly &&
    of.interval % 7 === 0 &&
    occurrences(of, micros(0)).next().done === true;
  test("has the days that rrule-temporal gives it", () => {
    fc.assert(
      fc.property(
        anySeries.filter((of) => !never(of)),
        (of) => {
          const mine = [
            ...occurrences({ ...of, zone: "UTC" }, micros(startOf({ ...of, zone: "UTC" }) - 1)).take(40),
          ];
          expect(mine.map((one) => one.day)).toEqual(daysOfRule(of, 40));
        },
      ),
      { numRuns: 300 },
    );
  });
  // Not against rrule-temporal: its copy of Temporal overlooks clock changes a month apart (Cairo, September 2010).
  test("runs the first time that the clocks of its zone show its time, or the next they show if they skip it", () => {
    fc.assert(
      fc.property(anySeries, (of) => {
        const shown = clockOf(of.zone);
        for (const { day: on, at } of occurrences(of, micros(startOf(of) - 1)).take(20)) {
          const wanted = on + of.start.slice(10);
          const before = [0.5, 1, 2, 24].map((hours) => shown(at - hours * hour));
          const first = shown(at) === wanted && !before.includes(wanted);
          const skipped = shown(at) > wanted && shown(at - minute) < wanted;
          expect(first || skipped).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
  test("whenever it is asked, it goes on where it was: nothing twice, nothing left out", () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 0, max: 5_000 }), (of, later) => {
        const from = micros(startOf(of) + later * 24 * hour);
        const all = [...occurrences(of, from).take(12)].map(({ at }) => at);
        let last = from;
        const oneByOne = all.map(() => (last = occurrences(of, last).next().value?.at ?? last));
        expect(oneByOne).toEqual(all);
        for (const { day: on, at } of occurrences(of, from).take(5)) expect(occurrenceOn(of, on)).toBe(at);
      }),
      { numRuns: 200 },
    );
  });
});
