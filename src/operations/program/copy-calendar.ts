import type { Temporal } from "temporal-polyfill";
import { isWritable, micros, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { dayOf } from "#domain/calendar.ts";
import { FURTHEST } from "#engine/runs.ts";
import { later } from "#engine/schedule/shift-program.ts";
import type { Change } from "../change.ts";
import { entryKeyOf } from "../calendar/entry-shape.ts";
import { datesOf, seriesOf, usualAnchor, type Dated } from "./program-dates.ts";

/** What became of what: number to number. */
type Copies = ReadonlyMap<number, number>;

/** On which day an entry of the source is to fall; the usual one if none is said. */
export interface Begins {
  readonly on: Temporal.PlainDate;
  readonly anchor: string | undefined;
}

/**
 * Lets the clone's calendar have what is to come on the source's, its runs only pencilled in (behaviour §6.2). With a day to
 * begin on, what the source has or had, but for what was cancelled: one entry on that day, all at the same distances and
 * times of day, unless that would be in the past. Series are copied by themselves. Gives by how many days all moved, and how
 * many were left out.
 *
 * @throws Fault `not.found` when the source has no such entry, `run.tooFar` when a run would come too late, `calendar.years`
 */
export async function copyCalendar(
  change: Change,
  programs: Copies,
  campaigns: Copies,
  begins: Begins | undefined,
): Promise<{ days: number; leftOut: number }> {
  const { tx, actor, now, catalog } = change;
  const found = await datesOf(tx, [...programs.keys()], [...campaigns.keys()]);
  const all = begins ? found : found.filter((one) => isComing(one, now));
  const { zone } = catalog.calendar;
  const [next] = await seriesOf(tx, [...campaigns.keys()], now);
  const days = begins ? daysTo(begins, found, next?.next, change) : 0;
  const shifted = all.map(({ until, ...one }) => {
    const at = later(one.at, days, zone);
    const made = (one.kind === "run" ? campaigns : programs).get(one.of) as number;
    return { ...one, made, at, until: until === null ? null : micros(until + (at - one.at)) };
  });
  const moved = shifted.filter(({ at }) => at >= now);
  if (moved.some(({ kind, at }) => kind === "run" && at > now + FURTHEST))
    throw new Fault(problem("begins", "run.tooFar"));
  if (!moved.every(({ at, until }) => isWritable(at) && (until === null || isWritable(until))))
    throw new Fault(problem("begins", "calendar.years"));
  const [runs, notes] = [
    moved.filter(({ kind }) => kind === "run"),
    moved.filter(({ kind }) => kind === "note"),
  ];
  const column = (some: typeof moved, of: "id" | "made"): number[] => some.map((one) => one[of]);
  const times = (some: typeof moved): string[] => some.map(({ at }) => toIso(at));
  await tx.rows(sql`insert into campaign_run (campaign_id, kind, state, scheduled_for, asked_by, title, description)
    select q.made, 'batch', 'tentative', q.at, ${actor}, r.title, r.description
    from unnest(${column(runs, "id")}::integer[], ${column(runs, "made")}::integer[], ${times(runs)}::timestamptz[]) q (id, made, at)
    join campaign_run r on r.id = q.id order by r.id`);
  await tx.rows(sql`insert into calendar_note (program_id, type_id, name, description, starts_on, ends_on, created_by)
    select q.made, n.type_id, n.name, n.description, q.at, q.until, ${actor}
    from unnest(${column(notes, "id")}::integer[], ${column(notes, "made")}::integer[], ${times(notes)}::timestamptz[],
      ${notes.map(({ until }) => until && toIso(until))}::timestamptz[]) q (id, made, at, until)
    join calendar_note n on n.id = q.id order by n.id`);
  return { days, leftOut: shifted.length - moved.length };
}

/** Whether it is still to come: a run that has not begun, or a note. */
const isComing = ({ at, state }: Dated, now: Instant): boolean =>
  at > now && (state === null || state === "scheduled" || state === "tentative");

/** How many days later all is, so that the anchor falls on its day; without entries, the next day of a series. */
function daysTo(
  { on, anchor: entry }: Begins,
  all: readonly Dated[],
  next: Instant | undefined,
  { now, catalog }: Change,
): number {
  const anchor = entry === undefined ? usualAnchor(all, now) : all.find((one) => entryKeyOf(one) === entry);
  if (!anchor && entry !== undefined)
    throw new Fault(problem("anchor", "not.found", { kind: "entry", name: entry }));
  const from = anchor?.at ?? next;
  return from === undefined ? 0 : dayOf(from, catalog.calendar.zone).until(on, { largestUnit: "days" }).days;
}
