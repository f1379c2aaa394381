import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import type { Connection } from "#store/db.ts";
import { keyKind } from "#vocabulary/actions/person-keys.ts";
import type { Hold } from "../shard.ts";
import type { Found } from "./lookup.ts";
import type { PeopleWrite } from "./people-write.ts";

/** The person a row is about. */
export interface Who {
  /** `null`: nobody, and nobody is to be created. */
  readonly id: number | null;
  /** The key, folded. */
  readonly folded: string;
  /** The first row about somebody who is not there yet. */
  readonly isNew: boolean;
  /** How many people have the key. */
  readonly matches: number;
}

/** Gives everybody new a number, drawn for as many as are needed. */
export async function whoIsWho(tx: Connection, found: readonly Found[], creates: boolean): Promise<Who[]> {
  const unknown = creates
    ? [...new Set(found.filter((one) => one.personId === null).map((one) => one.folded))]
    : [];
  const drawn =
    unknown.length > 0
      ? await tx.rows<{ id: number }>(
          sql`select nextval('person_id') as id from generate_series(1, ${unknown.length}::integer)`,
          { prepare: true },
        )
      : [];
  const fresh = new Map(unknown.map((folded, index) => [folded, drawn[index]?.id ?? null]));
  const begun = new Set<string>();
  return found.map(({ personId, folded, matches }) => {
    const id = personId ?? fresh.get(folded) ?? null;
    const isNew = personId === null && id !== null && !begun.has(folded);
    if (isNew) begun.add(folded);
    return { id, folded, isNew, matches };
  });
}

/**
 * Whether those who were there when they were looked up still are and have the key they were found by: asked while
 * their shards are held, for the look-up was before. One look-up by primary key each.
 */
export async function stillThere(
  { tx }: Hold,
  key: PeopleWrite["key"],
  people: readonly Who[],
): Promise<boolean> {
  const fresh = new Set(people.filter((one) => one.isNew).map((one) => one.id));
  const known = [
    ...new Map(
      people.flatMap((one) => (one.id !== null && !fresh.has(one.id) ? [[one.id, one] as const] : [])),
    ).values(),
  ];
  if (known.length === 0) return true;
  const ids = known.map((one) => one.id as number);
  const there =
    key === "id"
      ? sql`from unnest(${ids.map(shardOf)}::smallint[], ${ids}::bigint[]) q (shard, id)
        cross join lateral (select from person p where p.shard = q.shard and p.id = q.id offset 0) p`
      : sql`from unnest(${known.map((one) => one.folded)}::text[], ${ids}::bigint[]) q (value, id)
        cross join lateral (select from person_key k where k.value = q.value and k.kind = ${keyKind(key) ?? -1}::integer and k.person_id = q.id offset 0) k`;
  const [row] = await tx.rows<{ there: number }>(sql`select count(*)::integer as there ${there}`, {
    prepare: true,
  });
  return row?.there === known.length;
}
