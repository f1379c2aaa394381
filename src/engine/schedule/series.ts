import { hour, micros, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { occurrenceOn, occurrences, type Occurrence, type Recurrence } from "#domain/recurrence.ts";
import type { Runner } from "#store/db.ts";

/** How a campaign repeats, as its row has it. */
export interface Series {
  readonly campaignId: number;
  readonly recurrence: Recurrence;
  /** When its next occurrence was to be as the zone's rules were known; null when it is over. */
  readonly nextAt: Instant | null;
  readonly setBy: string | null;
}

export const seriesColumns = sql`campaign_id as "campaignId", recurrence, next_at as "nextAt", set_by as "setBy"`;

/** A campaign's series, held until the transaction ends: nobody calls its runs meanwhile. */
export async function holdSeries(tx: Runner, campaignId: number): Promise<Series | undefined> {
  const [row] = await tx.rows<Series>(
    sql`select ${seriesColumns} from schedule where campaign_id = ${campaignId} for update`,
  );
  return row;
}

/**
 * By how much the rules of a zone may change while an occurrence is awaited: it is found again though it is earlier now.
 * Less than the shortest time between two.
 */
const CHANGE = 12 * hour;

/** The occurrences still to come, in order from an instant on. Which were cancelled or moved their rows say. */
export const toCome = ({ recurrence, nextAt }: Series, from = -Infinity): Iterable<Occurrence> =>
  nextAt === null ? [] : occurrences(recurrence, micros(Math.max(nextAt - CHANGE, from - 1)));

/** When the occurrence of a day is, if it is still to come. */
export function stillToCome({ recurrence, nextAt }: Series, day: string): Instant | undefined {
  const at = occurrenceOn(recurrence, day);
  return at !== undefined && nextAt !== null && at > nextAt - CHANGE ? at : undefined;
}
