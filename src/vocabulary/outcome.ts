import { sql, type Sql } from "#kernel/sql.ts";

/** What one step did to one person, as expressions over the rows it is selected from. */
export interface Outcome {
  readonly result?: Sql;
  readonly reason?: Sql;
  readonly asset?: Sql;
  readonly value?: Sql;
  readonly old?: Sql;
  readonly new?: Sql;
  readonly attributes?: Sql;
  /** For a step that waits: the instant it is over; null goes on at once. */
  readonly until?: Sql;
}

/** Why a step was left out because it is only tried. */
export const NOT_IN_TEST = "not_in_test";

/** It was left out because it is only tried. */
export const leftOut: Outcome = { result: sql`1`, reason: sql`${NOT_IN_TEST}` };

/**
 * The select of an action's outcome, its columns in the order the log takes them.
 *
 * @param row the alias that carries shard, person_id and entry_id
 * @param rest what follows `from`
 */
export function outcome(row: Sql, is: Outcome, rest: Sql): Sql {
  return sql`select ${row}.shard, ${row}.person_id, ${row}.entry_id,
    ${is.result ?? sql`0`}::smallint as result, ${is.reason ?? sql`null`}::text as reason,
    ${is.asset ?? sql`null`}::integer as asset_id, ${is.value ?? sql`null`}::text as value,
    ${is.old ?? sql`null`}::text as old_value, ${is.new ?? sql`null`}::text as new_value,
    ${is.attributes ?? sql`null`}::jsonb as attributes, ${is.until ?? sql`null`}::timestamptz as until
    from ${rest}`;
}
