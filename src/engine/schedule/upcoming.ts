import { type Instant, instantText, micros } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import { seriesColumns, toCome, type Series } from "./series.ts";

/** A run that has not started: planned by itself, or an occurrence of a series. */
export interface UpcomingRun {
  readonly at: Instant;
  /** The day of the series that it stands for; null when it was planned by itself. */
  readonly day: string | null;
  /** The number of its run, if it has one: an occurrence gets one when it is due, or when it is moved. */
  readonly run: number | null;
  /** Whether it is an occurrence that was moved. */
  readonly moved: boolean;
}

/** Which of them: from and until an instant (which itself is not part), and at most so many of a campaign. */
export interface Window {
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly limit: number;
}

/** The runs of some campaigns that have not started, the earliest first. Nothing is read or counted beyond the window. */
export async function upcoming(
  runner: Runner,
  campaigns: readonly number[],
  window: Window,
): Promise<Map<number, UpcomingRun[]>> {
  const planned = await plannedRuns(runner, campaigns, window);
  const found = new Map(campaigns.map((id): [number, UpcomingRun[]] => [id, []]));
  for (const { campaignId, ...run } of planned) found.get(campaignId)?.push(run);
  for (const series of await seriesOf(runner, campaigns))
    found.get(series.campaignId)?.push(...comingOf(series, window));
  return new Map(
    [...found].map(([id, runs]) => [id, runs.toSorted((a, b) => a.at - b.at).slice(0, window.limit)]),
  );
}

function plannedRuns(
  runner: Runner,
  campaigns: readonly number[],
  { from = micros(-Infinity), until = micros(Infinity) }: Window,
): Promise<(UpcomingRun & { campaignId: number })[]> {
  return runner.rows(sql`
    select campaign_id as "campaignId", scheduled_for as at, occurrence as day, id as run, occurrence is not null and called_on is null as moved
    from campaign_run where campaign_id = any(${[...campaigns]}::integer[]) and kind = 'batch' and state = 'scheduled'
      and scheduled_for >= ${instantText(from)}::timestamptz and scheduled_for < ${instantText(until)}::timestamptz
    order by scheduled_for`);
}

/** A series, and which of its days have rows: they were cancelled, moved, or are planned already. */
type Decided = Series & { readonly decided: readonly string[] };

function seriesOf(runner: Runner, campaigns: readonly number[]): Promise<Decided[]> {
  return runner.rows<Decided>(sql`
    select ${seriesColumns}, array(select r.occurrence::text from campaign_run r
      where r.campaign_id = s.campaign_id and r.occurrence >= (s.next_at - interval '2 days')::date) as decided
    from schedule s where s.campaign_id = any(${[...campaigns]}::integer[]) and s.next_at is not null`);
}

function comingOf(series: Decided, { from, until, limit }: Window): UpcomingRun[] {
  const decided = new Set(series.decided);
  const found: UpcomingRun[] = [];
  for (const { day, at } of toCome(series, from)) {
    if (found.length === limit || (until !== undefined && at >= until)) break;
    if (!decided.has(day)) found.push({ at, day, run: null, moved: false });
  }
  return found;
}
