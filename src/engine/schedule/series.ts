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
  /** It is only pencilled in: nothing of it is next. */
  readonly tentative: boolean;
}

export const seriesColumns = sql`campaign_id as "campaignId", recurrence, next_at as "nextAt", set_by as "setBy", tentative`;

export const goesOn = (series: Series | undefined): boolean => series !== undefined && series.nextAt !== null;

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
export function stillToCome(
  { recurrence, nextAt }: Pick<Series, "recurrence" | "nextAt">,
  day: string,
): Instant | undefined {
  const at = occurrenceOn(recurrence, day);
  return at !== undefined && nextAt !== null && at > nextAt - CHANGE ? at : undefined;
}
