import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import type { Field } from "#domain/field.ts";
import type { Runner } from "#store/db.ts";
import { keyKind, laneOf } from "#vocabulary/actions/person-keys.ts";

/** Who is meant by a key. */
export interface Found {
  /** The key in the form it is compared in. */
  readonly folded: string;
  readonly lane: number;
  /** The oldest person with it; `null`: nobody. */
  readonly personId: number | null;
  readonly matches: number;
}

/** Looks people up by number or key; one index look-up each. A merged person's number finds whom they went into. */
export async function lookup(runner: Runner, key: "id" | Field, keys: readonly string[]): Promise<Found[]> {
  if (keys.length === 0) return [];
  return key === "id" ? byNumber(runner, keys) : byKey(runner, keyKind(key) ?? -1, keys);
}

/** (`offset 0` keeps the planner from reading all of person_key for a thousand keys.) */
async function byKey(runner: Runner, kind: number, keys: readonly string[]): Promise<Found[]> {
  const rows = await runner.rows<{ ord: number; folded: string; lane: number; personId: number | null }>(
    sql`select q.ord::integer, f.folded, ${laneOf(sql`f.folded`)} as lane, k.person_id as "personId"
      from unnest(${[...keys]}::text[]) with ordinality q (key, ord) cross join lateral (select fold(q.key) as folded) f
      left join lateral (select person_id from person_key where value = f.folded and kind = ${kind}::integer offset 0) k on true`,
    { prepare: true },
  );
  const found: Found[] = Array.from({ length: keys.length });
  for (const { ord, folded, lane, personId } of rows) {
    const other = found[ord - 1];
    found[ord - 1] = {
      folded,
      lane,
      personId: other ? Math.min(other.personId ?? Infinity, personId ?? Infinity) : personId,
      matches: (other?.matches ?? 0) + (personId === null ? 0 : 1),
    };
  }
  return found;
}

async function byNumber(runner: Runner, keys: readonly string[]): Promise<Found[]> {
  const ids = keys.map((one) => (/^\d{1,15}$/.test(one) ? Number(one) : -1));
  const rows = await runner.rows<{ personId: number | null }>(
    sql`select coalesce(p.id, a.into_id) as "personId" from unnest(${ids.map(shardOf)}::smallint[], ${ids}::bigint[]) with ordinality q (shard, id, ord)
      left join person p on p.shard = q.shard and p.id = q.id left join person_alias a on a.shard = q.shard and a.id = q.id order by q.ord`,
    { prepare: true },
  );
  return rows.map(({ personId }, index) => ({
    folded: String(personId ?? ids[index]),
    lane: 0,
    personId,
    matches: personId === null ? 0 : 1,
  }));
}
