import { useQueries } from "@tanstack/react-query";
import type { Input, Output } from "../../client.ts";
import { asking } from "../../query.ts";
import { addDays } from "./days.ts";

export type Repeating = Output<"show-program-dates">["series"][number];

/** The day of its next run once a series has moved: null when it has none left, nothing while that is not known. */
export type NextDay = string | null | undefined;

/** On which days some series run next if they begin and end so many days later. */
export function useNextDays(series: readonly Repeating[], days: number): readonly NextDay[] {
  const asked = useQueries({
    queries: series.map(({ recurrence }) => asking("preview-schedule", movedBy(recurrence, days))),
  });
  return asked.map(({ data }) => data && (data.upcoming[0] ? dayIn(data.upcoming[0].local) : null));
}

function movedBy(recurrence: Repeating["recurrence"], days: number): Input<"preview-schedule"> {
  const { start, end } = recurrence;
  const moved = { ...recurrence, start: later(start, days), end: end && later(end, days), limit: 1 };
  if (moved.every !== "week") return moved as Input<"preview-schedule">;
  const { weekStarts: _, ...rest } = moved;
  return rest;
}

const later = (wall: string, days: number): string => addDays(dayIn(wall), days) + wall.slice(DAY);
const DAY = "2027-05-31".length;
const dayIn = (wall: string): string => wall.slice(0, DAY);
