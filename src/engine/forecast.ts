import { day, micros, type Instant } from "#kernel/clock.ts";
import { join, sql, type Sql } from "#kernel/sql.ts";
import { zoned } from "#domain/calendar.ts";
import { entersAgainAfter } from "#domain/qualification.ts";
import { candidates } from "./audience.ts";
import type { Engine } from "./engine.ts";
import { runnable, type Runnable } from "./runs.ts";
import type { Span } from "./schedule/calendar.ts";

/** A run that is foreseen: when, of which campaign, and how many mails it sends each of its people. */
export interface Foreseen {
  readonly campaignId: number;
  readonly at: Instant;
  readonly mails: number;
}

/** What is foreseen for a day. */
export interface DayForecast {
  readonly day: string;
  readonly people: number;
  readonly mails: number;
  /** How many people would get more mails that day, or in the seven days up to it, than anybody should. */
  readonly overDay: number;
  readonly overWeek: number;
}

/** More mails than that nobody should get: in a day, and in seven. */
export interface Limits {
  readonly perDay: number;
  readonly per7Days: number;
}

/** How long all is counted before it is given up, in milliseconds. */
const PATIENCE = 60_000;

/** A run with whom it would take now. */
interface Counted extends Foreseen {
  readonly day: string;
}

/**
 * Says how many people and mails the coming runs of a span would have if they took who matches now, day by day of the
 * subscription's zone. Whoever may enter only once, or once in a while, is counted for the runs that may take them.
 */
export async function forecast(
  engine: Engine,
  runs: readonly Foreseen[],
  { from, until }: Span,
  limits: Limits,
): Promise<DayForecast[]> {
  const { zone } = engine.definitions.catalog.calendar;
  const campaigns = await sound(engine, [...new Set(runs.map((run) => run.campaignId))]);
  const counted = [...campaigns.values()].flatMap((campaign) =>
    admitted(campaign, runs).map((run): Counted => ({ ...run, day: dateOf(run.at, zone) })),
  );
  const mailing = counted.filter(({ mails }) => mails > 0);
  const [sizes, overDay, overWeek] = await engine.db.transaction(
    "read",
    async (tx) => {
      const ask = (statement: Sql | undefined): Promise<{ key: string; people: number }[]> =>
        statement ? tx.rows(statement) : Promise.resolve([]);
      const who = [...new Set(counted.map((run) => run.campaignId))].map(
        (id) => campaigns.get(id) as Runnable,
      );
      return [
        await ask(sizesOf(engine, who)),
        await ask(tooMany(engine, campaigns, mailing, [0], limits.perDay)),
        await ask(tooMany(engine, campaigns, mailing, [0, 1, 2, 3, 4, 5, 6], limits.per7Days)),
      ] as const;
    },
    `set local statement_timeout = ${PATIENCE}; set local work_mem = '256MB'`,
  );
  const size = new Map(sizes.map(({ key, people }) => [Number(key), people]));
  const over = (rows: typeof overDay): Map<string, number> =>
    new Map(rows.map(({ key, people }) => [key, people]));
  const [byDay, byWeek] = [over(overDay), over(overWeek)];
  return daysOf(from, until, zone).map((of) => {
    const some = counted.filter((run) => run.day === of);
    const sum = (value: (run: Counted) => number): number => some.reduce((all, run) => all + value(run), 0);
    return {
      day: of,
      people: sum((run) => size.get(run.campaignId) ?? 0),
      mails: sum((run) => (size.get(run.campaignId) ?? 0) * run.mails),
      overDay: byDay.get(of) ?? 0,
      overWeek: byWeek.get(of) ?? 0,
    };
  });
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

const peopleOf = (engine: Engine, campaign: Runnable): Sql =>
  sql`select ${campaign.id}::integer as campaign, p.id as person ${candidates(engine, campaign, engine.clock.now())} and m.person_id is null`;

const sizesOf = (engine: Engine, campaigns: readonly Runnable[]): Sql | undefined =>
  campaigns.length === 0
    ? undefined
    : sql`select campaign::text as key, count(*)::integer as people from (${join(
        campaigns.map((one) => peopleOf(engine, one)),
        " union all ",
      )}) q group by 1`;

/**
 * By day, how many people would get more than `most` mails on it and the days before it that `back` names. Only days on
 * which that can be are counted.
 */
function tooMany(
  engine: Engine,
  campaigns: ReadonlyMap<number, Runnable>,
  runs: readonly Counted[],
  back: readonly number[],
  most: number,
): Sql | undefined {
  const sends = runs.flatMap((run) => back.map((days) => ({ ...run, day: later(run.day, days) })));
  const possible = new Map<string, number>();
  for (const { day: of, mails } of sends) possible.set(of, (possible.get(of) ?? 0) + mails);
  const some = sends.filter((send) => (possible.get(send.day) ?? 0) > most);
  if (some.length === 0) return undefined;
  const who = [...new Set(some.map((send) => send.campaignId))].map((id) => campaigns.get(id) as Runnable);
  return sql`with who as (${join(
    who.map((one) => peopleOf(engine, one)),
    " union all ",
  )}), send as (select campaign, day, sum(mails)::integer as mails
      from unnest(${some.map((send) => send.campaignId)}::integer[], ${some.map((send) => send.day)}::text[], ${some.map((send) => send.mails)}::integer[]) s (campaign, day, mails) group by 1, 2)
    select day as key, count(*)::integer as people from (
      select s.day, w.person from who w join send s using (campaign) group by 1, 2 having sum(s.mails) > ${most}) q group by 1`;
}

const dateOf = (at: Instant, zone: string): string => zoned(at, zone).toPlainDate().toString();

const later = (of: string, days: number): string =>
  new Date(Date.parse(`${of}T00:00Z`) + (days * day) / 1000).toISOString().slice(0, 10);

function daysOf(from: Instant, until: Instant, zone: string): string[] {
  const last = dateOf(micros(until - 1), zone);
  const days: string[] = [];
  for (let of = dateOf(from, zone); of <= last; of = later(of, 1)) days.push(of);
  return days;
}
