import { sql, type Sql } from "#kernel/sql.ts";
import type { Field } from "#domain/field.ts";
import type { Cohort } from "../define.ts";

/** The kind of key a field is: 0 is e-mail, a custom key its own number, `undefined` no key. */
export const keyKind = (field: Pick<Field, "id" | "name" | "key">): number | undefined =>
  field.name === "email" ? 0 : field.key ? field.id : undefined;

/** The creation lane of a folded key. */
export const laneOf = (folded: Sql): Sql => sql`(hashtext(${folded}) & 31)::smallint`;

/**
 * Keeps the keys of people true when a field that is a key was changed: `changed` has shard, person_id, before, after.
 * (They may have the key already, from somebody who was merged into them.)
 */
export function keyParts(field: Field, changed: Sql, cohort: Pick<Cohort, "part">): (readonly [Sql, Sql])[] {
  const kind = keyKind(field);
  if (kind === undefined) return [];
  return [
    [
      cohort.part("unkeyed"),
      sql`delete from person_key k using ${changed} x
        where k.kind = ${kind} and k.value = fold(x.before::text) and k.person_id = x.person_id
          and fold(x.before::text) is distinct from fold(x.after::text)`,
    ],
    [
      cohort.part("keyed"),
      sql`insert into person_key (lane, kind, value, shard, person_id)
        select ${laneOf(sql`fold(x.after::text)`)}, ${kind}, fold(x.after::text), x.shard, x.person_id
        from ${changed} x where x.after is not null and fold(x.before::text) is distinct from fold(x.after::text) on conflict do nothing`,
    ],
  ];
}
