import { toIso, type Instant } from "#kernel/clock.ts";
import { inFrench } from "#kernel/words.ts";
import { ident, sql, type Sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import { columnType, labelOf, type Field } from "#domain/field.ts";
import type { Label } from "#domain/label.ts";
import { keyParts } from "./actions/person-keys.ts";
import { addToList } from "./activities/add-to-list.ts";
import { changeDataValue } from "./activities/change-data-value.ts";
import { changeProgramMemberData } from "./activities/change-program-member-data.ts";
import { changeProgramStatus } from "./activities/change-program-status.ts";
import { changeProgramSuccess } from "./activities/change-program-success.ts";
import { changeScore } from "./activities/change-score.ts";
import { removeFromList } from "./activities/remove-from-list.ts";

/**
 * What can become of a value that a run wrote: it is put back; the run's difference is taken off a score that others changed
 * too; it stays, because others changed it; it stays, because its field or list is gone.
 */
export const fates = ["put back", "difference", "changed since", "gone"] as const;
export type Fate = (typeof fates)[number];

/**
 * A field, score, list or program that flows change, and how it is put back from what the log says (docs/decisions/0036). Statements
 * speak of `a`, an activity; of `b`, what a run's activities come to for one person: `before`, `after` and `difference` as texts
 * and a number, `whole` (nobody else wrote in between), `last_on` (the instant of the last); and of `t`, those to be put back.
 */
export interface Target {
  readonly label: Label;
  /** The kinds of activities that tell of it. */
  readonly types: readonly number[];
  /** Which of these lines it is told by, if not by all that are about its number. */
  readonly told?: Sql;
  /** What its own lines say besides old and new value, as jsonb. */
  readonly attributes?: Sql;
  readonly before: Sql;
  readonly after: Sql;
  /** The sum of the changes, where they can be summed. */
  readonly difference: Sql;
  /** Joins what it is now. */
  readonly now: Sql;
  /** A {@link Fate}, or null where there is nothing to put back. */
  readonly fate: Sql;
  /** Parts of a statement; the last is called `changed` and has shard, person_id, type_id, old_value, new_value. */
  restore(at: Instant, range: Sql): (readonly [name: Sql, statement: Sql])[];
}

const LISTS: readonly number[] = [addToList.id, removeFromList.id];
const PROGRAMS: readonly number[] = [changeProgramStatus.id, changeProgramSuccess.id];

/** The kinds of activities that tell of something that can be put back. */
export const RESTORED: readonly number[] = [
  changeDataValue.id,
  changeScore.id,
  ...LISTS,
  ...PROGRAMS,
  changeProgramMemberData.id,
];

/** What of its asset an activity `a` is about, where an asset has several parts: a member field of a program. */
export const partOf: Sql = sql`case when a.type_id = ${changeProgramMemberData.id}::integer then a.attributes ->> 'attribute' end`;

/** What an activity of a kind is about; `part` as {@link partOf} says. */
export function targetOf(type: number, asset: number, part: string | null, catalog: Catalog): Target {
  if (type === changeProgramMemberData.id) return memberDataTarget(asset, part ?? "", catalog);
  if (LISTS.includes(type)) return listTarget(asset, catalog);
  if (PROGRAMS.includes(type)) return programTarget(asset, catalog);
  const field = [...catalog.fields.values()].find(({ id }) => id === asset);
  return type === changeScore.id ? scoreTarget(asset, field) : fieldTarget(asset, field);
}

const isNow = (column: Sql): Sql => sql`p.${column}::text is not distinct from b.after`;
const person = sql`join person p on p.shard = b.shard and p.id = b.person_id`;
const gone = sql`'gone'`;

/** The name of a thing, or, where it is no longer there, its number. */
const labelWith = (kind: "field" | "list" | "program", id: number, name?: string): Label =>
  name === undefined
    ? { en: `${kind} ${id}`, fr: `${inFrench("kind", kind)} ${id}` }
    : { en: name, fr: name };

function fieldTarget(id: number, field: Field | undefined): Target {
  const column = ident(field?.column ?? "id");
  const type = sql([columnType[field?.type as keyof typeof columnType] ?? "text"]);
  return {
    label: field ? labelOf(field) : labelWith("field", id),
    types: [changeDataValue.id],
    before: sql`a.old_value`,
    after: sql`a.new_value`,
    difference: sql`0`,
    now: person,
    fate: usable(field)
      ? sql`case when b.before is not distinct from b.after then null when ${isNow(column)} then 'put back' else 'changed since' end`
      : gone,
    restore: (at, range) => [
      [sql`moved`, written(column, sql`t.before::${type}`, at, range)],
      ...(field ? keyParts(field, sql`moved`, { part: (name) => ident(name) }) : []),
      [sql`changed`, changedFrom(changeDataValue.id)],
    ],
  };
}

function scoreTarget(id: number, field: Field | undefined): Target {
  const column = ident(field?.column ?? "id");
  const without = sql`greatest(least(coalesce(p.${column}, 0)::bigint - t.difference, 2147483647), -2147483648)::integer`;
  return {
    label: field ? labelOf(field) : labelWith("field", id),
    types: [changeScore.id],
    before: sql`a.old_value`,
    after: sql`a.new_value`,
    difference: sql`sum(coalesce(after::bigint, 0) - coalesce(before::bigint, 0))::bigint`,
    now: person,
    fate: usable(field)
      ? sql`case when b.whole and ${isNow(column)} then case when b.before is distinct from b.after then 'put back' end when b.difference <> 0 then 'difference' end`
      : gone,
    restore: (at, range) => [
      [
        sql`moved`,
        written(
          column,
          sql`case t.fate when 'put back' then t.before::integer else ${without} end`,
          at,
          range,
        ),
      ],
      [sql`changed`, changedFrom(changeScore.id)],
    ],
  };
}

const usable = (field: Field | undefined): field is Field => field?.column != null && !field.hidden;

const written = (column: Sql, value: Sql, at: Instant, range: Sql): Sql => sql`
  update person p set ${column} = ${value}, updated_at = ${toIso(at)}::timestamptz
  from t where p.shard = t.shard and p.id = t.person_id and ${range}
  returning p.shard, p.id as person_id, old.${column} as before, new.${column} as after`;

const changedFrom = (type: number): Sql => sql`
  select shard, person_id, ${type}::integer as type_id, before::text as old_value, after::text as new_value from moved`;

/** Who is in a list since the run put them there leaves it; whom it took out and who is still out comes back. */
function listTarget(id: number, catalog: Catalog): Target {
  const list = sql`${id}::integer`;
  const wasAdded = sql`a.type_id = ${addToList.id}::integer`;
  return {
    label: labelWith("list", id, catalog.lists.get(id)?.name),
    types: LISTS,
    before: sql`case when ${wasAdded} then 'out' else 'in' end`,
    after: sql`case when ${wasAdded} then 'in' else 'out' end`,
    difference: sql`0`,
    now: sql`left join list_member m on m.shard = b.shard and m.list_id = ${list} and m.person_id = b.person_id`,
    fate: catalog.lists.has(id)
      ? sql`case when b.before = b.after then null when b.after = 'in' and m.added_on = b.last_on or b.after = 'out' and m.person_id is null
          then 'put back' else 'changed since' end`
      : gone,
    restore: (at) => [
      [
        sql`taken`,
        sql`delete from list_member m using t where t.before = 'out' and m.shard = t.shard and m.list_id = ${list} and m.person_id = t.person_id
          returning m.shard, m.person_id`,
      ],
      [
        sql`brought`,
        sql`insert into list_member (shard, list_id, person_id, added_on)
          select t.shard, ${list}, t.person_id, ${toIso(at)}::timestamptz from t where t.before = 'in' returning shard, person_id`,
      ],
      [
        sql`changed`,
        sql`select shard, person_id, ${removeFromList.id}::integer as type_id, null::text as old_value, null::text as new_value from taken
          union all select shard, person_id, ${addToList.id}::integer, null, null from brought`,
      ],
    ],
  };
}

/**
 * Whoever has the status and the success that the run left gets back what they had; whoever became a member by it is none
 * again. What a member has is told as `status|day of success`.
 */
function programTarget(id: number, catalog: Catalog): Target {
  const program = sql`${id}::integer`;
  const isStatus = sql`a.type_id = ${changeProgramStatus.id}::integer`;
  const said = (name: string): Sql => sql`a.attributes ->> ${name}`;
  const standing = (status: Sql, success: Sql): Sql => sql`(${status}) || '|' || coalesce(${success}, '')`;
  return {
    label: labelWith("program", id, catalog.programs.get(id)?.name),
    types: PROGRAMS,
    before: standing(
      sql`case when ${isStatus} then ${said("previous-status-id")} else ${said("status-id")} end`,
      sql`case when ${isStatus} then ${said("previous-success-date")} else a.old_value end`,
    ),
    after: standing(
      sql`case when ${isStatus} then ${said("new-status-id")} else ${said("status-id")} end`,
      sql`case when ${isStatus} then ${said("success-date")} else a.new_value end`,
    ),
    difference: sql`0`,
    now: sql`left join program_member m on m.shard = b.shard and m.program_id = ${program} and m.person_id = b.person_id`,
    fate: catalog.programs.has(id)
      ? sql`case when b.before is not distinct from b.after then null
          when ${standing(sql`m.status_id::text`, sql`m.success_on::text`)} = b.after and m.status_on <= b.last_on then 'put back' else 'changed since' end`
      : gone,
    restore: (at, range) => {
      const now = sql`${toIso(at)}::timestamptz`;
      const mine = sql`m.shard = t.shard and m.program_id = ${program} and m.person_id = t.person_id`;
      return [
        [
          sql`dropped`,
          sql`delete from program_member m using t where t.before is null and ${mine}
            returning m.shard, m.person_id, m.acquired, m.status_id as was, null::integer as is, null::date as had, null::date as has`,
        ],
        [
          sql`unacquired`,
          sql`update person p set acquisition_program = null, acquisition_date = null, updated_at = ${now}
            from dropped d where d.acquired and p.shard = d.shard and p.id = d.person_id and ${range}`,
        ],
        [
          sql`returned`,
          sql`update program_member m set status_on = ${now}, status_id = split_part(t.before, '|', 1)::integer, success_on = nullif(split_part(t.before, '|', 2), '')::date
            from t where t.before is not null and ${mine}
            returning m.shard, m.person_id, m.acquired, old.status_id as was, new.status_id as is, old.success_on as had, new.success_on as has`,
        ],
        [
          sql`changed`,
          sql`select q.shard, q.person_id, case when q.was = q.is then ${changeProgramSuccess.id} else ${changeProgramStatus.id} end::integer as type_id,
              case when q.was = q.is then q.had::text else o.name end as old_value, case when q.was = q.is then q.has::text else n.name end as new_value
            from (select * from dropped union all select * from returned) q
              left join program_status o on o.id = q.was left join program_status n on n.id = q.is`,
        ],
      ];
    },
  };
}

function memberDataTarget(id: number, name: string, catalog: Catalog): Target {
  const field = catalog.memberFields.get(name);
  const program = catalog.programs.get(id);
  const mine = (row: Sql): Sql =>
    sql`m.shard = ${row}.shard and m.program_id = ${id}::integer and m.person_id = ${row}.person_id`;
  const key = sql`${String(field?.id ?? 0)}::text`;
  const where = labelWith("program", id, program?.name);
  const what = field ? labelOf(field) : { en: name, fr: name };
  return {
    label: { en: `${where.en}: ${what.en}`, fr: `${where.fr} : ${what.fr}` },
    types: [changeProgramMemberData.id],
    told: sql`a.attributes ->> 'attribute' = ${name}::text`,
    attributes: sql`jsonb_build_object('attribute', ${name}::text)`,
    before: sql`a.old_value`,
    after: sql`a.new_value`,
    difference: sql`0`,
    now: sql`left join program_member m on ${mine(sql`b`)}`,
    fate:
      program && field && !field.hidden
        ? sql`case when b.before is not distinct from b.after then null
            when m.person_id is not null and m.data ->> ${key} is not distinct from b.after then 'put back' else 'changed since' end`
        : gone,
    restore: () => [
      [
        sql`changed`,
        sql`update program_member m set data = nullif(coalesce(m.data, '{}') - ${key} || jsonb_strip_nulls(jsonb_build_object(${key}, t.before)), '{}')
          from t where ${mine(sql`t`)}
          returning m.shard, m.person_id, ${changeProgramMemberData.id}::integer as type_id, t.after as old_value, t.before as new_value`,
      ],
    ],
  };
}
