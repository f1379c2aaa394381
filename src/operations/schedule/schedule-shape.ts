import { z } from "zod";
import { hour, micros, toIso, type Instant } from "#kernel/clock.ts";
import { problem, type Problem } from "#kernel/fault.ts";
import { zoned } from "#domain/calendar.ts";
import { durationLabel } from "#domain/duration.ts";
import { entersAgainAfter, type Qualification } from "#domain/qualification.ts";
import { recurrenceShape, shortestGap, type Recurrence } from "#domain/recurrence.ts";
import { exceptions } from "#engine/schedule/exceptions.ts";
import { tentativeDays, tentativeSeries } from "#engine/schedule/tentative-series.ts";
import { upcoming, type UpcomingRun, type Window } from "#engine/schedule/upcoming.ts";
import type { Reading } from "../define.ts";
import { expirationWarnings, expiresBefore } from "../program/expiration.ts";
import { remarkOn, remarkShape } from "./remark.ts";
import { problemShape, readCampaigns, sentencesIn } from "../campaign/campaign-shape.ts";

const upcomingRun = z.object({
  at: z.string(),
  local: z.string().meta({ description: "The same on the wall clock of the zone" }),
  day: z.string().nullable().meta({
    description: "The day of the series, by which its run is cancelled or moved; null: planned by itself",
  }),
  run: z
    .int()
    .nullable()
    .meta({ description: "Its number, if it was planned by itself, was moved, or is due" }),
  moved: z.boolean(),
  remark: remarkShape,
  expires: z.string().nullable().meta({
    description: "When its program expires, if that is not after it: it is cancelled then",
  }),
});

const tentativeDay = upcomingRun.pick({ at: true, local: true, day: true, remark: true });

const exception = z.object({
  at: z.string().meta({ description: "When the run would have been" }),
  local: z.string(),
  day: z.string(),
  movedTo: z.string().nullable().meta({ description: "When it is instead; null: it was cancelled" }),
});

/** The Schedule tab of a batch campaign. */
export const scheduleShape = z.object({
  campaign: z.object({ id: z.int(), name: z.string() }),
  zone: z.string(),
  recurrence: recurrenceShape.nullable(),
  tentative: z
    .object({ recurrence: recurrenceShape, upcoming: z.array(tentativeDay) })
    .nullable()
    .meta({
      description: "How it would repeat, and when: that is only pencilled in, and nothing of it runs",
    }),
  warnings: z.array(problemShape),
  upcoming: z.array(upcomingRun),
  exceptions: z.array(exception).meta({
    description:
      "Days of the series, up to the last run that is listed, on which it does not take place; each can be planned again",
  }),
});
export type ScheduleShape = z.infer<typeof scheduleShape>;

/** How many runs are listed when nobody says how many. */
export const NEXT = 3;

export async function readSchedule(reading: Reading, id: number, window: Window): Promise<ScheduleShape> {
  const { engine, language } = reading;
  const [campaign] = await readCampaigns(engine, engine.db, { id, limit: 1 });
  const recurrence = campaign?.recurrence ?? null;
  const zone = recurrence?.zone ?? engine.definitions.catalog.calendar.zone;
  const now = engine.clock.now();
  const runs = (await upcoming(engine.db, [id], window)).get(id) ?? [];
  const warnings = recurrence && campaign ? warningsOf(campaign.qualification, recurrence, now) : [];
  const last = runs.at(-1);
  const gone = await exceptions(engine.db, [id], {
    from: micros(Math.max(now, window.from ?? now)),
    until: last && runs.length === window.limit ? last.at : window.until,
    now,
  });
  const ends = last ? await expiresBefore(engine, id, last.at) : null;
  const expires = (at: Instant): string | null => (ends !== null && ends <= at ? toIso(ends) : null);
  return {
    campaign: { id, name: campaign?.name ?? "" },
    zone,
    recurrence,
    tentative: await readTentative(reading, id, window),
    warnings: [
      ...warnings.map(sentencesIn(language)),
      ...(last ? await expirationWarnings(engine, id, last.at, language) : []),
    ],
    upcoming: runs.map((run) => ({
      ...upcomingShape(run, zone),
      remark: remarkOn(recurrence, run, language),
      expires: expires(run.at),
    })),
    exceptions: gone
      .filter(({ restorable }) => restorable)
      .slice(0, window.limit)
      .map(({ at, day, movedTo }) => ({
        at: toIso(at),
        local: localOf(at, zone),
        day,
        movedTo: movedTo === null ? null : toIso(movedTo),
      })),
  };
}

async function readTentative(
  { engine, language }: Reading,
  id: number,
  { from, until = micros(Infinity), limit }: Window,
): Promise<ScheduleShape["tentative"]> {
  const now = engine.clock.now();
  const [series] = await tentativeSeries(engine.db, [id]);
  if (!series) return null;
  const { recurrence } = series;
  const days = tentativeDays(recurrence, { from: from ?? now, until }, now, limit);
  return {
    recurrence,
    upcoming: days.map(({ day, at }) => ({
      at: toIso(at),
      local: localOf(at, recurrence.zone),
      day,
      remark: remarkOn(recurrence, { day, at }, language),
    })),
  };
}

const upcomingShape = ({ at, ...run }: UpcomingRun, zone: string) => ({
  at: toIso(at),
  local: localOf(at, zone),
  ...run,
});

const localOf = (at: Instant, zone: string): string =>
  zoned(at, zone).toPlainDateTime().toString({ smallestUnit: "minute" });

/** Whether some of those who were in a run may not enter the next (behaviour §4.6). */
function warningsOf(rule: Qualification, recurrence: Recurrence, now: Instant): Problem[] {
  if (rule.rule !== "once every") return [];
  const gap = shortestGap(recurrence, now);
  if (entersAgainAfter(rule, now) >= now - gap) return [];
  const interval = durationLabel(rule);
  return [problem("qualification", "schedule.interval", { interval, hours: Math.round(gap / hour) })];
}
