import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { occurrences, type Occurrence, type Recurrence } from "#domain/recurrence.ts";
import type { Connection, Runner } from "#store/db.ts";
import type { Engine } from "../engine.ts";
import { mustBeBatch, runnable } from "../runs.ts";
import { beginAnew, firstOf, writeSeries } from "./change-schedule.ts";
import { goesOn, holdSeries } from "./series.ts";
import type { Span } from "./calendar.ts";

/*
 * A series that is only pencilled in (docs/decisions/0066-tentative-series.md): it has its days, and none of them runs.
 */

/** How a campaign would repeat. */
export interface TentativeSeries {
  readonly campaignId: number;
  readonly recurrence: Recurrence;
}

export const tentativeSeries = (runner: Runner, campaigns: readonly number[]): Promise<TentativeSeries[]> =>
  runner.rows<TentativeSeries>(sql`select campaign_id as "campaignId", recurrence from schedule
    where campaign_id = any(${[...campaigns]}::integer[]) and tentative order by campaign_id`);

/** Those of its days that are still to come in a span, at most so many. */
export function tentativeDays(
  recurrence: Recurrence,
  { from, until }: Span,
  now: Instant,
  most: number,
): Occurrence[] {
  const found: Occurrence[] = [];
  for (const one of occurrences(recurrence, micros(Math.max(from, now) - 1))) {
    if (one.at >= until || found.length === most) break;
    found.push(one);
  }
  return found;
}

/** Pencils in series of campaigns that have none. */
export async function pencilInSeries(
  tx: Connection,
  series: readonly TentativeSeries[],
  now: Instant,
  askedBy: string,
): Promise<void> {
  await tx.rows(sql`insert into schedule (campaign_id, recurrence, tentative, set_on, set_by)
    select q.id, q.recurrence::jsonb, true, ${toIso(now)}::timestamptz, ${askedBy}
    from unnest(${series.map((one) => one.campaignId)}::integer[], ${series.map((one) => JSON.stringify(one.recurrence))}::text[]) q (id, recurrence)`);
}

/**
 * Lets a series that is pencilled in run from its next time on; what has passed of it meanwhile did not take place. One that
 * goes on already stays as it is. Says whether it was pencilled in.
 *
 * @param tx a change of definitions: no trigger is added meanwhile
 * @throws Fault `schedule.none`, `schedule.never`, and what keeps a campaign from running or its next time from being planned
 */
export async function confirmSeries(
  engine: Engine,
  tx: Connection,
  id: number,
  name: string,
  askedBy: string,
): Promise<boolean> {
  const series = await holdSeries(tx, id);
  if (!series?.tentative) {
    if (goesOn(series)) return false;
    throw new Fault(problem("campaign", "schedule.none", { name }));
  }
  mustBeBatch(await runnable(engine, tx, id));
  const now = engine.clock.now();
  const { recurrence } = series;
  const first = await firstOf(tx, recurrence, { begun: true, nextAt: null }, now);
  await beginAnew(tx, id);
  await writeSeries(tx, id, { recurrence, first }, now, askedBy);
  return true;
}
