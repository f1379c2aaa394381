import { describe, expect, test } from "vitest";
import { Temporal } from "temporal-polyfill";
import { instantFromIso, toIso } from "#kernel/clock.ts";
import { parseDuration, type Duration } from "./duration.ts";
import { parseTime, waitEnd, wallInstant, type EndOn } from "./wait.ts";

const PARIS = "Europe/Paris";
const end = (from: string, length: string, endOn: Partial<EndOn> = {}, zone = PARIS): string =>
  toIso(
    waitEnd(
      instantFromIso(from),
      parseDuration(length) as Duration,
      { days: [], time: undefined, ...endOn },
      zone,
    ),
  ).replace(".000000", "");
const WORKDAYS = [1, 2, 3, 4, 5];

describe("a wait", () => {
  test("AC-090: from Friday 17:00, 48 hours, on a workday at 09:00, is over on Monday 09:00", () => {
    expect(end("2026-06-05T15:00:00Z", "48 hours", { days: WORKDAYS, time: "09:00" })).toBe(
      "2026-06-08T07:00:00Z",
    );
  });
  test("with days and no time ends at once if the day is one of them, else at that time of day on the first that is", () => {
    expect(end("2026-06-04T15:00:00Z", "1 day", { days: WORKDAYS })).toBe("2026-06-05T15:00:00Z");
    expect(end("2026-06-05T15:00:00Z", "1 day", { days: WORKDAYS })).toBe("2026-06-08T15:00:00Z");
  });
  test("with a time and no days ends at the next such time", () => {
    expect(end("2026-06-05T05:00:00Z", "1 hour", { time: "09:00" })).toBe("2026-06-05T07:00:00Z");
    expect(end("2026-06-05T07:00:00Z", "1 hour", { time: "09:00" })).toBe("2026-06-06T07:00:00Z");
    expect(end("2026-06-05T06:00:00Z", "1 hour", { time: "09:00" })).toBe("2026-06-05T07:00:00Z");
  });
  // Clocks in Paris went forward on 29 March 2026 at 02:00, and back on 25 October 2026 at 03:00.
  test("of a day is 24 hours, unless it ends on something", () => {
    expect(end("2026-03-28T11:00:00Z", "1 day")).toBe("2026-03-29T11:00:00Z");
    expect(end("2026-03-28T11:00:00Z", "1 day", { days: [1, 2, 3, 4, 5, 6, 7] })).toBe(
      "2026-03-29T10:00:00Z",
    );
  });
  test("to a time that the clocks skip ends at the next that exists, to one they repeat at the first", () => {
    expect(end("2026-03-28T12:00:00Z", "1 hour", { time: "02:30" })).toBe("2026-03-29T01:00:00Z");
    expect(end("2026-10-24T12:00:00Z", "1 hour", { time: "02:30" })).toBe("2026-10-25T00:30:00Z");
  });
  test("of a month is 30 days", () => {
    expect(end("2026-01-31T10:00:00Z", "1 month", {}, "UTC")).toBe("2026-03-02T10:00:00Z");
  });
});

test("midnight where the day begins at one o'clock is one o'clock", () => {
  const at = wallInstant(
    Temporal.PlainDate.from("2026-03-29"),
    Temporal.PlainTime.from("00:00"),
    "Asia/Beirut",
  );
  expect(toIso(at)).toBe("2026-03-28T22:00:00.000000Z");
});

test.each([
  ["9:00", "09:00"],
  ["23:59", "23:59"],
])("“%s” is a time", (text, time) => expect(parseTime(text)).toBe(time));
test.each(["24:00", "9", "9:60", "9am", ""])("“%s” is no time", (text) =>
  expect(parseTime(text)).toBeUndefined(),
);
