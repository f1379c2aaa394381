import { z } from "zod";
import { isNamedKind, type ActivityDefinition, type Attribute } from "#domain/activity.ts";
import { timeFrames } from "#domain/calendar.ts";
import type { Catalog } from "#domain/catalog.ts";
import { kindOfType, labelOf, type Field } from "#domain/field.ts";
import {
  arityOf,
  emptyToo,
  membershipOperators,
  negativeOperators,
  operatorsOf,
  valueFormOf,
  type Operator,
} from "#domain/operator.ts";
import { operatorLabels, timeFrameLabels } from "#domain/operator-label.ts";
import { sources } from "#domain/source.ts";
import { weekdays } from "#domain/wait.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { attributeOperators, DATE, dateLabel } from "#vocabulary/activity-rule.ts";
import type { ActionDefinition, FilterDefinition } from "#vocabulary/define.ts";
import { filters } from "#vocabulary/filters/index.ts";
import { notNow } from "#vocabulary/not-now.ts";
import type { Parameter } from "#vocabulary/parameter.ts";
import { defineOperation } from "../define.ts";
import {
  actionShape,
  activityShape,
  attributeShape,
  fieldWordShape,
  filterShape,
  labelShape,
  operatorShape,
  type parameterShape,
} from "./vocabulary-shape.ts";

/** Every word a marketer can say, as editors need it: what it is called, what it asks for, what it can be compared with. */
export const showVocabulary = defineOperation({
  id: "show-vocabulary",
  noun: "vocabulary",
  verb: "show",
  method: "GET",
  path: "/api/vocabulary",
  summary:
    "Show every word of smart lists and flows: activities, filters, actions, fields, operators, in both languages",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({
    activities: z.array(activityShape),
    filters: z.array(filterShape),
    actions: z.array(actionShape),
    fields: z.array(fieldWordShape),
    operators: z.array(operatorShape),
    date: attributeShape.meta({
      description: "The constraint every activity filter takes: Date of Activity",
    }),
    timeFrames: z.array(z.object({ name: z.string(), label: labelShape })),
    weekdays: z.array(z.string()),
    notNow: z
      .array(z.object({ label: labelShape, instead: labelShape }))
      .meta({ description: "What people look for here in vain, and what serves instead" }),
  }),
  run: async ({ engine }) => {
    const { catalog } = engine.definitions;
    return {
      activities: [...catalog.activities.values()].map(activityOf),
      filters: [...filters.values()].map((one) => filterOf(one, catalog)),
      actions: [...actions.values()].map(actionOf),
      fields: [...catalog.fields.values()].filter((field) => !field.hidden).map(fieldOf),
      operators: (Object.keys(operatorLabels) as Operator[]).map((name) => ({
        name,
        label: operatorLabels[name],
        takes: arityOf(name),
        form: valueFormOf(name),
        negative: negativeOperators.has(name),
        emptyToo: emptyToo.has(name),
      })),
      date: attributeOf({
        name: DATE,
        label: dateLabel,
        type: "datetime",
      }),
      timeFrames: timeFrames.map((name) => ({ name, label: timeFrameLabels[name] })),
      weekdays: [...weekdays],
      notNow: [...notNow],
    };
  },
});

const activityOf = (one: ActivityDefinition): z.infer<typeof activityShape> => ({
  id: one.id,
  name: one.name,
  category: one.category,
  label: one.label,
  filter: one.filter,
  trigger: one.trigger,
  primary: one.primary && attributeOf(one.primary),
  constraints: one.attributes.map(attributeOf),
  external: one.external,
  ofStep: one.ofStep ?? false,
  frequent: one.frequent ?? false,
});

const attributeOf = (attribute: Attribute): z.infer<typeof attributeShape> => ({
  name: attribute.name,
  label: attribute.label,
  type: attribute.type,
  kind: attribute.kind ?? null,
  named: isNamedKind(attribute.kind ?? ""),
  required: attribute.required ?? false,
  ofPrimary: attribute.ofPrimary ?? false,
  choices: attribute.column === "source" ? [...sources] : null,
  operators: [...attributeOperators(attribute)],
});

const filterOf = (one: FilterDefinition, catalog: Catalog): z.infer<typeof filterShape> => {
  const { name, category, label, also = [], about, examples } = one;
  const usual = about === "field" ? [] : about === "percentage" ? ["is"] : membershipOperators;
  return {
    name,
    category,
    label,
    also: [...also],
    about,
    operators: [...(one.operators ?? usual)],
    constraints: (one.attributes?.(catalog) ?? []).map(attributeOf),
    examples: examples.map(({ says, rule }) => ({ says, rule })),
  };
};

const actionOf = (one: ActionDefinition): z.infer<typeof actionShape> => ({
  name: one.name,
  category: one.category,
  label: one.label,
  also: [...(one.also ?? [])],
  modes: [...one.modes],
  priority: one.priority,
  way: one.way ?? null,
  parameters: one.parameters.map(parameterOf),
  examples: one.examples.map(({ says, args }) => ({ says, args })),
});

const parameterOf = (one: Parameter): z.infer<typeof parameterShape> => ({
  name: one.name,
  label: one.label,
  type: one.type,
  required: one.required,
  preset: one.preset ?? null,
  options: one.options ? [...one.options] : null,
  alternative: one.alternative ?? false,
  with: one.with ? [...one.with] : null,
  campaigns: one.campaigns ? [...one.campaigns] : null,
});

const fieldOf = (field: Field): z.infer<typeof fieldWordShape> => ({
  name: field.name,
  label: labelOf(field),
  type: field.type,
  kind: kindOfType[field.type],
  operators: [...operatorsOf[kindOfType[field.type]]],
  standard: field.standard,
  writable: !field.readOnly && field.type !== "formula",
});
