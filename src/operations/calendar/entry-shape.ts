import { z } from "zod";
import { instantFromIso, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem, sentence, type Language } from "#kernel/fault.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { programOf, type Catalog } from "#domain/catalog.ts";
import type { Flow, Step } from "#domain/flow.ts";
import type { Engine } from "#engine/engine.ts";
import { expirations } from "#engine/schedule/expiration.ts";
import { calendarRun, calendarRuns, type CalendarRun, type Span } from "#engine/schedule/calendar.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { problemShape } from "../campaign/campaign-shape.ts";
import type { Reading } from "../define.ts";
import { remarkOn, remarkShape } from "../schedule/remark.ts";
import { expirationWarnings } from "../program/expiration.ts";

const named = z.object({ id: z.int(), name: z.string() });

/** A kind of notes that an installation gave itself. */
export const entryTypeShape = named.extend({
  icon: z.string(),
  colour: z.string(),
  hidden: z.boolean().meta({ description: "It is not offered for new entries" }),
});

/** What stands on the calendar. */
export const entryShape = z.object({
  entry: z.string().meta({
    description:
      "`run-7`, `note-3`, `expiration-5`; of a series' run that is only expected `day-12-2027-05-31`: campaign and day; of one that was cancelled or moved to another day `gone-12-2027-05-31`",
  }),
  kind: z.enum(["run", "note", "expiration"]),
  program: named.nullable(),
  channel: named.nullable().meta({ description: "That of its program" }),
  campaign: named.nullable(),
  run: z.int().nullable(),
  day: z.string().nullable().meta({ description: "The day of its series that a run stands for" }),
  name: z.string(),
  description: z.string().nullable(),
  at: z.string(),
  zone: z.string().nullable().meta({ description: "Of a run of a series: the zone its times are given in" }),
  remark: remarkShape,
  until: z.string().nullable(),
  type: z.enum(["smart campaign", "smart campaign with email", "note", "expiration"]),
  entryType: entryTypeShape.omit({ hidden: true }).nullable(),
  state: z
    .enum([
      "tentative",
      "confirmed",
      "running",
      "finished",
      "missed",
      "blocked",
      "failed",
      "aborted",
      "cancelled",
      "moved",
    ])
    .nullable()
    .meta({
      description:
        "Of a run; `tentative` is only pencilled in and will not run; `cancelled` and `moved` is a day of a series on which it does not take place, `cancelled` also a run that the end of its program cancelled",
    }),
  past: z.boolean(),
  movable: z.boolean().meta({ description: "Whether it may be moved to another day" }),
  steps: z.array(
    z.object({
      action: z.string(),
      emails: z.array(named).meta({ description: "The e-mails it sends, its choices' included" }),
    }),
  ),
  later: z.boolean().meta({ description: "There are further steps, after a Wait; they are not shown" }),
  expires: z.string().nullable().meta({
    description:
      "Of a run that is to come: when its program expires, if that is not after it; it is cancelled then, and does not take place. Of one that was cancelled so: when that was",
  }),
  people: z.int().nullable().meta({ description: "How many it has, once it has begun" }),
  movedTo: z.string().nullable().meta({ description: "Of a day that its series' run has left: when it is" }),
  restorable: z.boolean().meta({
    description: "Whether a series' run that was cancelled or moved can be planned again on this day",
  }),
});
export type Entry = z.infer<typeof entryShape>;

/** An entry that was just planned, with what speaks against its taking place. */
export const plannedShape = entryShape.extend({ warnings: z.array(problemShape) });
export type PlannedEntry = z.infer<typeof plannedShape>;

export const withWarnings = async (entry: Entry, { engine, language }: Reading): Promise<PlannedEntry> => ({
  ...entry,
  warnings: entry.campaign
    ? await expirationWarnings(engine, entry.campaign.id, instantFromIso(entry.at), language)
    : [],
});

/** How a client points at a run or a note. */
export const entryKeyOf = ({ kind, id }: { readonly kind: "run" | "note"; readonly id: number }): string =>
  `${kind}-${id}`;

/** What a client points at. @throws Fault `not.found` */
export function readEntryKey(entry: string): { kind: "run" | "note"; id: number } {
  const [, kind, id] = /^(run|note)-(\d{1,9})$/.exec(entry) ?? [];
  if (!kind) throw new Fault(problem("entry", "not.found", { kind: "entry", name: entry.slice(0, 100) }));
  return { kind: kind as "run" | "note", id: Number(id) };
}

/** Which entries: those of some programs, or all. */
export interface Which extends Span {
  readonly programs?: readonly number[] | undefined;
}

/** The entries in a span of time, the earliest first. */
export async function readEntries(
  { engine, language }: Reading,
  { programs, ...span }: Which,
): Promise<Entry[]> {
  const { catalog, paused } = engine.definitions;
  const now = engine.clock.now();
  const runs = await calendarRuns(engine.db, campaignsOf(catalog, programs), span, now);
  const notes = await readNotes(
    engine,
    sql`n.starts_on < ${toIso(span.until)}::timestamptz and coalesce(n.ends_on, n.starts_on) >= ${toIso(span.from)}::timestamptz
      and ${among(sql`n.program_id`, programs)}`,
  );
  const ends = await readExpirations(engine, { programs, ...span });
  const expire = await expirations(engine.db);
  return [
    ...runs.map((run) => ofRun(run, { catalog, now, expire, paused, language })),
    ...notes,
    ...ends,
  ].toSorted((a, b) => a.at.localeCompare(b.at));
}

const among = (program: Sql, programs: readonly number[] | undefined): Sql =>
  programs === undefined ? sql`true` : sql`${program} = any(${[...programs]}::integer[])`;

/** The campaigns that stand in some programs themselves; all when none is said. */
export const campaignsOf = (catalog: Catalog, programs: readonly number[] | undefined): number[] => {
  const wanted = programs && new Set<number | null>(programs);
  return [...catalog.campaigns.values()]
    .filter(({ folder }) => wanted === undefined || wanted.has(programOf(catalog, folder)))
    .map(({ id }) => id);
};

const STATES: Readonly<Record<string, Entry["state"]>> = {
  tentative: "tentative",
  scheduled: "confirmed",
  starting: "running",
  running: "running",
  waiting: "finished",
  done: "finished",
  missed: "missed",
  blocked: "blocked",
  failed: "failed",
  aborted: "aborted",
  cancelled: "cancelled",
  moved: "moved",
};

/** What a run is seen in the light of. */
interface Light {
  readonly catalog: Catalog;
  readonly now: Instant;
  /** When programs expire. */
  readonly expire: ReadonlyMap<number, Instant>;
  /** Campaigns that stand still. */
  readonly paused: ReadonlySet<number>;
  readonly language: Language | undefined;
}

function ofRun(one: CalendarRun, { catalog, now, expire, paused, language }: Light): Entry {
  const campaign = catalog.campaigns.get(one.campaignId);
  const program = programOf(catalog, campaign?.folder ?? null);
  const ends = one.expired ?? expire.get(program ?? 0);
  const shown = upToWait(one.flow);
  const steps = shown.map((step) => ({ action: step.action, emails: emailsOf(step, catalog) }));
  const state = STATES[one.state] ?? null;
  return {
    entry: keyOf(one),
    kind: "run",
    ...placed(catalog, program),
    campaign: { id: one.campaignId, name: campaign?.name ?? "" },
    run: one.run,
    day: one.day,
    name: one.title ?? campaign?.name ?? "",
    description: one.description,
    at: toIso(one.at),
    zone: one.series?.zone ?? null,
    remark: remarkOf(one, state, { paused, language }),
    until: null,
    type: shown.some(({ action }) => action === "send-email")
      ? "smart campaign with email"
      : "smart campaign",
    entryType: null,
    state,
    past: one.at < now,
    movable: one.day === null && (state === "tentative" || (state === "confirmed" && one.at >= now)),
    steps,
    later: shown.length < one.flow.steps.length,
    expires: ends !== undefined && endedBy(one, state, ends, now) ? toIso(ends) : null,
    people: one.people,
    movedTo: one.movedTo === null ? null : toIso(one.movedTo),
    restorable: one.restorable,
  };
}

/** Why it is not as its series says, and that it waits for its campaign to be resumed. */
function remarkOf(
  one: CalendarRun,
  state: Entry["state"],
  { paused, language }: Pick<Light, "paused" | "language">,
): string | null {
  if (state === "cancelled" || state === "moved") return null;
  const waits = (state === "confirmed" || state === "running") && paused.has(one.campaignId);
  const remarks = [
    waits ? sentence({ code: "run.paused" }, language) : null,
    remarkOn(one.series, one, language),
  ];
  return remarks.filter((remark) => remark !== null).join(" ") || null;
}

/** Whether its program's end cancels it, or has done so. */
const endedBy = ({ at, expired }: CalendarRun, state: Entry["state"], ends: Instant, now: Instant): boolean =>
  expired !== null || ((state === "confirmed" || state === "tentative") && ends > now && ends <= at);

function keyOf({ run, campaignId, day, state }: CalendarRun): string {
  if (run !== null) return `run-${run}`;
  return `${state === "scheduled" || state === "tentative" ? "day" : "gone"}-${campaignId}-${day}`;
}

/** The steps before the first Wait; what follows is not on the calendar (behaviour §6.2). */
function upToWait({ steps }: Flow): Step[] {
  const first = steps.findIndex(({ action }) => actions.get(action)?.way === "waits");
  return first < 0 ? steps : steps.slice(0, first);
}

function emailsOf({ action, args, choices }: Step, catalog: Catalog): { id: number; name: string }[] {
  if (action !== "send-email") return [];
  const ids = [args, ...choices.map((choice) => choice.args)].flatMap((one) =>
    one ? [Number(one["email"])] : [],
  );
  return [...new Set(ids)].flatMap((id) => {
    const email = catalog.emails.get(id);
    return email ? [{ id, name: email.name }] : [];
  });
}

/** The program something belongs to, and that program's channel. */
function placed({ programs }: Catalog, id: number | null): Pick<Entry, "program" | "channel"> {
  const program = id === null ? undefined : programs.get(id);
  if (!program) return { program: null, channel: null };
  const { name, channel } = program;
  return { program: { id: program.id, name }, channel: { id: channel.id, name: channel.name } };
}

interface NoteRow {
  readonly id: number;
  readonly program: number;
  readonly name: string;
  readonly description: string | null;
  readonly at: Instant;
  readonly until: Instant | null;
  readonly type: Entry["entryType"];
}

/** Notes `n`, of programs that are there. */
export async function readNotes({ db, definitions, clock }: Engine, which: Sql): Promise<Entry[]> {
  const rows = await db.rows<NoteRow>(sql`
    select n.id, n.program_id as program, n.name, n.description, n.starts_on as at, n.ends_on as until,
      case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name, 'icon', t.icon, 'colour', t.colour) end as type
    from calendar_note n join folder f on f.id = n.program_id and f.deleted_on is null left join entry_type t on t.id = n.type_id
    where ${which} order by n.starts_on, n.id`);
  const now = clock.now();
  return rows.map(({ id, program, type, at, until, ...row }) => ({
    ...plain,
    entry: `note-${id}`,
    kind: "note" as const,
    ...row,
    ...placed(definitions.catalog, program),
    at: toIso(at),
    until: until === null ? null : toIso(until),
    type: "note" as const,
    entryType: type,
    past: at < now,
    movable: true,
  }));
}

/** The ends of programs: what runs in them by itself ends there. They are set in the program's setup. */
async function readExpirations(
  { db, clock, definitions }: Engine,
  { programs, from, until }: Which,
): Promise<Entry[]> {
  const rows = await db.rows<{ id: number; name: string; at: Instant }>(sql`
    select p.id, f.name, p.expires_on as at from program p join folder f on f.id = p.id and f.deleted_on is null
    where p.expires_on >= ${toIso(from)}::timestamptz and p.expires_on < ${toIso(until)}::timestamptz
      and ${among(sql`p.id`, programs)} order by p.id`);
  const now = clock.now();
  return rows.map(({ id, name, at }) => ({
    ...plain,
    entry: `expiration-${id}`,
    kind: "expiration" as const,
    type: "expiration" as const,
    name,
    description: null,
    ...placed(definitions.catalog, id),
    at: toIso(at),
    until: null,
    entryType: null,
    past: at < now,
    movable: false,
  }));
}

/** What only runs have. */
const plain = {
  campaign: null,
  run: null,
  day: null,
  zone: null,
  remark: null,
  state: null,
  steps: [],
  later: false,
  expires: null,
  people: null,
  movedTo: null,
  restorable: false,
};

/** One entry. @throws Fault `not.found` */
export async function readEntry(
  reading: Reading,
  { kind, id }: { kind: "run" | "note"; id: number },
): Promise<Entry> {
  const [found] =
    kind === "note" ? await readNotes(reading.engine, sql`n.id = ${id}`) : await entryOfRun(reading, id);
  if (!found) throw new Fault(problem("entry", "not.found", { kind: "entry", name: `${kind}-${id}` }));
  return found;
}

async function entryOfRun({ engine, language }: Reading, id: number): Promise<Entry[]> {
  const { db, definitions, clock } = engine;
  const run = await calendarRun(db, id);
  if (!run) return [];
  const { catalog, paused } = definitions;
  return [ofRun(run, { catalog, now: clock.now(), expire: await expirations(db), paused, language })];
}
