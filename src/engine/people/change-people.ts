import { toIso } from "#kernel/clock.ts";
import { anyOf, join, sql, type Sql } from "#kernel/sql.ts";
import type { Field } from "#domain/field.ts";
import { activityOfChange } from "#vocabulary/activity-of-change.ts";
import { keyKind, laneOf } from "#vocabulary/actions/person-keys.ts";
import { insertActivities } from "../record.ts";
import { recordEvents, type NewEvent } from "../record-events.ts";
import type { Hold } from "../shard.ts";
import type { PeopleWrite } from "./people-write.ts";
import { columnOf, given, relation, typedValue, type RowOf } from "./rows.ts";

interface Change {
  readonly shard: number;
  readonly personId: number;
  readonly typeId: number;
  readonly assetId: number;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

/**
 * Writes the fields that differ of people who are there, one activity per changed field; what does not change leaves
 * nothing. Gives the numbers of those who changed.
 */
export async function changePeople(
  hold: Hold,
  write: PeopleWrite,
  rows: readonly RowOf[],
): Promise<Set<number>> {
  // The key says who is meant; written in another case it is no change.
  const fields = write.fields.filter((field) => field !== write.key);
  const places = write.fields.flatMap((field, index) => (field === write.key ? [] : [index]));
  rows = rows.map(({ id, row }) => ({
    id,
    row: { ...row, values: places.map((place) => row.values[place] ?? null) },
  }));
  if (rows.length === 0 || fields.length === 0) return new Set();
  const told =
    write.origin !== "history" &&
    fields.some((field) => hold.definitions.listening.has(activityOfChange(field.type).id));
  const rest = told
    ? sql`select * from changed`
    : sql`, written as (${insertActivities(logRows(hold, write))}) select distinct "personId" from changed`;
  const changes = await hold.tx.rows<Change>(sql`${changedRows(hold, rows, fields)} ${rest}`, {
    prepare: true,
  });
  if (told)
    await recordEvents(
      hold,
      changes.map((change): NewEvent => ({
        ...change,
        value: null,
        attributes: null,
        source: write.source,
        occurredOn: null,
      })),
      write.origin,
    );
  return new Set(changes.map((change) => change.personId));
}

/** The update, the keys it moves, and `changed`: a row per person and changed field, in the order of the fields. */
function changedRows(hold: Hold, rows: readonly RowOf[], fields: readonly Field[]): Sql {
  const after = (field: Field, index: number): Sql =>
    sql`case when s.${given(index)} is null then p.${columnOf(field)} else ${typedValue(field, index)} end`;
  const differs = anyOf(
    fields.map(
      (field, index) =>
        sql`(s.${given(index)} is not null and p.${columnOf(field)} is distinct from ${typedValue(field, index)})`,
    ),
  );
  const sets = fields.map((field, index) => sql`${columnOf(field)} = ${after(field, index)}`);
  const both = fields.map(
    (field, index) =>
      sql`old.${columnOf(field)}::text as o${sql([String(index)])}, new.${columnOf(field)}::text as n${sql([String(index)])}`,
  );
  return sql`with s as materialized (select * from ${relation(rows, fields)}),
    u as (
      update person p set ${join(sets, ", ")}, updated_at = ${toIso(hold.at)}::timestamptz from s
      where p.shard = s.shard and p.id = s.person_id and ${differs}
      returning p.shard, p.id as person_id, ${join(both, ", ")})
    ${join(keyParts(fields), "")},
    changed as (select shard, person_id as "personId", type_id as "typeId", asset_id as "assetId", o as "oldValue", n as "newValue"
      from (${join(fields.map(lineOf), " union all ")}) v order by person_id, ord)`;
}

/** The people whose field changed. (A scan per field; one of a list of fields per person took four times as long.) */
function lineOf(field: Field, index: number): Sql {
  const [before, after] = [sql([`u.o${index}`]), sql([`u.n${index}`])];
  return sql`select u.shard, u.person_id, ${index}::integer as ord, ${activityOfChange(field.type).id}::integer as type_id, ${field.id}::integer as asset_id, ${before} as o, ${after} as n
    from u where ${before} is distinct from ${after}`;
}

function keyParts(fields: readonly Field[]): Sql[] {
  const parts = fields.flatMap((field, index) => {
    const kind = keyKind(field);
    if (kind === undefined) return [];
    const number = sql([String(index)]);
    return [
      sql`, unkeyed_${number} as (
        delete from person_key k using u where k.kind = ${kind}::integer and k.value = fold(u.o${number}) and k.person_id = u.person_id and fold(u.o${number}) is distinct from fold(u.n${number})),
      keyed_${number} as (
        insert into person_key (lane, kind, value, shard, person_id)
        select ${laneOf(sql`fold(u.n${number})`)}, ${kind}::integer, fold(u.n${number}), u.shard, u.person_id from u
        where u.n${number} is not null and fold(u.o${number}) is distinct from fold(u.n${number}) on conflict do nothing)`,
    ];
  });
  return parts.length > 0 ? parts : [sql``];
}

function logRows(hold: Hold, write: PeopleWrite): Sql {
  const at = sql`${toIso(hold.at)}::timestamptz`;
  return sql`select shard, "personId", "typeId", "assetId", null::text, null::integer, null::bigint, null::smallint, null::smallint, 0::smallint, null::text,
    ${write.source}::smallint, "oldValue", "newValue", null::jsonb, ${at}, ${at} from changed`;
}
