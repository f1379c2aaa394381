import { describe, expect, test } from "vitest";
import { Temporal } from "temporal-polyfill";
import { instantFromIso, toIso } from "#kernel/clock.ts";
import { parseDuration, shiftDay, shiftInstant, type Duration } from "./duration.ts";

const of = (text: string): Duration => parseDuration(text) as Duration;
const before = (at: string, length: string, zone: string): string =>
  toIso(shiftInstant(instantFromIso(at), of(length), -1, zone)).replace(".000000", "");

describe("a duration before an instant", () => {
  // Clocks in Paris went forward on 29 March 2026 at 01:00 UTC, and back on 25 October 2026 at 01:00 UTC.
  test("of a day is the same time on the day before, also where that day had 23 or 25 hours", () => {
    expect(before("2026-03-29T10:00:00Z", "1 day", "Europe/Paris")).toBe("2026-03-28T11:00:00Z");
    expect(before("2026-10-25T11:00:00Z", "1 day", "Europe/Paris")).toBe("2026-10-24T10:00:00Z");
    expect(before("2026-10-25T11:00:00Z", "1 week", "Europe/Paris")).toBe("2026-10-18T10:00:00Z");
  });
  test("of hours is elapsed time", () => {
    expect(before("2026-03-29T10:00:00Z", "24 hours", "Europe/Paris")).toBe("2026-03-28T10:00:00Z");
  });
  test("of a month ends on the last day where the month is short", () => {
    expect(before("2026-03-31T10:00:00Z", "1 month", "UTC")).toBe("2026-02-28T10:00:00Z");
    expect(before("2028-02-29T10:00:00Z", "1 year", "UTC")).toBe("2027-02-28T10:00:00Z");
  });
});

test("a day is moved by whole days; hours round up", () => {
  const day = Temporal.PlainDate.from("2026-06-10");
  expect(shiftDay(day, of("36 hours"), 1).toString()).toBe("2026-06-12");
  expect(shiftDay(day, of("24 hours"), -1).toString()).toBe("2026-06-09");
  expect(shiftDay(day, of("14 months"), 1).toString()).toBe("2027-08-10");
});

test.each(["4 hrs", "1h", "hour", "", "1 fortnight", "1.5 days", "-1 day", "1234567 days", "100000 years"])(
  "“%s” is no duration",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
