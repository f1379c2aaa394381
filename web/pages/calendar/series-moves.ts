import { useQueries } from "@tanstack/react-query";
import type { Input, Output } from "../../client.ts";
import { asking } from "../../query.ts";
import { addDays } from "./days.ts";

export type Repeating = Output<"show-program-dates">["series"][number];

/** The day of its next run once a series has moved: null when it has none left, nothing while that is not known. */
export type NextDay = string | null | undefined;

/** On which days some series run next if they begin and end so many days later. */
export const useNextDays = (series: readonly Repeating[], days: number): readonly NextDay[] =>
  useUpcoming(series, days).map((coming) => coming && (coming[0] === undefined ? null : dayIn(coming[0])));

/** Of some series that have no end, whether they would have the very same days; nothing while that is not known. */
export function useSameDays(series: readonly Repeating[], days: number): readonly (boolean | undefined)[] {
  const before = useUpcoming(series, 0);
  const after = useUpcoming(series, days);
  return series.map(({ recurrence }, index) => {
    const [was, is] = [before[index], after[index]];
    return recurrence.end === null ? was && is && was.join() === is.join() : false;
  });
}

function useUpcoming(series: readonly Repeating[], days: number): readonly (string[] | undefined)[] {
  const asked = useQueries({
    queries: series.map(({ recurrence }) => asking("preview-schedule", movedBy(recurrence, days))),
  });
  return asked.map(({ data }) => data?.upcoming.map(({ local }) => local));
}

/** As many runs as Muster compares. */
const COMPARED = 100;

function movedBy(recurrence: Repeating["recurrence"], days: number): Input<"preview-schedule"> {
  const { start, end } = recurrence;
  const moved = { ...recurrence, start: later(start, days), end: end && later(end, days), limit: COMPARED };
  if (moved.every !== "week") return moved as Input<"preview-schedule">;
  const { weekStarts: _, ...rest } = moved;
  return rest;
}

const later = (wall: string, days: number): string => addDays(dayIn(wall), days) + wall.slice(DAY);
const DAY = "2027-05-31".length;
const dayIn = (wall: string): string => wall.slice(0, DAY);
