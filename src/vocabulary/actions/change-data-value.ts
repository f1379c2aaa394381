import { toIso } from "#kernel/clock.ts";
import { problem } from "#kernel/fault.ts";
import { ident, sql, type Sql } from "#kernel/sql.ts";
import { columnType, mostCharacters, type Field } from "#domain/field.ts";
import { readFieldValue } from "#domain/field-value.ts";
import { hasToken } from "#domain/token.ts";
import { activityOfChange } from "../activity-of-change.ts";
import { defineAction, type Cohort, type Effect } from "../define.ts";
import { outcome } from "../outcome.ts";
import { textExpression } from "../token.ts";
import { keyParts } from "./person-keys.ts";

/** Writes a field. The same value again leaves no activity; `NULL` empties (behaviour §3.3). */
export const changeDataValue = defineAction({
  name: "change-data-value",
  label: { en: "Change Data Value", fr: "Modifier la valeur d’un champ" },
  also: ["Modifier valeur des données"],
  category: "data",
  priority: "low",
  modes: ["batch", "trigger", "executable"],
  parameters: [
    { name: "field", label: { en: "Attribute", fr: "Attribut" }, type: "field", required: true },
    { name: "value", label: { en: "New Value", fr: "Nouvelle valeur" }, type: "value", required: true },
  ],
  records: ({ field }, catalog) => activityOfChange(catalog.fields.get(String(field))?.type ?? "string"),
  asset: (args, catalog) => catalog.fields.get(String(args.field))?.id ?? null,
  check(args, { catalog, path }) {
    const field = catalog.fields.get(String(args.field));
    const value = String(args.value);
    if (!field || value === "NULL" || hasToken(value)) return [];
    const read = readFieldValue(field.type, value, catalog.calendar.zone, `${path}.value`);
    if ("code" in read) return [read];
    return read.value === null ? [problem(`${path}.value`, "value.missing")] : [];
  },
  apply(args, cohort) {
    const field = cohort.catalog.fields.get(String(args.field)) as Field;
    const value = String(args.value);
    return hasToken(value) ? writeText(field, value, cohort) : writeConstant(field, value, cohort);
  },
  examples: [
    { says: { en: "Set State to CA", fr: "Mettre État à CA" }, args: { field: "state", value: "CA" } },
    {
      says: { en: "Append to Notes", fr: "Compléter les notes" },
      args: { field: "notes", value: "{{lead.Notes}} called" },
    },
    { says: { en: "Empty the city", fr: "Vider la ville" }, args: { field: "city", value: "NULL" } },
  ],
});

const typeOf = (field: Field): Sql => sql([columnType[field.type as keyof typeof columnType]]);

function writeConstant(field: Field, written: string, cohort: Cohort): Effect {
  const read =
    written === "NULL"
      ? { value: null }
      : readFieldValue(field.type, written, cohort.catalog.calendar.zone, "");
  const empty = field.type === "boolean" ? "false" : null; // a boolean is never empty
  const value = sql`${("value" in read ? read.value : null) ?? empty}::text::${typeOf(field)}`;
  return write(
    field,
    value,
    cohort,
    cohort.from,
    sql`p.${ident(field.column as string)} is distinct from ${value}`,
  );
}

/** The new value depends on the person: it is computed first, and written where it fits the field. */
function writeText(field: Field, text: string, cohort: Cohort): Effect {
  const asked = cohort.part("asked");
  const most = mostCharacters[field.type];
  const type = typeOf(field);
  const tooLong = most ? sql`length(text) > ${most}` : sql`false`;
  const wrong =
    field.type === "email"
      ? sql`text !~ '^[!-?A-~]+@[!-?A-~]+$'`
      : sql`not pg_input_is_valid(text, ${columnType[field.type as "string"]})`;
  const computed = sql`select c.*, v.text, case when v.text is null then null when ${tooLong} then 'value_too_long' when ${wrong} then 'wrong_type' end as refused
    from ${cohort.from} join person p on p.shard = c.shard and p.id = c.person_id and ${cohort.range},
      lateral (select nullif(${textExpression(text, cohort)}, '') as text) v`;
  const value = sql`case when c.refused is null then c.text::${type} end`;
  const written = field.type === "boolean" ? sql`coalesce(${value}, false)` : value;
  const effect = write(
    field,
    written,
    cohort,
    sql`${asked} c`,
    sql`c.refused is null and p.${ident(field.column as string)} is distinct from ${written}`,
  );
  const refused = outcome(
    sql`c`,
    { asset: sql`${field.id}`, result: sql`2`, reason: sql`c.refused`, new: sql`left(c.text, 255)` },
    sql`${asked} c where c.refused is not null`,
  );
  return {
    parts: [[asked, computed], ...effect.parts],
    outcome: sql`${effect.outcome} union all ${refused}`,
  };
}

function write(field: Field, value: Sql, cohort: Cohort, from: Sql, differs: Sql): Effect {
  const column = ident(field.column as string);
  const changed = cohort.part("changed");
  const statement = sql`update person p set ${column} = ${value}, updated_at = ${toIso(cohort.at)}::timestamptz
    from ${from} where p.shard = c.shard and p.id = c.person_id and ${cohort.range} and ${differs}
    returning c.shard, c.person_id, c.entry_id, old.${column} as before, new.${column} as after`;
  return {
    parts: [[changed, statement], ...keyParts(field, changed, cohort)],
    outcome: outcome(changed, { asset: sql`${field.id}`, old: sql`before`, new: sql`after` }, changed),
  };
}
