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
  if (key === "id") return byNumber(runner, keys);
  return runner.rows<Found>(
    sql`select f.folded, ${laneOf(sql`f.folded`)} as lane, k.person_id as "personId", coalesce(k.matches, 0)::integer as matches
      from unnest(${[...keys]}::text[]) with ordinality q (key, ord) cross join lateral (select fold(q.key) as folded) f
      left join lateral (select min(person_id) as person_id, count(*) as matches from person_key
        where value = f.folded and kind = ${keyKind(key) ?? -1}::integer having count(*) > 0) k on true
      order by q.ord`,
    { prepare: true },
  );
}

async function byNumber(runner: Runner, keys: readonly string[]): Promise<Found[]> {
  const ids = keys.map((one) => (/^\d{1,15}$/.test(one) ? Number(one) : -1));
  const rows = await runner.rows<{ ord: number; personId: number | null }>(
    sql`with recursive way (ord, shard, id, hops) as (
        select ord, shard, id, 0 from unnest(${ids.map(shardOf)}::smallint[], ${ids}::bigint[]) with ordinality q (shard, id, ord)
        union all select w.ord, a.into_shard, a.into_id, w.hops + 1 from way w join person_alias a on a.shard = w.shard and a.id = w.id where w.hops < 50)
      select distinct on (w.ord) w.ord::integer, p.id as "personId" from way w left join person p on p.shard = w.shard and p.id = w.id
      order by w.ord, w.hops desc`,
    { prepare: true },
  );
  return rows.map(({ personId }, index) => ({ folded: String(ids[index]), lane: 0, personId, matches: personId === null ? 0 : 1 }));
}
