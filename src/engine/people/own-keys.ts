import { sql, type Sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import { keyKind } from "#vocabulary/actions/person-keys.ts";
import { columnOf } from "./rows.ts";

/** The people of these numbers: shard, id. */
export const peopleOf = (people: readonly { shard: number; id: number }[]): Sql =>
  sql`unnest(${people.map((one) => one.shard)}::smallint[], ${people.map((one) => one.id)}::bigint[]) as q (shard, id)`;

/**
 * Every key of some people: shard, person_id, kind, value (folded). `person_key` has no index by person; their fields
 * and `merged_key` say what to look for. One primary key look-up each.
 */
export function keysOf(people: readonly { shard: number; id: number }[], catalog: Catalog): Sql {
  const fields = [...catalog.fields.values()].filter(
    (field) => field.column !== null && keyKind(field) !== undefined,
  );
  const said = fields.map(
    (
      field,
    ) => sql`select p.shard, p.id as person_id, ${keyKind(field) ?? 0}::integer as kind, fold(p.${columnOf(field)}::text) as value
    from ${peopleOf(people)} join person p on p.shard = q.shard and p.id = q.id where p.${columnOf(field)} is not null`,
  );
  const merged = sql`select m.shard, m.person_id, m.kind, m.value from ${peopleOf(people)} join merged_key m on m.shard = q.shard and m.person_id = q.id`;
  return said.reduce((all, one) => sql`${all} union ${one}`, merged);
}
