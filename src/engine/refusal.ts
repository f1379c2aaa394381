import { hour, micros, toIso } from "#kernel/clock.ts";
import { join, sql } from "#kernel/sql.ts";
import { sourceNumber } from "#domain/source.ts";
import type { Filter } from "#domain/rules.ts";
import { didNotEnter } from "#vocabulary/activities/did-not-enter.ts";
import type { Scope } from "#vocabulary/define.ts";
import { filterCondition, filterSeen } from "#vocabulary/rules.ts";
import type { Pair } from "./admit.ts";
import type { Listener } from "./definitions.ts";
import { insertActivities } from "./record.ts";
import type { Hold } from "./shard.ts";

export type RefusalReason = "filter" | "already_ran" | "loop_guard";

/** Somebody whom a trigger wanted and who was not let in. */
export interface Refusal extends Pair {
  readonly reason: RefusalReason;
}

/**
 * Writes down who did not enter and why: a row in the log with every filter's answer and the value it saw, up to so many
 * per campaign and hour for live events; the others, and those of bulk events, are summed (behaviour §5.5).
 */
export async function refuse(hold: Hold, refusals: readonly Refusal[]): Promise<void> {
  if (refusals.length === 0) return;
  const stored = refusals.filter(
    (refusal) => refusal.event.origin === "live" && mayStore(hold, refusal.listener),
  );
  for (const [listener, some] of byListener(stored)) await store(hold, listener, some);
  await sum(hold, refusals, new Set(stored));
}

/** How many rows each campaign has got in the present hour, in this process. */
const storedIn = new Map<number, { hour: number; rows: number }>();

function mayStore(hold: Hold, { version }: Listener): boolean {
  const now = Math.floor(hold.at / hour);
  const known = storedIn.get(version.campaign.id);
  const count = known?.hour === now ? known : { hour: now, rows: 0 };
  if (count.rows >= hold.definitions.refusalsStoredPerHour) return false;
  storedIn.set(version.campaign.id, { hour: now, rows: count.rows + 1 });
  return true;
}

function byListener(refusals: readonly Refusal[]): Map<Listener, Refusal[]> {
  const found = new Map<Listener, Refusal[]>();
  for (const refusal of refusals)
    found.set(refusal.listener, [...(found.get(refusal.listener) ?? []), refusal]);
  return found;
}

async function store(hold: Hold, { runId, version }: Listener, refusals: readonly Refusal[]): Promise<void> {
  const scope: Scope = { catalog: hold.definitions.catalog, at: hold.at, reach: "each", seed: 0 };
  const judged = version.rules.filters.map(
    (filter: Filter) =>
      sql`jsonb_build_object('holds', coalesce(${filterCondition(filter, scope)}, false), 'seen', ${filterSeen(filter, scope)})`,
  );
  const filters = judged.length > 0 ? sql`jsonb_build_array(${join(judged, ", ")})` : sql`'[]'::jsonb`;
  const instant = sql`${toIso(hold.at)}::timestamptz`;
  const rows = sql`select e.shard, e.person_id, ${didNotEnter.id}::integer, ${version.campaign.id}::integer, null::text,
      ${runId}::integer, null::bigint, null::smallint, null::smallint, 1::smallint, e.reason, ${sourceNumber("system")}::smallint,
      null::text, null::text, jsonb_build_object('cause', e.cause, 'version', ${version.id}::integer, 'filters', ${filters}), ${instant}, ${instant}
    from unnest(${refusals.map(({ event }) => event.shard)}::smallint[], ${refusals.map(({ event }) => event.personId)}::bigint[],
      ${refusals.map(({ event }) => event.id)}::bigint[], ${refusals.map(({ reason }) => reason)}::text[]) e (shard, person_id, cause, reason)
    join person p on p.shard = e.shard and p.id = e.person_id`;
  await hold.tx.send(insertActivities(rows));
}

async function sum(hold: Hold, refusals: readonly Refusal[], stored: ReadonlySet<Refusal>): Promise<void> {
  const sums = new Map<
    string,
    { shard: number; campaign: number; reason: string; people: number; stored: number }
  >();
  for (const refusal of refusals) {
    const { event, listener, reason } = refusal;
    const key = `${event.shard} ${listener.version.campaign.id} ${reason}`;
    const one = sums.get(key) ?? {
      shard: event.shard,
      campaign: listener.version.campaign.id,
      reason,
      people: 0,
      stored: 0,
    };
    sums.set(key, { ...one, people: one.people + 1, stored: one.stored + (stored.has(refusal) ? 1 : 0) });
  }
  const rows = [...sums.values()];
  await hold.tx.send(
    sql`insert into refusal_count as n (shard, campaign_id, hour, reason, people, stored)
      select shard, campaign_id, ${toIso(micros(Math.floor(hold.at / hour) * hour))}::timestamptz, reason, people, stored
      from unnest(${rows.map((one) => one.shard)}::smallint[], ${rows.map((one) => one.campaign)}::integer[],
        ${rows.map((one) => one.reason)}::text[], ${rows.map((one) => one.people)}::bigint[], ${rows.map((one) => one.stored)}::bigint[])
        as q (shard, campaign_id, reason, people, stored)
      on conflict (shard, campaign_id, hour, reason) do update set people = n.people + excluded.people, stored = n.stored + excluded.stored`,
  );
}
