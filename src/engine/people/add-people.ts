import { toIso } from "#kernel/clock.ts";
import { shardOf } from "#kernel/id.ts";
import { empty, join, sql, type Sql } from "#kernel/sql.ts";
import { addToList } from "#vocabulary/activities/add-to-list.ts";
import { newPerson } from "#vocabulary/activities/new-person.ts";
import { keyKind, laneOf } from "#vocabulary/actions/person-keys.ts";
import { insertActivities } from "../record.ts";
import { recordEvents, type NewEvent } from "../record-events.ts";
import type { Hold } from "../shard.ts";
import { listed } from "./enlist.ts";
import type { PeopleWrite } from "./people-write.ts";
import { columnOf, given, relation, typedValue, type RowOf } from "./rows.ts";

/**
 * Writes new people: their row, their keys, their place in the list, and one Person is Created each that carries the
 * values they began with; no activity per field.
 */
export async function addPeople(hold: Hold, write: PeopleWrite, rows: readonly RowOf[]): Promise<void> {
  if (rows.length === 0) return;
  const { fields, list } = write;
  const told =
    write.origin !== "history" &&
    [newPerson, addToList].some((type) => hold.definitions.listening.has(type.id));
  const at = sql`${toIso(hold.at)}::timestamptz`;
  const columns = join(
    fields.map((field) => sql`, ${columnOf(field)}`),
    "",
    "",
    "",
  );
  const values = join(
    fields.map((field, index) => sql`, ${typedValue(field, index)}`),
    "",
    "",
    "",
  );
  const member =
    list === null
      ? empty
      : sql`, member as (
    insert into list_member (shard, list_id, person_id, added_on) select s.shard, ${list}::integer, s.person_id, ${at} from s)`;
  await hold.tx.rows(
    sql`with s as materialized (select * from ${relation(rows, fields)}),
      added as (insert into person (shard, id, created_at, updated_at${columns}) select s.shard, s.person_id, ${at}, ${at}${values} from s)
      ${join([empty, ...keyParts(write)], "")} ${member}
      ${told ? sql`select 1 where false` : insertActivities(lines(hold, write))}`,
    { prepare: true },
  );
  if (told)
    await recordEvents(
      hold,
      rows.flatMap((one) => [
        born(one, write),
        ...(list === null ? [] : [listed(one.id, list, write.source)]),
      ]),
      write.origin,
    );
}

/** They are new, so nobody has these keys of theirs yet. */
const keyParts = ({ fields }: PeopleWrite): Sql[] =>
  fields.flatMap((field, index) => {
    const kind = keyKind(field);
    const key = sql`fold(s.${given(index)})`;
    return kind === undefined
      ? []
      : [
          sql`, keyed_${sql([String(index)])} as (
      insert into person_key (lane, kind, value, shard, person_id) select ${laneOf(key)}, ${kind}::integer, ${key}, s.shard, s.person_id from s where s.${given(index)} <> '')`,
        ];
  });

/** Everybody's creation, then everybody's place in the list. */
function lines(hold: Hold, { fields, list, source, sourceType }: PeopleWrite): Sql {
  const at = sql`${toIso(hold.at)}::timestamptz`;
  const line = (type: number, asset: number | null, value: Sql, attributes: Sql): Sql => sql`
    select s.shard, s.person_id, ${type}::integer, ${asset}::integer, ${value}, null::integer, null::bigint, null::smallint, null::smallint, 0::smallint, null::text,
      ${source}::smallint, null::text, null::text, ${attributes}, ${at}, ${at} from s`;
  // Half as slow as jsonb_build_object, which moreover takes at most fifty fields.
  const initial = sql`jsonb_strip_nulls(jsonb_object(${fields.map((field) => field.name)}::text[], array[${join(
    fields.map((_, index) => sql`nullif(s.${given(index)}, '')`),
    ", ",
    "",
    "",
  )}]::text[]))`;
  const created = line(newPerson.id, null, sql`${sourceType}::text`, initial);
  return list === null
    ? created
    : sql`${created} union all ${line(addToList.id, list, sql`null::text`, sql`null::jsonb`)}`;
}

const born = ({ id, row }: RowOf, { fields, source, sourceType }: PeopleWrite): NewEvent => ({
  shard: shardOf(id),
  personId: id,
  typeId: newPerson.id,
  assetId: null,
  value: sourceType,
  source,
  occurredOn: null,
  attributes: JSON.stringify(
    Object.fromEntries(
      fields.flatMap((field, index) => (row.values[index] ? [[field.name, row.values[index]]] : [])),
    ),
  ),
});
