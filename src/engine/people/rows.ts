import { shardOf } from "#kernel/id.ts";
import { ident, join, sql, type Sql } from "#kernel/sql.ts";
import { columnType, type Field } from "#domain/field.ts";
import type { PersonRow } from "./people-write.ts";

/** A row and the person it is about. */
export interface RowOf {
  readonly id: number;
  readonly row: PersonRow;
}

/** The rows as a relation `s`: shard, person_id, and a text column f0, f1, … per field. */
export function relation(rows: readonly RowOf[], fields: readonly Field[]): Sql {
  const arrays = [
    sql`${rows.map((one) => shardOf(one.id))}::smallint[]`,
    sql`${rows.map((one) => one.id)}::bigint[]`,
    ...fields.map((_, index) => sql`${rows.map((one) => one.row.values[index] ?? null)}::text[]`),
  ];
  const names = [sql`shard`, sql`person_id`, ...fields.map((_, index) => given(index))];
  return sql`unnest(${join(arrays, ", ")}) as s (${join(names, ", ")})`;
}

/** The column of the relation that holds what is given for a field. */
export const given = (index: number): Sql => sql([`f${index}`]);

/** What is given for a field, as the type of its column; an emptied boolean is false. */
export function typedValue(field: Field, index: number): Sql {
  const text = sql`s.${given(index)}`;
  if (field.type === "boolean") return sql`coalesce(nullif(${text}, '')::boolean, false)`;
  return sql`nullif(${text}, '')::${sql([columnType[field.type as keyof typeof columnType]])}`;
}

export const columnOf = (field: Field): Sql => ident(field.column as string);
