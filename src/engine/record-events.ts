import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { empty, sql, type Sql } from "#kernel/sql.ts";
import { admitJudged, candidates, quickConditions, type Event } from "./admit.ts";
import type { ConditionSet } from "./condition-set.ts";
import { runEntries } from "./executor.ts";
import { insertActivities } from "./record.ts";
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
  readonly reason?: string | null;
  /** JSON text. */
  readonly attributes: string | null;
  readonly source: number;
  /** When it happened; `null`, or later than the transaction: now. */
  readonly occurredOn: Instant | null;
  /** The step of a flow it goes back to. */
  readonly of?: StepOf | undefined;
  /** How many campaigns stand in its chain of causes, and which; left out, it begins one. */
  readonly cause?: { readonly depth: number; readonly chain: readonly number[] } | undefined;
}

/** A step somebody was taken through. */
export interface StepOf {
  readonly run: number;
  readonly entry: number | null;
  readonly step: number;
  readonly choice: number;
}

/**
 * Records events, in waves: wave k holds each person's k-th event, and everything that a live event sets off is done
 * before the next wave, so that a set of events means the same as its events one by one. History is one wave.
 *
 * @param origin `history`: recorded only, nobody is told. `bulk`: people are let in, their flows are worked later
 * @returns the number of each event's activity; `null` where the person is not there (deleted or merged meanwhile)
 */
export async function recordEvents(
  hold: Hold,
  events: readonly NewEvent[],
  origin: Origin | "history",
): Promise<(number | null)[]> {
  const ids: (number | null)[] = events.map(() => null);
  for (const wave of origin === "history" ? [[...events.keys()]] : waves(events))
    if (wave.length > 0)
      (
        await recordWave(
          hold,
          wave.map((index) => events[index] as NewEvent),
          origin,
        )
      ).forEach((id, place) => (ids[wave[place] as number] = id));
  return ids;
}

/** Records events, each of another person unless they are history, and does what they set off; gives their activities. */
async function recordWave(
  hold: Hold,
  events: readonly NewEvent[],
  origin: Origin | "history",
): Promise<(number | null)[]> {
  const pairs =
    origin === "history"
      ? []
      : candidates(
          hold.definitions,
          events.map((event) => expected(event, hold.at, origin)),
        );
  // The conditions are asked by the statement that records: they see the person as of before, and the event's own columns.
  const quick = quickConditions(hold, pairs, sql`e`);
  const rows = await hold.tx.rows<{ ord: number; personId: number; id: number; bits: boolean[] | null }>(
    insert(events, hold.at, quick),
    { prepare: true },
  );
  const ids: (number | null)[] = events.map(() => null);
  for (const row of rows) ids[row.ord - 1] = row.id;
  if (pairs.length === 0) return ids;
  quick.accept(rows);
  const recorded = new Map(rows.map((row) => [row.personId, row.id]));
  const there = pairs.flatMap(({ event, listener }) => {
    const id = recorded.get(event.personId);
    return id === undefined ? [] : [{ listener, event: { ...event, id } }];
  });
  if (there.length === 0) return ids;
  if (origin === "bulk") await admitJudged(hold, there, quick, "due");
  else if (origin === "live") await runEntries(hold, [], await admitJudged(hold, there, quick, "over"));
  return ids;
}

/** An event as those who listen see it; its number is known when it is in the log. */
const expected = (event: NewEvent, at: Instant, origin: Origin): Event => ({
  shard: event.shard,
  personId: event.personId,
  id: 0,
  typeId: event.typeId,
  assetId: event.assetId,
  entryId: event.of?.entry ?? null,
  occurredOn: Math.min(event.occurredOn ?? at, at),
  origin,
  depth: event.cause?.depth ?? 0,
  chain: event.cause?.chain ?? [],
});

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

/** One primary key look-up of person, one heap row and its index entries per event. */
function insert(events: readonly NewEvent[], at: Instant, quick: ConditionSet): Sql {
  const some = events.some((event) => event.of);
  const step = some
    ? sql`e.run_id, e.entry_id, e.step, e.choice`
    : sql`null::integer, null::bigint, null::smallint, null::smallint`;
  const rows = sql`select e.shard, e.person_id, e.type_id, e.asset_id, e.value, ${step}, 0::smallint, e.reason, e.source, e.old_value, e.new_value, e.attributes, ${toIso(at)}::timestamptz, e.occurred_on, e.id
    from judged e`;
  return sql`with event as (
      select ord, shard, person_id, type_id, asset_id, value, reason, source, old_value, new_value, attributes::jsonb as attributes, occurred_on::timestamptz as occurred_on ${some ? sql`, run_id, entry_id, step, choice` : empty}
      from unnest(${events.map((one) => one.shard)}::smallint[], ${events.map((one) => one.personId)}::bigint[],
        ${events.map((one) => one.typeId)}::integer[], ${events.map((one) => one.assetId)}::integer[],
        ${events.map((one) => one.value)}::text[], ${events.map((one) => one.reason ?? null)}::text[], ${events.map((one) => one.source)}::smallint[],
        ${events.map((one) => one.oldValue ?? null)}::text[], ${events.map((one) => one.newValue ?? null)}::text[],
        ${events.map((one) => one.attributes)}::text[], ${events.map((one) => happened(one, at))}::text[] ${some ? stepsOf(events) : empty})
        with ordinality as u (shard, person_id, type_id, asset_id, value, reason, source, old_value, new_value, attributes, occurred_on, ${some ? sql`run_id, entry_id, step, choice,` : empty} ord)),
    judged as materialized (
      select j.*, nextval('activity_id') as id
      from (select e.*, ${quick.bits} as bits from event e join person p on p.shard = e.shard and p.id = e.person_id order by e.ord) j),
    written as (${insertActivities(rows, true)})
    select ord::integer, person_id as "personId", id, bits from judged`;
}

const stepsOf = (
  events: readonly NewEvent[],
): Sql => sql`, ${events.map(({ of }) => of?.run ?? null)}::integer[], ${events.map(({ of }) => of?.entry ?? null)}::bigint[],
  ${events.map(({ of }) => of?.step ?? null)}::smallint[], ${events.map(({ of }) => of?.choice ?? null)}::smallint[]`;

const happened = ({ occurredOn }: NewEvent, at: Instant): string =>
  toIso(micros(Math.min(occurredOn ?? at, at)));
