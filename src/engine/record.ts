import { empty, sql, type Sql } from "#kernel/sql.ts";

/**
 * The only writer of the log. `rows` selects, in this order: shard, person_id, type_id, asset_id, value, run_id,
 * entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on; then,
 * when `numbered`, the activity's number, drawn from sequence activity_id.
 */
export const insertActivities = (
  rows: Sql,
  numbered = false,
): Sql => sql`insert into activity (shard, person_id, type_id, asset_id,
  value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
  ${numbered ? sql`, id` : empty}) ${rows}`;

/** What `insertActivities` gives back for matching: one {@link RecordedRow} each. */
export const recordedColumns: Sql = sql`shard, person_id as "personId", id, type_id as "typeId", asset_id as "assetId", entry_id as "entryId", occurred_on as "occurredOn"`;

/** An activity just written, as far as those who listen need to know it. */
export interface RecordedRow {
  readonly shard: number;
  readonly personId: number;
  readonly id: number;
  readonly typeId: number;
  readonly assetId: number | null;
  readonly entryId: number | null;
  readonly occurredOn: number;
}
