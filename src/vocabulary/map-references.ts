import type { Attribute, ReferenceKind } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Flow } from "#domain/flow.ts";
import type { Constraint, Filter, Rules, Trigger } from "#domain/rules.ts";
import { actions } from "./actions/index.ts";
import type { Args } from "./define.ts";
import { filters } from "./filters/index.ts";
import type { ParameterType } from "./parameter.ts";

/**
 * Gives what stands in the place of a reference; `text` is a parameter's text, which may hold tokens. The one way to go
 * through all that a document refers to.
 */
export type ReferenceMap = (kind: ReferenceKind | "text", value: unknown) => unknown;

/** Kinds of filters whose values are references. */
const MEMBERSHIP: Readonly<Record<string, ReferenceKind>> = {
  "member-of-list": "list",
  "member-of-smart-list": "smart list",
  "member-of-smart-campaign": "campaign",
  "member-of-program": "program",
  "program-status": "program status",
  "acquisition-program": "program",
};

/** A smart list with other references. */
export const mapRules = (rules: Rules, catalog: Catalog, map: ReferenceMap): Rules => ({
  ...rules,
  triggers: rules.triggers.map((one) => ({ ...one, ...mapActivity(one.trigger, one, catalog, map) })),
  filters: rules.filters.map((one) => mapFilter(one, catalog, map)),
});

/** A flow with other references. */
export const mapFlow = (flow: Flow, catalog: Catalog, map: ReferenceMap): Flow => ({
  steps: flow.steps.map((step) => ({
    ...step,
    choices: step.choices.map((choice) => ({
      if: mapFilter(choice.if, catalog, map),
      args: mapArgs(step.action, choice.args, map),
    })),
    args: mapArgs(step.action, step.args, map),
  })),
});

function mapFilter(filter: Filter, catalog: Catalog, map: ReferenceMap): Filter {
  if (filter.filter === "field")
    return filter.field === undefined ? filter : { ...filter, field: map("field", filter.field) as string };
  const kind = MEMBERSHIP[filter.filter];
  if (kind)
    return { ...filter, values: mapValues(kind, filter.values, map), ...mapMembership(filter, catalog, map) };
  return { ...filter, ...mapActivity(filter.filter, filter, catalog, map) };
}

type ActivityRule = Pick<Trigger, "operator" | "values" | "constraints">;

function mapActivity(name: string, rule: ActivityRule, catalog: Catalog, map: ReferenceMap): ActivityRule {
  const definition = catalog.activities.get(name);
  if (!definition) return rule;
  return {
    ...rule,
    values: mapPointing(definition.primary, rule, map),
    ...mapConstraints(definition.attributes, rule, map),
  };
}

/** What is asked of a membership; a member field is asked by its name. */
function mapMembership(filter: Filter, catalog: Catalog, map: ReferenceMap): Pick<Filter, "constraints"> {
  const { constraints } = mapConstraints(
    filters.get(filter.filter)?.attributes?.(catalog) ?? [],
    filter,
    map,
  );
  if (!constraints) return {};
  return {
    constraints: constraints.map((one) =>
      catalog.memberFields.has(one.attribute)
        ? { ...one, attribute: map("member field", one.attribute) as string }
        : one,
    ),
  };
}

function mapConstraints(
  attributes: readonly Attribute[],
  { constraints }: ActivityRule,
  map: ReferenceMap,
): Pick<ActivityRule, "constraints"> {
  if (!constraints) return {};
  const mapped = constraints.map((one): Constraint => {
    const attribute = attributes.find(({ name }) => name === one.attribute);
    return { ...one, values: mapPointing(attribute, one, map) };
  });
  return { constraints: mapped };
}

/** Only a whole value is a reference; a part of a name is a text. */
const mapPointing = (
  attribute: Attribute | null | undefined,
  { operator, values }: ActivityRule,
  map: ReferenceMap,
): Filter["values"] =>
  attribute?.kind === undefined || (operator !== "is" && operator !== "is not" && operator !== undefined)
    ? values
    : mapValues(attribute.kind, values, map);

const mapValues = (kind: ReferenceKind, values: Filter["values"], map: ReferenceMap): Filter["values"] =>
  values.map((value) => map(kind, value) as Filter["values"][number]);

const KINDS: Partial<Record<ParameterType, ReferenceKind | "text">> = {
  field: "field",
  "score field": "score field",
  list: "list",
  campaign: "campaign",
  email: "email",
  program: "program",
  "program status": "program status",
  "member field": "member field",
  text: "text",
  value: "text",
  addresses: "text",
  "score change": "text",
  "date token": "text",
  days: "text",
};

function mapArgs(action: string, args: Args | null, map: ReferenceMap): Record<string, unknown> | null {
  if (args === null) return null;
  const mapped: Record<string, unknown> = { ...args };
  for (const { name, type } of actions.get(action)?.parameters ?? []) {
    const kind = KINDS[type];
    if (kind && mapped[name] !== undefined) mapped[name] = map(kind, mapped[name]);
  }
  return mapped;
}
