import type { Temporal } from "temporal-polyfill";
import { isWritable, micros, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { dayOf } from "#domain/calendar.ts";
import { FURTHEST } from "#engine/runs.ts";
import { later } from "#engine/schedule/shift-program.ts";
import type { Change } from "../change.ts";

/** What became of what: number to number. */
type Copies = ReadonlyMap<number, number>;

/** Something on the source's calendar that stands on the clone's too. */
interface Copied {
  readonly kind: "run" | "note";
  readonly id: number;
  /** The campaign or program of the clone. */
  readonly made: number;
  readonly at: Instant;
  readonly until: Instant | null;
}

/**
 * Lets the clone's calendar have what is to come on the source's, its runs only pencilled in (behaviour §6.2). With a day to
 * begin on, everything that the source has or had, but for what was cancelled: the first on that day, all at the same
 * distances and times of day. The days of series are left out. Gives by how many days all moved.
 *
 * @throws Fault `run.tooFar` when a run would come too late, `calendar.years`
 */
export async function copyCalendar(
  change: Change,
  programs: Copies,
  campaigns: Copies,
  begins: Temporal.PlainDate | undefined,
): Promise<number> {
  const { tx, actor, now, catalog } = change;
  const all = await entriesOf(change, programs, campaigns, begins === undefined ? now : micros(-Infinity));
  const { zone } = catalog.calendar;
  const days = begins && all[0] ? dayOf(all[0].at, zone).until(begins, { largestUnit: "days" }).days : 0;
  const moved = all.map((one) => {
    const at = later(one.at, days, zone);
    return { ...one, at, until: one.until === null ? null : micros(one.until + (at - one.at)) };
  });
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
  await tx.rows(sql`insert into campaign_run (campaign_id, kind, state, scheduled_for, person_limit, asked_by, title, description)
    select q.made, 'batch', 'tentative', q.at, r.person_limit, ${actor}, r.title, r.description
    from unnest(${column(runs, "id")}::integer[], ${column(runs, "made")}::integer[], ${times(runs)}::timestamptz[]) q (id, made, at)
    join campaign_run r on r.id = q.id order by r.id`);
  await tx.rows(sql`insert into calendar_note (program_id, type_id, name, description, starts_on, ends_on, created_by)
    select q.made, n.type_id, n.name, n.description, q.at, q.until, ${actor}
    from unnest(${column(notes, "id")}::integer[], ${column(notes, "made")}::integer[], ${times(notes)}::timestamptz[],
      ${notes.map(({ until }) => until && toIso(until))}::timestamptz[]) q (id, made, at, until)
    join calendar_note n on n.id = q.id order by n.id`);
  return days;
}

/** The entries of some programs and their campaigns after an instant, the earliest first. */
function entriesOf(
  { tx, now }: Change,
  programs: Copies,
  campaigns: Copies,
  after: Instant,
): Promise<Copied[]> {
  const past = after < now;
  const from = sql`${past ? "-infinity" : toIso(after)}::timestamptz`;
  const states = past ? sql`r.state <> 'cancelled'` : sql`r.state in ('scheduled', 'tentative')`;
  return tx.rows<Copied>(sql`
    select 'run' as kind, r.id, c.made, r.scheduled_for as at, null::timestamptz as until
    from unnest(${[...campaigns.keys()]}::integer[], ${[...campaigns.values()]}::integer[]) c (source, made)
    join campaign_run r on r.campaign_id = c.source and r.kind = 'batch' and ${states} and r.scheduled_for > ${from} and r.occurrence is null
    union all
    select 'note', n.id, f.made, n.starts_on, n.ends_on
    from unnest(${[...programs.keys()]}::integer[], ${[...programs.values()]}::integer[]) f (source, made)
    join calendar_note n on n.program_id = f.source and n.starts_on > ${from}
    order by at, id`);
}
