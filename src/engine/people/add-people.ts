import { toIso } from "#kernel/clock.ts";
import { shardOf } from "#kernel/id.ts";
import { join, sql } from "#kernel/sql.ts";
import { newPerson } from "#vocabulary/activities/new-person.ts";
import { keyKind, laneOf } from "#vocabulary/actions/person-keys.ts";
import { insertActivities } from "../record.ts";
import { recordEvents } from "../record-events.ts";
import type { Hold } from "../shard.ts";
import type { PeopleWrite } from "./people-write.ts";
import { columnOf, given, relation, typedValue, type RowOf } from "./rows.ts";

/**
 * Writes new people: their row, their keys, and one Person is Created each that carries the values they began with; no
 * activity per field.
 */
export async function addPeople(hold: Hold, write: PeopleWrite, rows: readonly RowOf[]): Promise<void> {
  if (rows.length === 0) return;
  const { fields } = write;
  const at = sql`${toIso(hold.at)}::timestamptz`;
  const told = write.origin !== "history" && hold.definitions.listening.has(newPerson.id);
  const keys = fields.flatMap((field, index) => {
    const kind = keyKind(field);
    return kind === undefined ? [] : [sql`, keyed_${sql([String(index)])} as (
      insert into person_key (lane, kind, value, shard, person_id)
      select ${laneOf(sql`fold(s.${given(index)})`)}, ${kind}::integer, fold(s.${given(index)}), s.shard, s.person_id from s where nullif(s.${given(index)}, '') is not null)`];
  });
  const initial = sql`jsonb_strip_nulls(jsonb_build_object(${join(fields.map((field, index) => sql`${field.name}::text, nullif(s.${given(index)}, '')`), ", ")}))`;
  const born = sql`select s.shard, s.person_id, ${newPerson.id}::integer, null::integer, ${write.sourceType}::text, null::integer, null::bigint, null::smallint,
    null::smallint, 0::smallint, null::text, ${write.source}::smallint, null::text, null::text, ${fields.length > 0 ? initial : sql`null::jsonb`}, ${at}, ${at} from s`;
  await hold.tx.rows(
    sql`with s as materialized (select * from ${relation(rows, fields)}),
      added as (
        insert into person (shard, id, created_at, updated_at${join(fields.map((field) => sql`, ${columnOf(field)}`), "")})
        select s.shard, s.person_id, ${at}, ${at}${join(fields.map((field, index) => sql`, ${typedValue(field, index)}`), "")} from s)
      ${join(keys.length > 0 ? keys : [sql``], "")}
      ${told ? sql`select 1 where false` : insertActivities(born)}`,
    { prepare: true },
  );
  if (told)
    await recordEvents(
      hold,
      rows.map(({ id, row }) => ({
        shard: shardOf(id), personId: id, typeId: newPerson.id, assetId: null, value: write.sourceType, source: write.source, occurredOn: null,
        attributes: JSON.stringify(Object.fromEntries(fields.flatMap((field, index) => (row.values[index] ? [[field.name, row.values[index]]] : [])))),
      })),
      write.origin,
    );
}
