import { day as aDay, micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { dayOf } from "#domain/calendar.ts";
import { occurrenceOn, type Recurrence } from "#domain/recurrence.ts";
import type { Runner } from "#store/db.ts";
import { stillToCome } from "./series.ts";

/** A day of a series that its run does not take place on: it was cancelled, or moved to another day. */
export interface Exception {
  readonly campaignId: number;
  readonly day: string;
  /** When the run would have been. */
  readonly at: Instant;
  /** When it is, or was, instead; null: it was cancelled. */
  readonly movedTo: Instant | null;
  /** Whether it can be planned again on its day: that is still to come, and the run has not begun elsewhere. */
  readonly restorable: boolean;
}

/** Which days: so far apart are an instant and the day it falls on, at most. */
const APART = 2 * aDay;

interface Row {
  readonly campaignId: number;
  readonly day: string;
  readonly at: Instant;
  readonly state: string;
  readonly recurrence: Recurrence | null;
  readonly nextAt: Instant | null;
}

/**
 * The exceptions of some campaigns' series in a span of time, the earliest first. What was to come of a series that was ended
 * is none: nothing of it takes place.
 */
export async function exceptions(
  runner: Runner,
  campaigns: readonly number[],
  { from, until, now }: { from: Instant; until?: Instant | undefined; now: Instant },
): Promise<Exception[]> {
  const last = until === undefined ? "infinity" : toIso(micros(until + APART));
  const rows = await runner.rows<Row>(sql`
    select r.campaign_id as "campaignId", r.occurrence::text as day, r.scheduled_for as at, r.state, s.recurrence, s.next_at as "nextAt"
    from campaign_run r join campaign c on c.id = r.campaign_id and c.deleted_on is null left join schedule s on s.campaign_id = c.id
    where r.campaign_id = any(${[...campaigns]}::integer[]) and r.kind = 'batch'
      and r.occurrence >= ${toIso(micros(from - APART))}::timestamptz::date and r.occurrence <= ${last}::timestamptz::date`);
  return rows
    .flatMap((row) => exceptionOf(row, now))
    .filter(({ at }) => at >= from && (until === undefined || at < until))
    .toSorted((one, other) => one.at - other.at);
}

function exceptionOf({ state, recurrence, nextAt, ...row }: Row, now: Instant): Exception[] {
  const { campaignId, day, at: planned } = row;
  const own = recurrence === null ? undefined : occurrenceOn(recurrence, day);
  const coming = recurrence !== null && stillToCome({ recurrence, nextAt }, day) !== undefined;
  if (state === "cancelled") {
    const at = own ?? planned;
    return coming || at <= now
      ? [{ campaignId, day, at, movedTo: null, restorable: coming && at > now }]
      : [];
  }
  if (own === undefined || recurrence === null || dayOf(planned, recurrence.zone).toString() === day)
    return [];
  const restorable = coming && own > now && state === "scheduled";
  return [{ campaignId, day, at: own, movedTo: planned, restorable }];
}
