import { problem } from "#kernel/fault.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import { readFieldValue } from "#domain/field-value.ts";
import { hasToken } from "#domain/token.ts";
import { changeProgramSuccess as activity } from "../activities/change-program-success.ts";
import { defineAction, type Args, type Cohort } from "../define.ts";
import { dayIn, membershipOf } from "../enrol.ts";
import { textExpression } from "../token.ts";
import {
  changedOrRefused,
  checkProgram,
  namedProgram,
  noProgram,
  programOfStep,
  programParameter,
} from "./program-parameter.ts";

/** Sets or takes away the success of members. Success is its day: true is today, false is none (behaviour §3.3). */
export const changeProgramSuccess = defineAction({
  name: "change-program-success",
  label: { en: "Change Program Success", fr: "Modifier le succès du programme" },
  category: "program",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  parameters: [
    programParameter,
    {
      name: "attribute",
      label: { en: "Attribute", fr: "Attribut" },
      type: "option",
      options: [
        { name: "Success", label: { en: "Success", fr: "Succès" }, takes: "boolean" },
        { name: "Success Date", label: { en: "Success Date", fr: "Date du succès" }, takes: "date" },
      ],
      required: true,
    },
    { name: "value", label: { en: "New Value", fr: "Nouvelle valeur" }, type: "value", required: true },
  ],
  records: () => activity,
  asset: namedProgram,
  check(args, place) {
    const value = String(args["value"]);
    const date = args["attribute"] === "Success Date";
    if (date && (value === "NULL" || hasToken(value))) return checkProgram(args, place);
    const read = hasToken(value)
      ? problem(`${place.path}.value`, "value.type", { value, wanted: "true or false" })
      : readFieldValue(date ? "date" : "boolean", value, place.catalog.calendar.zone, `${place.path}.value`);
    return "code" in read ? [read] : checkProgram(args, place);
  },
  apply(args, cohort) {
    const program = programOfStep(args, cohort);
    if (!program) return noProgram(cohort);
    const [asked, changed] = [cohort.part("asked"), cohort.part("changed")];
    const after = sql`case when a.refused is null then a.text::date end`;
    const asset = sql`${program.id}::integer`;
    return {
      parts: [
        [
          asked,
          sql`select c.*, m.success_on as was, v.text, case when m.status_id is null then 'not_in_program'
              when v.text is not null and not pg_input_is_valid(v.text, 'date') then 'wrong_type' end as refused
            from ${cohort.from} join person p on p.shard = c.shard and p.id = c.person_id and ${cohort.range}
              left join ${membershipOf(program.id)} on true,
              lateral (select ${wanted(args, cohort)} as text) v`,
        ],
        [
          changed,
          sql`update program_member m set success_on = ${after} from ${asked} a
            where m.shard = a.shard and m.program_id = ${asset} and m.person_id = a.person_id and a.refused is null and a.was is distinct from ${after}
            returning a.shard, a.person_id, a.entry_id, m.status_id, a.was, new.success_on as now`,
        ],
      ],
      outcome: changedOrRefused(
        changed,
        asked,
        {
          asset,
          old: sql`was`,
          new: sql`now`,
          attributes: sql`jsonb_build_object('success', now is not null, 'status-id', status_id)`,
        },
        { asset },
      ),
    };
  },
  examples: [
    {
      says: { en: "Success, today", fr: "Succès, aujourd’hui" },
      args: { program: "Launch", attribute: "Success", value: "true" },
    },
    {
      says: { en: "Success on the day of birth", fr: "Succès le jour de naissance" },
      args: { program: "Launch", attribute: "Success Date", value: "{{lead.Date of Birth}}" },
    },
  ],
});

/** The day as a text, over `p` and `m`; whoever has success keeps its day when told again that they have. */
function wanted({ attribute, value }: Args, cohort: Cohort): Sql {
  const given = String(value);
  if (attribute === "Success Date")
    return given === "NULL" ? sql`null::text` : sql`nullif(${textExpression(given, cohort)}, '')`;
  const read = readFieldValue("boolean", given, "", "");
  return "value" in read && read.value === "true"
    ? sql`coalesce(m.success_on, ${dayIn(cohort.catalog, cohort.at)})::text`
    : sql`null::text`;
}
