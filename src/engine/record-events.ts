import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { admit } from "./admit.ts";
import { runEntries } from "./executor.ts";
import { insertActivities, recordedColumns, type RecordedRow } from "./record.ts";
import type { Hold } from "./shard.ts";
import type { Origin } from "./entry.ts";

/** An event that happened to somebody, ready to be written. */
export interface NewEvent {
  readonly shard: number;
  readonly personId: number;
  readonly typeId: number;
  readonly assetId: number | null;
  readonly value: string | null;
  readonly oldValue?: string | null;
  readonly newValue?: string | null;
  /** JSON text. */
  readonly attributes: string | null;
  readonly source: number;
  /** When it happened; `null`, or later than the transaction: now. */
  readonly occurredOn: Instant | null;
}

/**
 * Records events, in waves: wave k holds each person's k-th event, and everything that an event sets off is done before
 * the next wave, so that a set of events means the same as its events one by one.
 *
 * @param origin `history`: recorded only, nobody is told
 * @returns the number of each event's activity; `null` where the person is not there (deleted or merged meanwhile)
 */
export async function recordEvents(hold: Hold, events: readonly NewEvent[], origin: Origin | "history"): Promise<(number | null)[]> {
  const ids: (number | null)[] = events.map(() => null);
  for (const wave of waves(events)) {
    const recorded = await insert(hold, wave.map((index) => events[index] as NewEvent));
    const byPerson = new Map(recorded.map((row) => [row.personId, row]));
    for (const index of wave) ids[index] = byPerson.get((events[index] as NewEvent).personId)?.id ?? null;
    if (origin === "history") continue;
    const heard = recorded.filter((row) => hold.definitions.listening.has(row.typeId));
    if (heard.length === 0) continue;
    const entries = await admit(hold, heard.map((row) => ({ ...row, origin, depth: 0, chain: [] })));
    if (entries.length > 0) await runEntries(hold, [], entries);
  }
  return ids;
}

/** The indexes of each person's first event, each person's second … */
function waves(events: readonly NewEvent[]): number[][] {
  const seen = new Map<number, number>();
  const found: number[][] = [];
  events.forEach(({ personId }, index) => {
    const wave = seen.get(personId) ?? 0;
    seen.set(personId, wave + 1);
    const members = found[wave];
    if (members) members.push(index);
    else found.push([index]);
  });
  return found;
}

async function insert(hold: Hold, events: readonly NewEvent[]): Promise<RecordedRow[]> {
  const at = toIso(hold.at);
  const rows = sql`select e.shard, e.person_id, e.type_id, e.asset_id, e.value, null::integer, null::bigint, null::smallint,
      null::smallint, 0::smallint, null::text, e.source, e.old_value, e.new_value, e.attributes::jsonb, ${at}::timestamptz, e.occurred_on::timestamptz
    from unnest(${events.map((one) => one.shard)}::smallint[], ${events.map((one) => one.personId)}::bigint[],
      ${events.map((one) => one.typeId)}::integer[], ${events.map((one) => one.assetId)}::integer[],
      ${events.map((one) => one.value)}::text[], ${events.map((one) => one.source)}::smallint[],
      ${events.map((one) => one.oldValue ?? null)}::text[], ${events.map((one) => one.newValue ?? null)}::text[],
      ${events.map((one) => one.attributes)}::text[], ${events.map((one) => happened(one, hold.at))}::text[])
      as e (shard, person_id, type_id, asset_id, value, source, old_value, new_value, attributes, occurred_on)
    join person p on p.shard = e.shard and p.id = e.person_id`;
  return hold.tx.rows<RecordedRow>(sql`${insertActivities(rows)} returning ${recordedColumns}`, { prepare: true });
}

const happened = ({ occurredOn }: NewEvent, at: Instant): string => toIso(micros(Math.min(occurredOn ?? at, at)));
