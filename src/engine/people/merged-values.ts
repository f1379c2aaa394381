import { join, sql } from "#kernel/sql.ts";
import type { Field } from "#domain/field.ts";
import { giverOf } from "#domain/merging.ts";
import type { Hold } from "../shard.ts";
import type { One } from "./move-rows.ts";
import { peopleOf } from "./own-keys.ts";
import { columnOf } from "./rows.ts";

/**
 * The fields of one person that get a value of the others (see {@link giverOf}), and which. `undefined` when somebody is
 * not there.
 *
 * @param from sorted by number
 * @param chosen whose value a field gets, by the names of fields: numbers of some of them
 */
export async function filledFrom(
  hold: Hold,
  to: One,
  from: readonly One[],
  chosen: ReadonlyMap<string, number>,
): Promise<{ field: Field; value: string }[] | undefined> {
  const fields = [...hold.definitions.catalog.fields.values()].filter(
    (field) => field.column !== null && !field.readOnly,
  );
  const rows = await hold.tx.rows<{ id: number; values: (string | null)[] }>(sql`
    select p.id, array[${join(
      fields.map((field) => sql`p.${columnOf(field)}::text`),
      ", ",
    )}] as values
    from ${peopleOf([to, ...from])} join person p on p.shard = q.shard and p.id = q.id order by p.id`);
  const own = rows.find((row) => row.id === to.id);
  if (!own || rows.length !== from.length + 1) return undefined;
  const others = rows.filter((row) => row !== own);
  const placeOf = new Map(fields.map(({ name }, index) => [name, index]));
  const valueOf = (row: (typeof rows)[number], field: string) => row.values[placeOf.get(field) ?? -1];
  const givers = new Map(
    [...chosen].flatMap(([field, id]) => rows.filter((row) => row.id === id).map((row) => [field, row])),
  );
  return fields.flatMap((field) => {
    const giver = giverOf(field, own, others, valueOf, givers);
    if (giver === undefined || giver === own) return [];
    const value = valueOf(giver, field.name) ?? "";
    return value === (valueOf(own, field.name) ?? "") ? [] : [{ field, value }];
  });
}
