import { day, toIso, type Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Flow } from "#domain/flow.ts";
import type { Recurrence } from "#domain/recurrence.ts";
import type { Runner } from "#store/db.ts";
import { exceptions } from "./exceptions.ts";
import { cancelledBy } from "./expiration.ts";
import { tentativeDays, tentativeSeries } from "./tentative-series.ts";
import { upcoming } from "./upcoming.ts";

/** A run as the calendar shows it: one that has its row, an occurrence to come, or one that does not take place. */
export interface CalendarRun {
  readonly campaignId: number;
  /** Null: an occurrence that has no row yet. */
  readonly run: number | null;
  /** The day of the series that it stands for. */
  readonly day: string | null;
  readonly at: Instant;
  readonly title: string | null;
  readonly description: string | null;
  readonly state: string;
  /** How many people it has, once it has begun. */
  readonly people: number | null;
  /** Of an occurrence that was moved to another day: when it is. */
  readonly movedTo: Instant | null;
  /** Of one that was cancelled or moved: whether it can be planned again on its day. */
  readonly restorable: boolean;
  /** When its program expired, if that cancelled it. */
  readonly expired: Instant | null;
  readonly flow: Flow;
  /** The series that its day is of, as that is now. */
  readonly series: Recurrence | null;
}

/** From an instant, until another one that is no part of it. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** More occurrences of one series than that nobody looks at. */
const MOST = 1_000;

/**
 * The batch runs of some campaigns in a span of time, the earliest first. Of those that were cancelled the days of series
 * are shown, and what the end of a program cancelled; of those that were moved the days that they left (states `cancelled`
 * and `moved`). The days of a series that is only pencilled in are tentative.
 */
export async function calendarRuns(
  runner: Runner,
  campaigns: readonly number[],
  span: Span,
  now: Instant,
): Promise<CalendarRun[]> {
  const rows = await writtenRuns(
    runner,
    sql`(r.state <> 'cancelled' or (p.id is not null and r.occurrence is null)) and r.scheduled_for >= ${toIso(span.from)}::timestamptz and r.scheduled_for < ${toIso(span.until)}::timestamptz
      and r.campaign_id = any(${[...campaigns]}::integer[])`,
  );
  const coming = [...(await upcoming(runner, campaigns, { ...span, limit: MOST }))].flatMap(
    ([campaignId, runs]) =>
      runs
        .filter(({ run }) => run === null)
        .map((one) => ({ ...unwritten, campaignId, at: one.at, day: one.day, state: "scheduled" })),
  );
  const pencilled = (await tentativeSeries(runner, campaigns)).flatMap(({ campaignId, recurrence }) =>
    tentativeDays(recurrence, span, now, MOST).map((one) => ({
      ...unwritten,
      ...one,
      campaignId,
      state: "tentative",
    })),
  );
  const gone = (await exceptions(runner, campaigns, { ...span, now })).map((one) => ({
    ...unwritten,
    ...one,
    state: one.movedTo === null ? "cancelled" : "moved",
  }));
  const all = [...coming, ...pencilled, ...gone];
  const versions = await versionsOf(runner, [...new Set(all.map((one) => one.campaignId))]);
  const expected = all.map((one) => ({
    ...one,
    versionId: versions.get(one.campaignId) ?? 0,
  }));
  return whole(
    runner,
    [...rows, ...expected].toSorted((one, other) => one.at - other.at),
  );
}

/** What only a run that has its row knows of itself. */
const unwritten = {
  run: null,
  title: null,
  description: null,
  people: null,
  movedTo: null,
  restorable: false,
  expired: null,
};

/** One run as the calendar shows it; nothing when it is no batch run, or was cancelled. */
export async function calendarRun(runner: Runner, id: number): Promise<CalendarRun | undefined> {
  const rows = await writtenRuns(runner, sql`r.state <> 'cancelled' and r.id = ${id}`);
  return (await whole(runner, rows))[0];
}

type Row = Omit<CalendarRun, "flow" | "series"> & { readonly versionId: number };

const writtenRuns = (runner: Runner, which: Sql): Promise<Row[]> =>
  runner.rows<Row>(sql`
    select r.campaign_id as "campaignId", r.id as run, r.occurrence::text as day, r.scheduled_for as at, r.title, r.description, r.state,
      case when r.state <> 'blocked' then r.qualified end as people, null::timestamptz as "movedTo", false as restorable, p.expires_on as expired,
      coalesce(r.version_id, c.version_id) as "versionId"
    from campaign_run r join campaign c on c.id = r.campaign_id and c.deleted_on is null
      left join program p on r.state = 'cancelled' and ${cancelledBy(sql`p`)}
    where r.kind = 'batch' and ${which} order by r.scheduled_for, r.id`);

/** Adds flow and series: what has begun shows the flow it works, the others the newest. */
async function whole(runner: Runner, rows: readonly Row[]): Promise<CalendarRun[]> {
  const flows = await flowsOf(runner, [...new Set(rows.map((one) => one.versionId))]);
  const series = await seriesOf(
    runner,
    rows.filter((one) => one.day !== null).map(({ campaignId }) => campaignId),
  );
  return rows.map(({ versionId, ...one }) => ({
    ...one,
    flow: flows.get(versionId) ?? { steps: [] },
    series: (one.day !== null && series.get(one.campaignId)) || null,
  }));
}

async function seriesOf(runner: Runner, campaigns: readonly number[]): Promise<Map<number, Recurrence>> {
  const rows = await runner.rows<{ id: number; recurrence: Recurrence }>(
    sql`select campaign_id as id, recurrence from schedule where campaign_id = any(${[...new Set(campaigns)]}::integer[])`,
  );
  return new Map(rows.map(({ id, recurrence }) => [id, recurrence]));
}

async function versionsOf(runner: Runner, campaigns: readonly number[]): Promise<Map<number, number>> {
  const rows = await runner.rows<{ id: number; version: number }>(
    sql`select id, version_id as version from campaign where id = any(${[...campaigns]}::integer[])`,
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

async function flowsOf(runner: Runner, versions: readonly number[]): Promise<Map<number, Flow>> {
  const rows = await runner.rows<{ id: number; flow: Flow }>(
    sql`select id, flow from campaign_version where id = any(${[...versions]}::integer[])`,
  );
  return new Map(rows.map(({ id, flow }) => [id, flow]));
}

/** The longest span that is shown: a year and some days around it. */
export const LONGEST_SPAN = 400 * day;
