import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { frameDays } from "./calendar.ts";

describe("this week", () => {
  const week = (today: string, weekStarts: number): string[] => {
    const calendar = { zone: "UTC", weekStarts, quarterStarts: 1 };
    const { from, until } = frameDays("This Week", Temporal.PlainDate.from(today), calendar);
    return [from.toString(), until.toString()];
  };
  test.each([
    ["2026-06-08", "a Monday, is the first day of a week that starts on Monday"],
    ["2026-06-10", "a Wednesday, is in it"],
    ["2026-06-14", "a Sunday, is its last day"],
  ])("%s, %s", (today) => expect(week(today, 1)).toEqual(["2026-06-08", "2026-06-15"]));
  test.each([
    ["2026-06-07", "a Sunday, is the first day of a week that starts on Sunday"],
    ["2026-06-13", "a Saturday, is its last day"],
  ])("%s, %s", (today) => expect(week(today, 7)).toEqual(["2026-06-07", "2026-06-14"]));
});
