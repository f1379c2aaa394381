import { problem } from "#kernel/fault.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { columnType, mostCharacters } from "#domain/field.ts";
import { readFieldValue } from "#domain/field-value.ts";
import type { MemberField } from "#domain/program.ts";
import { hasToken } from "#domain/token.ts";
import { changeProgramMemberData as activity } from "../activities/change-program-member-data.ts";
import { defineAction, type Cohort } from "../define.ts";
import { membershipOf } from "../enrol.ts";
import { textExpression } from "../token.ts";
import {
  changedOrRefused,
  checkProgram,
  namedProgram,
  noProgram,
  programOfStep,
  programParameter,
} from "./program-parameter.ts";

/** Writes a member field of members. The same value again leaves no activity; `NULL` empties. */
export const changeProgramMemberData = defineAction({
  name: "change-program-member-data",
  label: { en: "Change Program Member Data", fr: "Modifier les données du membre du programme" },
  category: "program",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  parameters: [
    programParameter,
    { name: "field", label: { en: "Attribute", fr: "Attribut" }, type: "member field", required: true },
    { name: "value", label: { en: "New Value", fr: "Nouvelle valeur" }, type: "value", required: true },
  ],
  records: () => activity,
  asset: namedProgram,
  check(args, place) {
    const field = place.catalog.memberFields.get(String(args["field"]));
    const value = String(args["value"]);
    if (!field || value === "NULL" || hasToken(value)) return checkProgram(args, place);
    const read = readFieldValue(field.type, value, place.catalog.calendar.zone, `${place.path}.value`);
    if ("code" in read) return [read];
    return read.value === null
      ? [problem(`${place.path}.value`, "value.missing")]
      : checkProgram(args, place);
  },
  apply(args, cohort) {
    const program = programOfStep(args, cohort);
    const field = cohort.catalog.memberFields.get(String(args["field"]));
    if (!program || !field) return noProgram(cohort);
    const [asked, changed] = [cohort.part("asked"), cohort.part("changed")];
    const asset = sql`${program.id}::integer`;
    const key = sql`${String(field.id)}::text`;
    const named = sql`jsonb_build_object('attribute', ${field.name}::text)`;
    return {
      parts: [
        [
          asked,
          sql`select q.*, case when q.refused is null then q.text::${typeOf(field)}::text end as value from (
              select c.*, m.data ->> ${key} as was, v.text, case when m.status_id is null then 'not_in_program' ${refusals(field)} end as refused
              from ${cohort.from} join person p on p.shard = c.shard and p.id = c.person_id and ${cohort.range}
                left join ${membershipOf(program.id)} on true,
                lateral (select ${wanted(String(args["value"]), field, cohort)} as text) v) q`,
        ],
        [
          changed,
          sql`update program_member m set data = nullif(coalesce(m.data, '{}') - ${key} || jsonb_strip_nulls(jsonb_build_object(${key}, a.value)), '{}')
            from ${asked} a where m.shard = a.shard and m.program_id = ${asset} and m.person_id = a.person_id and a.refused is null and a.was is distinct from a.value
            returning a.shard, a.person_id, a.entry_id, a.was, a.value`,
        ],
      ],
      outcome: changedOrRefused(
        changed,
        asked,
        { asset, old: sql`was`, new: sql`${changed}.value`, attributes: named },
        { asset, attributes: named },
      ),
    };
  },
  examples: [
    {
      says: { en: "Write down the meal", fr: "Noter le repas" },
      args: { program: "Launch", field: "meal", value: "{{lead.Notes}}" },
    },
    {
      says: { en: "Empty the meal", fr: "Vider le repas" },
      args: { program: "Launch", field: "meal", value: "NULL" },
    },
  ],
});

const typeOf = ({ type }: MemberField): Sql => sql([columnType[type]]);

/** The new value as a text, over `p`. */
function wanted(value: string, { type }: MemberField, cohort: Cohort): Sql {
  if (value === "NULL") return sql`null::text`;
  if (hasToken(value)) return sql`nullif(${textExpression(value, cohort)}, '')`;
  const read = readFieldValue(type, value, cohort.catalog.calendar.zone, "");
  return sql`${"value" in read ? read.value : null}::text`;
}

/** What a text that does not fit the field is refused for. */
function refusals({ type }: MemberField): Sql {
  const most = mostCharacters[type];
  const tooLong = most ? sql`when length(v.text) > ${most} then 'value_too_long'` : sql``;
  const wrong =
    type === "email"
      ? sql`v.text !~ '^[!-?A-~]+@[!-?A-~]+$'`
      : sql`not pg_input_is_valid(v.text, ${columnType[type]})`;
  return sql`when v.text is null then null ${tooLong} when ${wrong} then 'wrong_type'`;
}
