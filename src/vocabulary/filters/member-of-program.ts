import { problem, type Problem } from "#kernel/fault.ts";
import { allOf, sql, type Sql } from "#kernel/sql.ts";
import type { Attribute } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import { kindOfType } from "#domain/field.ts";
import type { Constraint, Filter } from "#domain/rules.ts";
import { checkAttribute, typed } from "../activity-rule.ts";
import { compare, type Moment } from "../compare.ts";
import { defineFilter, type Checked, type Place, type Scope } from "../define.ts";
import { checkMembership, isNegative } from "./membership.ts";

const label = { en: "Member of Program", fr: "Membre du programme" };

/** What can be asked of every membership. */
export const membershipAttributes: readonly Attribute[] = [
  {
    name: "status",
    label: { en: "Program Status", fr: "Statut du programme" },
    type: "string",
    kind: "program status",
  },
  { name: "success", label: { en: "Success", fr: "Succès" }, type: "boolean" },
  { name: "success-date", label: { en: "Success Date", fr: "Date du succès" }, type: "date" },
  { name: "membership-date", label: { en: "Membership Date", fr: "Date d’adhésion" }, type: "datetime" },
  { name: "acquired-by", label: { en: "Acquired By", fr: "Acquis par" }, type: "boolean" },
];

/** … and the member fields. */
const attributesOf = ({ memberFields }: Catalog): Attribute[] => [
  ...membershipAttributes,
  ...[...memberFields.values()].map(({ name, label: en, labelFr, type }) => ({
    name,
    label: { en, fr: labelFr ?? en },
    type,
  })),
];

/** Whoever has a status in a program; the constraints ask about the same membership. */
export const memberOfProgram = defineFilter({
  name: "member-of-program",
  label,
  category: "membership",
  about: "program",
  ofPerson: false,
  attributes: attributesOf,
  check(filter, place) {
    const checked = checkMembership("program", label, filter, place);
    const constraints = checkConstraints(checked.value, place);
    return {
      value: constraints.value,
      problems: [...checked.problems, ...constraints.problems],
    };
  },
  condition(filter, scope) {
    const not = isNegative(filter) ? sql`not ` : sql``;
    const mine = memberships(filter, scope);
    return scope.reach === "each"
      ? sql`${not}exists (select from program_member m where m.shard = p.shard and m.person_id = p.id and ${mine})`
      : sql`p.id ${not}in (select m.person_id from program_member m where ${mine})`;
  },
  seen: (filter) => membershipSeen(filter.values.map(Number)),
  examples: [
    {
      says: { en: "Attended the webinar", fr: "A assisté au webinaire" },
      rule: {
        filter: "member-of-program",
        operator: "in",
        values: ["Launch"],
        constraints: [{ attribute: "status", operator: "is", values: ["Attended"] }],
      },
    },
  ],
});

/** The memberships of a person `p` in some programs, for “why?”. */
export const membershipSeen = (programs: readonly number[]): Sql =>
  sql`(select jsonb_build_object('in', coalesce(jsonb_agg(jsonb_build_object('program', m.program_id, 'status', s.name, 'since', m.member_since, 'success', m.success_on)), '[]'))
    from program_member m join program_status s on s.id = m.status_id where m.shard = p.shard and m.program_id = any(${[...programs]}::integer[]) and m.person_id = p.id)`;

function checkConstraints(filter: Filter, place: Place): Checked<Filter> {
  if (!filter.constraints) return { value: filter, problems: [] };
  const attributes = attributesOf(place.catalog);
  const checked = filter.constraints.map((constraint, index): Checked<Constraint> => {
    const path = `${place.path}.constraints[${index}]`;
    const attribute = attributes.find(({ name }) => name === constraint.attribute);
    return attribute
      ? checkAttribute(attribute, constraint, { ...place, path })
      : { value: constraint, problems: [unknown(constraint, attributes, path)] };
  });
  return {
    value: { ...filter, constraints: checked.map((one) => one.value) },
    problems: checked.flatMap((one) => one.problems),
  };
}

const unknown = ({ attribute }: Constraint, attributes: readonly Attribute[], path: string): Problem =>
  problem(`${path}.attribute`, "constraint.unknown", {
    attribute: attribute.slice(0, 100),
    filter: label.en,
    allowed: attributes.map(({ name }) => name).join(", "),
  });

/** The condition that a row `m` is one of the memberships that are asked for. */
function memberships({ values, constraints = [] }: Filter, { catalog, at, reach }: Scope): Sql {
  const moment: Moment = { at, reach, calendar: catalog.calendar };
  return allOf([
    sql`m.program_id = any(${values.map(Number)}::integer[])`,
    ...constraints.map((one) => constraintHolds(one, catalog, moment)),
  ]);
}

function constraintHolds(constraint: Constraint, { memberFields }: Catalog, moment: Moment): Sql {
  const asked = { operator: constraint.operator ?? "is", values: constraint.values };
  switch (constraint.attribute) {
    case "status":
      return sql`m.status_id = any(array(select s.id from program_status s where ${compare("text", asked, sql`s.name`, moment)}))`;
    case "success":
      return compare("boolean", asked, sql`(m.success_on is not null)`, moment);
    case "success-date":
      return compare("date", asked, sql`m.success_on`, moment);
    case "membership-date":
      return compare("datetime", asked, sql`m.member_since`, moment);
    case "acquired-by":
      return compare("boolean", asked, sql`m.acquired`, moment);
    default: {
      const field = memberFields.get(constraint.attribute);
      if (!field) return sql`false`;
      const kind = kindOfType[field.type];
      return compare(kind, asked, typed(kind, sql`(m.data ->> ${String(field.id)})`), moment);
    }
  }
}
