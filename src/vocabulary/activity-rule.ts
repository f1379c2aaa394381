import { problem, type Problem } from "#kernel/fault.ts";
import { allOf, ident, sql, type Sql } from "#kernel/sql.ts";
import type { Label } from "#domain/label.ts";
import { isNamedKind, type ActivityDefinition, type Attribute } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import { kindOfType, type ValueKind } from "#domain/field.ts";
import {
  checkCount,
  checkOperator,
  namedOperators,
  negativeOperators,
  operatorsOf,
  referenceOperators,
  type Operator,
  type RuleValue,
} from "#domain/operator.ts";
import type { Constraint, Filter, Trigger } from "#domain/rules.ts";
import { sources } from "#domain/source.ts";
import { compare, earliest, type Moment } from "./compare.ts";
import type { Checked, Place, Scope } from "./define.ts";
import { isStatusName, pointsAt, resolveName, resolveReference } from "./reference.ts";

/** What a filter and a trigger about the same activity have in common. */
type ActivityRule = Pick<Trigger, "operator" | "values" | "constraints">;

/** The constraint that is about when: Date of Activity. */
export const DATE = "date";
export const dateLabel: Label = { en: "Date of Activity", fr: "Date de l’activité" };

// ------------------------------------------------------------------ checking

/** Checks an activity filter. */
export function checkActivityFilter(
  definition: ActivityDefinition,
  filter: Filter,
  place: Place,
): Checked<Filter> {
  const problems: Problem[] = [];
  if (
    filter.times !== undefined &&
    !(Number.isInteger(filter.times) && filter.times >= 1 && filter.times <= 1_000_000)
  )
    problems.push(problem(`${place.path}.times`, "times.invalid"));
  const rule = checkRule(definition, filter, place, definition.filter ?? definition.label);
  return { value: { ...filter, ...rule.value }, problems: [...problems, ...rule.problems] };
}

/** Checks a trigger: as the filter, but one event is one occurrence, so it takes no date and no number of times. */
export function checkTrigger(
  definition: ActivityDefinition,
  trigger: Trigger,
  place: Place,
): Checked<Trigger> {
  const dates = (trigger.constraints ?? []).flatMap((constraint, index) =>
    constraint.attribute === DATE
      ? [
          problem(`${place.path}.constraints[${index}]`, "constraint.trigger", {
            attribute: dateLabel,
          }),
        ]
      : [],
  );
  if (dates.length > 0) return { value: trigger, problems: dates };
  const rule = checkRule(definition, trigger, place, definition.trigger ?? definition.label);
  return { value: { ...trigger, ...rule.value }, problems: rule.problems };
}

function checkRule(
  definition: ActivityDefinition,
  rule: ActivityRule,
  place: Place,
  called: Label,
): Checked<ActivityRule> {
  const primary = checkPrimary(definition, rule, place);
  const constraints = (rule.constraints ?? []).map((constraint, index) =>
    checkConstraint(
      definition,
      constraint,
      { ...place, path: `${place.path}.constraints[${index}]` },
      called,
    ),
  );
  return {
    value: {
      ...primary.value,
      ...(rule.constraints ? { constraints: constraints.map((one) => one.value) } : {}),
    },
    problems: [...primary.problems, ...constraints.flatMap((one) => one.problems)],
  };
}

function checkPrimary(
  definition: ActivityDefinition,
  rule: ActivityRule,
  place: Place,
): Checked<ActivityRule> {
  const { primary } = definition;
  const operator =
    rule.operator ?? (rule.values.length > 0 ? "is" : primary?.required ? undefined : "is any");
  const is = { operator: operator ?? "", values: rule.values };
  if (!primary) {
    if (operator === "is any") return { value: is, problems: [] };
    return {
      value: rule,
      problems: [
        problem(`${place.path}.operator`, "operator.notAllowed", {
          operator: is.operator,
          allowed: "is any",
        }),
      ],
    };
  }
  if (operator === "is any" && !primary.required)
    return { value: is, problems: checkCount("is any", rule.values, `${place.path}.values`) };
  const checked = checkAttribute(primary, { attribute: primary.name, ...is }, place);
  return {
    value: { operator: checked.value.operator ?? "", values: checked.value.values },
    problems: checked.problems,
  };
}

function checkConstraint(
  definition: ActivityDefinition,
  constraint: Constraint,
  place: Place,
  called: Label,
): Checked<Constraint> {
  if (constraint.attribute === DATE)
    return {
      value: constraint,
      problems: checkOperator("datetime", constraint.operator, constraint.values, place.path),
    };
  const attribute = definition.attributes.find((one) => one.name === constraint.attribute);
  if (attribute) return checkAttribute(attribute, constraint, place);
  const allowed = [...definition.attributes.map((one) => one.name), DATE].join(", ");
  return {
    value: constraint,
    problems: [
      problem(`${place.path}.attribute`, "constraint.unknown", {
        attribute: constraint.attribute.slice(0, 100),
        filter: called,
        allowed,
      }),
    ],
  };
}

/** What a rule can ask of an attribute, in the order a menu shows it. */
export function attributeOperators({ type, kind = "page" }: Attribute): readonly Operator[] {
  if (type !== "reference") return operatorsOf[kindOfType[type]];
  return isNamedKind(kind) ? namedOperators : referenceOperators;
}

export function checkAttribute(
  attribute: Attribute,
  constraint: Constraint,
  place: Place,
): Checked<Constraint> {
  if (attribute.type !== "reference") {
    const kind = kindOfType[attribute.type];
    return {
      value: constraint,
      problems: [
        ...checkOperator(kind, constraint.operator, constraint.values, place.path),
        ...checkNames(attribute, constraint, place),
      ],
    };
  }
  const kind = attribute.kind ?? "page";
  const allowed: readonly string[] = attributeOperators(attribute);
  const { operator } = constraint;
  if (!operator)
    return { value: constraint, problems: [problem(`${place.path}.operator`, "operator.missing")] };
  if (!allowed.includes(operator))
    return {
      value: constraint,
      problems: [
        problem(`${place.path}.operator`, "operator.notAllowed", { operator, allowed: allowed.join(", ") }),
      ],
    };
  const counted = checkCount(operator, constraint.values, `${place.path}.values`);
  if (counted.length > 0) return { value: constraint, problems: counted };
  const whole = operator === "is" || operator === "is not";
  const read = constraint.values.map((value, index) => {
    const at = { ...place, path: `${place.path}.values[${index}]` };
    return whole ? resolveReference(kind, value, at) : resolveName(value, at);
  });
  const problems = read.filter((one): one is Problem => "code" in one);
  const values = read.map((one, index) =>
    "value" in one ? one.value : (constraint.values[index] as RuleValue),
  );
  return { value: { ...constraint, values }, problems };
}

/** A text that is the name of something must name something that there is. */
function checkNames(
  { kind }: Attribute,
  { operator, values }: Constraint,
  { catalog, path }: Place,
): Problem[] {
  if (kind !== "program status" || (operator !== "is" && operator !== "is not")) return [];
  return values.flatMap((value, index) =>
    isStatusName(catalog, value)
      ? []
      : [
          problem(`${path}.values[${index}]`, "value.unknownAsset", {
            kind: "status",
            value: String(value).slice(0, 100),
          }),
        ],
  );
}

// ------------------------------------------------------------------ compiling

/** The condition that the activity with alias `row` is of this kind and satisfies primary value and constraints. */
export function activityMatches(
  definition: ActivityDefinition,
  rule: ActivityRule,
  row: Sql,
  catalog: Catalog,
  moment: Moment,
): Sql {
  const conditions = [sql`${row}.type_id = ${definition.id}`];
  if (definition.primary && rule.operator !== "is any")
    conditions.push(
      attributeHolds(
        definition.primary,
        rule as Constraint,
        primaryValue(definition.primary, row),
        row,
        catalog,
        moment,
      ),
    );
  for (const constraint of rule.constraints ?? [])
    conditions.push(constraintHolds(definition, constraint, row, catalog, moment));
  return allOf(conditions);
}

/** As {@link activityMatches}, of a row `a` of the log, which may tell of what was skipped or failed. */
function logged(definition: ActivityDefinition, rule: ActivityRule, catalog: Catalog, moment: Moment): Sql {
  const matches = activityMatches(definition, rule, sql`a`, catalog, moment);
  return definition.ofStep ? sql`${matches} and a.result = 0` : matches;
}

function constraintHolds(
  definition: ActivityDefinition,
  constraint: Constraint,
  row: Sql,
  catalog: Catalog,
  moment: Moment,
): Sql {
  if (constraint.attribute === DATE) {
    const when = { operator: constraint.operator ?? "", values: constraint.values };
    const holds = compare("datetime", when, sql`${row}.occurred_on`, moment);
    const from = earliest(when, moment);
    // Nothing is recorded before it occurred: this says which partitions cannot hold it.
    return from ? sql`(${holds} and ${row}.recorded_on >= ${from}::timestamptz)` : holds;
  }
  const attribute = definition.attributes.find((one) => one.name === constraint.attribute) as Attribute;
  return attributeHolds(attribute, constraint, attributeValue(attribute, row), row, catalog, moment);
}

function attributeHolds(
  attribute: Attribute,
  rule: Constraint,
  value: Sql,
  row: Sql,
  catalog: Catalog,
  moment: Moment,
): Sql {
  const operator = rule.operator ?? "is";
  if (attribute.type !== "reference")
    return compare(kindOfType[attribute.type], { operator, values: rule.values }, value, moment);
  if (operator === "is any") return sql`${row}.asset_id is not null`;
  const positive = operator === "is not" ? "is" : operator.replace(/^not /, "");
  const holds = pointsAt(attribute.kind ?? "page", positive, rule.values, value, catalog);
  return negativeOperators.has(operator) ? sql`(${holds}) is not true` : holds;
}

const primaryValue = (primary: Attribute, row: Sql): Sql =>
  primary.type === "reference" ? sql`${row}.asset_id` : typed(kindOfType[primary.type], sql`${row}.value`);

function attributeValue(attribute: Attribute, row: Sql): Sql {
  if (attribute.column === "source") return sql`(${[...sources]}::text[])[${row}.source + 1]`;
  const text = attribute.column
    ? sql`${row}.${ident(attribute.column)}`
    : sql`${row}.attributes ->> ${attribute.name}`;
  return attribute.type === "reference" ? sql`(${text})::integer` : typed(kindOfType[attribute.type], text);
}

const CAST: Record<ValueKind, string | null> = {
  text: null,
  whole: "integer",
  decimal: "numeric",
  float: "double precision",
  date: "date",
  datetime: "timestamptz",
  boolean: "boolean",
  formula: null,
};

/** A text as a value of a kind. */
export function typed(kind: ValueKind, text: Sql): Sql {
  const cast = CAST[kind];
  return cast ? sql`(${text})::${sql([cast])}` : text;
}

/** The condition of an activity filter on the person `p`. */
export function activityCondition(definition: ActivityDefinition, filter: Filter, scope: Scope): Sql {
  const moment = { at: scope.at, reach: scope.reach, calendar: scope.catalog.calendar };
  const matches = logged(definition, filter, scope.catalog, moment);
  const times = filter.times ?? 1;
  const not = filter.not ? sql`not ` : sql``;
  if (scope.reach === "each") {
    const mine = sql`a.shard = p.shard and a.person_id = p.id and ${matches}`;
    if (times === 1) return sql`${not}exists (select from activity a where ${mine})`;
    return sql`${not}((select count(*) from (select from activity a where ${mine} limit ${times}) enough) >= ${times})`;
  }
  const enough = times > 1 ? sql` group by a.person_id having count(*) >= ${times}` : sql``;
  return sql`p.id ${not}in (select a.person_id from activity a where ${matches}${enough})`;
}

/** How often and when last the person did it, for “why?”. */
export function activitySeen(definition: ActivityDefinition, rule: ActivityRule, scope: Scope): Sql {
  const moment = { at: scope.at, reach: scope.reach, calendar: scope.catalog.calendar };
  const matches = logged(definition, rule, scope.catalog, moment);
  return sql`(select jsonb_build_object('times', count(*), 'last', max(a.occurred_on))
    from activity a where a.shard = p.shard and a.person_id = p.id and ${matches})`;
}
