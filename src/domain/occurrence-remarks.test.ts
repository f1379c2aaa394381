import { describe, expect, test } from "vitest";
import { instantFromIso } from "#kernel/clock.ts";
import type { Label } from "./label.ts";
import { remarksOn } from "./occurrence-remarks.ts";
import { occurrences, type Recurrence } from "./recurrence.ts";

const always = { interval: 1, end: null, zone: "Europe/Paris" };
const daily = (start: string, zone = always.zone): Recurrence => ({
  every: "day",
  ...always,
  start,
  zone,
  weekdaysOnly: false,
});
const english = (arg: string | number | Label): string | number => (typeof arg === "object" ? arg.en : arg);
/** The days from one on that something is to be said of, and what. */
const remarked = (series: Recurrence, from: string, count: number): string[] =>
  [...occurrences(series, instantFromIso(`${from}T00:00:00Z`)).take(count)].flatMap((one) =>
    remarksOn(series, one).map(({ code, args }) =>
      [one.day, code, ...Object.values(args ?? {}).map(english)].join(" "),
    ),
  );

describe("of a run of a series is said", () => {
  test("that the clocks skip its time, and when it runs instead", () => {
    expect(remarked(daily("2026-03-01T02:30"), "2026-03-02", 60)).toEqual([
      "2026-03-29 schedule.skipped 02:30 29 March 03:00",
    ]);
    // In Nuuk it is already the next day then.
    expect(remarked(daily("2027-03-01T23:30", "America/Nuuk"), "2027-03-02", 60)).toEqual([
      "2027-03-27 schedule.skipped 23:30 27 March 00:00",
    ]);
    expect(remarked(daily("2026-03-01T00:15", "Africa/Cairo"), "2026-04-01", 60)).toEqual([
      "2026-04-24 schedule.skipped 00:15 24 April 01:00",
    ]);
  });
  test("that the clocks show its time twice", () => {
    expect(remarked(daily("2026-03-01T02:30"), "2026-10-01", 60)).toEqual([
      "2026-10-25 schedule.twice 02:30 25 October",
    ]);
    expect(remarked(daily("2026-03-01T01:59", "Australia/Lord_Howe"), "2026-04-01", 30)).toEqual([
      "2026-04-05 schedule.twice 01:59 5 April",
    ]);
  });
  test("nothing where a change of the clocks does not touch it", () => {
    for (const time of ["01:59", "03:00", "09:00"])
      expect(remarked(daily(`2026-01-01T${time}`), "2026-01-01", 365)).toEqual([]);
  });
  test("that its month is too short for its day, which the last day is not", () => {
    const monthly = { every: "month", ...always, start: "2027-01-01T09:00" } as const;
    expect(remarked({ ...monthly, dayOfMonth: 30 }, "2027-01-01", 12)).toEqual([
      "2027-02-28 schedule.shorter 30",
    ]);
    expect(remarked({ ...monthly, dayOfMonth: 31 }, "2027-01-01", 6)).toEqual([
      "2027-02-28 schedule.shorter 31",
      "2027-04-30 schedule.shorter 31",
      "2027-06-30 schedule.shorter 31",
    ]);
    expect(remarked({ ...monthly, dayOfMonth: "last" }, "2027-01-01", 12)).toEqual([]);
  });
  test("both, where both are so", () => {
    const monthly = { every: "month", ...always, zone: "Africa/Cairo", dayOfMonth: 31 } as const;
    expect(remarked({ ...monthly, start: "2027-01-01T00:15" }, "2027-04-01", 1)).toEqual([
      "2027-04-30 schedule.shorter 31",
      "2027-04-30 schedule.skipped 00:15 30 April 01:00",
    ]);
  });
});
