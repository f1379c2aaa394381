import { Temporal } from "temporal-polyfill";
import { day, micros, toIso, type Instant } from "#kernel/clock.ts";
import { join, sql, type Sql } from "#kernel/sql.ts";
import { dayOf, startOfDay } from "#domain/calendar.ts";
import { entersAgainAfter } from "#domain/qualification.ts";
import { MARKETING_ONLY, refused, suppressed } from "#vocabulary/refused.ts";
import { candidates } from "./audience.ts";
import type { Engine } from "./engine.ts";
import { runnable, type Runnable } from "./runs.ts";
import type { Span } from "./schedule/calendar.ts";

/** A run that is foreseen: when, of which campaign, and how many mails it sends each of its people, of either kind. */
export interface Foreseen {
  readonly campaignId: number;
  readonly at: Instant;
  readonly marketing: number;
  readonly operational: number;
}

/** Whom some runs take together, each person counted once; how many of them may be mailed, and how many mails these are. */
interface Reach {
  readonly people: number;
  readonly mailable: number;
  readonly mails: number;
}

/** What is foreseen for a day. */
export interface DayForecast extends Reach {
  readonly day: string;
  /** How many of those who get a mail that day would then have more than anybody should, that day or in seven days. */
  readonly overDay: number;
  readonly overWeek: number;
}

export interface Forecast extends Reach {
  readonly days: DayForecast[];
}

/** More marketing mails than that nobody should get: in a day, and in seven. */
export interface Limits {
  readonly perDay: number;
  readonly per7Days: number;
}

/** How long all is counted before it is given up, in milliseconds. */
const PATIENCE = 60_000;

/** A run that takes somebody, on its day. */
interface Counted extends Foreseen {
  readonly day: string;
}

/**
 * Says how many people and mails the coming runs of a span would have if they took who matches now, day by day of the
 * subscription's zone. Whoever may enter only once, or once in a while, is counted for the runs that may take them; mails
 * count for those who may be mailable. What was sent, or is foreseen, in the days before the span counts for the limits.
 *
 * @param runs all that are to come until the span ends, so that the answer for a day is the same in every span
 */
export async function forecast(
  engine: Engine,
  runs: readonly Foreseen[],
  { from, until }: Span,
  limits: Limits,
): Promise<Forecast> {
  const { zone } = engine.definitions.catalog.calendar;
  const campaigns = await sound(engine, [...new Set(runs.map((run) => run.campaignId))]);
  const counted = [...campaigns.values()].flatMap((campaign) =>
    admitted(campaign, runs).map((run): Counted => ({ ...run, day: dateOf(run.at, zone) })),
  );
  const days = daysOf(from, until, zone);
  const on = Map.groupBy(counted, (run) => run.day);
  const ends = (last: string, length: number): Counted[] =>
    Array.from({ length }, (_, back) => on.get(later(last, back - length + 1)) ?? []).flat();
  const now = engine.clock.now();
  const bundle = (last: string, length: number, most: number | undefined): Bundle =>
    bundleOf(ends(last, length), { last, most, sent: sentSince(later(last, 1 - length), now, zone) });
  const whole = bundleOf(days.flatMap((of) => on.get(of) ?? []));
  const asked = days.map((of) => ({
    of,
    itself: bundle(of, 1, limits.perDay),
    week: bundle(of, 7, limits.per7Days),
  }));
  const answers = await reach(engine, campaigns, [
    whole,
    ...asked.flatMap(({ itself, week }) => (mayBeTooMany(week) ? [itself, week] : [itself])),
  ]);
  const of = (one: Bundle): Answer => answers.get(keyOf(one)) ?? NOBODY;
  return {
    ...reachOf(of(whole)),
    days: asked.map(({ of: date, itself, week }) => ({
      day: date,
      ...reachOf(of(itself)),
      overDay: of(itself).over,
      overWeek: of(week).over,
    })),
  };
}

/** Campaigns that could run as they are. */
async function sound(engine: Engine, ids: readonly number[]): Promise<Map<number, Runnable>> {
  const found = new Map<number, Runnable>();
  for (const id of ids) {
    const campaign = await runnable(engine, engine.db, id);
    if (campaign.problems.length === 0 && campaign.mode === "batch") found.set(id, campaign);
  }
  return found;
}

/** The runs that may take the same people: the first, and each that the rule allows after the one before. */
function admitted({ id, version }: Runnable, runs: readonly Foreseen[]): Foreseen[] {
  const kept: Foreseen[] = [];
  for (const run of runs.filter((one) => one.campaignId === id).toSorted((a, b) => a.at - b.at)) {
    const last = kept.at(-1);
    if (!last || last.at <= entersAgainAfter(version.qualification, run.at)) kept.push(run);
  }
  return kept;
}

/** How many mails a campaign sends each of its people, in some runs; and whether one of these is on the last day. */
interface Send {
  readonly campaign: number;
  readonly marketing: number;
  readonly operational: number;
  readonly last: boolean;
}

/** Runs that are counted together. Many days of a series have the same, which is counted once. */
interface Bundle {
  readonly sends: readonly Send[];
  /** More marketing mails than that are too many. */
  readonly most: number | undefined;
  /** What was sent from an instant on counts for that, too. */
  readonly sent: string | undefined;
}

interface Answer extends Reach {
  readonly over: number;
}

const NOBODY: Answer = { people: 0, mailable: 0, mails: 0, over: 0 };

const reachOf = ({ people, mailable, mails }: Answer): Reach => ({ people, mailable, mails });

const keyOf = (bundle: Bundle): string => JSON.stringify(bundle);

function bundleOf(
  runs: readonly Counted[],
  { last, most, sent }: { last?: string; most?: number | undefined; sent?: string | undefined } = {},
): Bundle {
  const sends = [...Map.groupBy(runs, (run) => run.campaignId)].map(([campaign, some]): Send => {
    const sum = (of: "marketing" | "operational"): number => some.reduce((all, run) => all + run[of], 0);
    return {
      campaign,
      marketing: sum("marketing"),
      operational: sum("operational"),
      last: some.some((run) => run.day === last && run.marketing > 0),
    };
  });
  return { sends: sends.toSorted((one, other) => one.campaign - other.campaign), most, sent };
}

const mayBeTooMany = ({ sends, most = 0, sent }: Bundle): boolean =>
  sends.some(({ last }) => last) &&
  (sent !== undefined || sends.reduce((all, { marketing }) => all + marketing, 0) > most);

/** The beginning of a day, if something was sent since. */
function sentSince(of: string, now: Instant, zone: string): string | undefined {
  const at = startOfDay(Temporal.PlainDate.from(of), zone);
  return at < now ? toIso(at) : undefined;
}

/** Counts for each of some bundles, by its key. Everybody whom a campaign takes is looked up once. */
async function reach(
  engine: Engine,
  campaigns: ReadonlyMap<number, Runnable>,
  bundles: readonly Bundle[],
): Promise<Map<string, Answer>> {
  const some = new Map(bundles.filter(({ sends }) => sends.length > 0).map((one) => [keyOf(one), one]));
  if (some.size === 0) return new Map();
  const rows = await engine.db.transaction(
    "read",
    (tx) => tx.rows<Answer & { key: string }>(counts(engine, campaigns, some)),
    `set local statement_timeout = ${PATIENCE}; set local work_mem = '256MB'; set local max_parallel_workers_per_gather = 0`,
  );
  return new Map(rows.map(({ key, ...answer }) => [key, answer]));
}

/**
 * Counts bundles over patterns: which campaigns take a person, whether mails reach them, and what they have had. There
 * are few of these however many people there are, and the bundles of a month share them.
 */
function counts(
  engine: Engine,
  campaigns: ReadonlyMap<number, Runnable>,
  bundles: ReadonlyMap<string, Bundle>,
): Sql {
  const at = engine.clock.now();
  const all = [...bundles.entries()];
  const sends = all.flatMap(([key, one]) => one.sends.map((send) => ({ key, ...send })));
  const who = [...new Set(sends.map(({ campaign }) => campaign))].map((id) => campaigns.get(id) as Runnable);
  const place = new Map(who.map(({ id }, index) => [id, index + 1]));
  const column = <K extends keyof Send | "key">(of: K): (Send & { key: string })[K][] =>
    sends.map((send) => send[of]);
  const since = [...new Set(all.flatMap(([, { sent }]) => sent ?? []))].toSorted();
  const facts = [
    ...who.map((one, index) => taken(engine, one, bitOf(index, who.length))),
    mailable(at),
    ...(since[0] === undefined ? [] : [mailed(since[0])]),
  ];
  const sent =
    since.length === 0
      ? sql`'{}'::bigint[]`
      : sql`array[${join(since.map((from) => sql`count(*) filter (where mailed >= ${from}::timestamptz)`))}]`;
  return sql`with one as (
      select bit_or(campaigns)::text as campaigns, coalesce(bool_or(marketing), false) as marketing, coalesce(bool_or(operational), false) as operational,
        ${sent} as sent
      from (${join(facts, " union all ")}) fact group by id),
    pattern as materialized (
      select row_number() over () as pattern, campaigns, marketing, operational, sent, count(*) as people
      from one where campaigns is not null group by campaigns, marketing, operational, sent),
    bundle as (select * from unnest(${all.map(([key]) => key)}::text[], ${all.map(([, { most }]) => most ?? null)}::integer[],
      ${all.map(([, one]) => (one.sent === undefined ? null : since.indexOf(one.sent) + 1))}::integer[]) b (key, most, since)),
    send as (select * from unnest(${column("key")}::text[], ${column("campaign").map((id) => place.get(id) ?? 0)}::integer[],
      ${column("marketing")}::integer[], ${column("operational")}::integer[], ${column("last")}::boolean[]) s (key, place, marketing, operational, last))
    select key, sum(people)::integer as people, coalesce(sum(people) filter (where mails > 0), 0)::integer as mailable,
      coalesce(sum(people * mails), 0)::float8 as mails, coalesce(sum(people) filter (where last and marketing + had > most), 0)::integer as over
    from (
      select b.key, b.most, w.people, w.marketing and bool_or(s.last) as last, coalesce(w.sent[b.since], 0) as had,
        case when w.marketing then sum(s.marketing) else 0 end as marketing,
        case when w.marketing then sum(s.marketing) else 0 end + case when w.operational then sum(s.operational) else 0 end as mails
      from pattern w join send s on substr(w.campaigns, s.place, 1) = '1' join bundle b using (key)
      group by b.key, b.most, b.since, w.pattern, w.people, w.marketing, w.operational, w.sent) q
    group by key`;
}

/** What is known of people, each fact a row: that a campaign takes them, … */
const taken = (engine: Engine, campaign: Runnable, bit: string): Sql =>
  sql`select p.id, ${bit}::varbit as campaigns, null::boolean as marketing, null::boolean as operational, null::timestamptz as mailed
    ${candidates(engine, campaign, engine.clock.now())} and m.person_id is null`;

/** … that mails reach them, … */
const mailable = (at: Instant): Sql =>
  sql`select id, null, reason is null, true, null from (select p.id, ${refused(false, at)} as reason from person p ${suppressed}) q
    where reason is null or reason = any(${MARKETING_ONLY}::text[])`;

/** … and that they were sent a marketing mail. */
const mailed = (since: string): Sql =>
  sql`select person_id, null, null, null, created_on from delivery where created_on >= ${since}::timestamptz and kind = 0 and not operational`;

/** One of some campaigns, as the one bit that is set. */
const bitOf = (index: number, count: number): string =>
  Array.from({ length: count }, (_, place) => (place === index ? "1" : "0")).join("");

const dateOf = (at: Instant, zone: string): string => dayOf(at, zone).toString();

const later = (of: string, days: number): string =>
  new Date(Date.parse(`${of}T00:00Z`) + (days * day) / 1000).toISOString().slice(0, 10);

function daysOf(from: Instant, until: Instant, zone: string): string[] {
  const last = dateOf(micros(until - 1), zone);
  const days: string[] = [];
  for (let of = dateOf(from, zone); of <= last; of = later(of, 1)) days.push(of);
  return days;
}
