import { z } from "zod";
import { fieldTypes } from "#domain/field.ts";
import { priorities } from "#domain/priority.ts";

export const labelShape = z.object({ en: z.string(), fr: z.string() });
const operators = z.array(z.string()).meta({ description: "In the order a menu shows them" });

const also = z.array(z.string()).meta({ description: "Other names it is searched by" });

export const attributeShape = z.object({
  name: z.string(),
  label: labelShape,
  type: z.string().meta({ description: "The type of a field, or `reference`" }),
  kind: z.string().nullable().meta({ description: "Of a reference: what it points at" }),
  named: z
    .boolean()
    .meta({ description: "A reference to something that is known by its name alone, such as a page" }),
  required: z.boolean(),
  ofPrimary: z.boolean().meta({
    description: "It is one of what the primary value has: a link of the e-mail, a value of the field",
  }),
  choices: z
    .array(z.string())
    .nullable()
    .meta({ description: "The values it can have, where these are few" }),
  operators,
});

export const activityShape = z.object({
  id: z.int(),
  name: z.string(),
  category: z.string(),
  label: labelShape.meta({ description: "What the log calls it" }),
  filter: labelShape.nullable().meta({ description: "What its filter is called; null: there is none" }),
  trigger: labelShape.nullable().meta({ description: "What its trigger is called; null: there is none" }),
  primary: attributeShape.nullable().meta({ description: "What its filter and trigger ask first" }),
  constraints: z.array(attributeShape),
  external: z.boolean().meta({ description: "It can be sent from outside" }),
  ofStep: z.boolean().meta({ description: "A flow step leaves it" }),
  frequent: z
    .boolean()
    .meta({ description: "There are many: an editor adds “Date of Activity in past 30 days”" }),
});

export const filterShape = z.object({
  name: z.string(),
  category: z.string(),
  label: labelShape,
  also,
  about: z
    .enum(["field", "list", "smart list", "campaign", "program", "program status", "text", "percentage"])
    .meta({
      description:
        "What its values are: those of a field that it names, things it points at, a text, a percentage",
    }),
  operators,
  constraints: z.array(attributeShape).meta({ description: "What else it can ask of the same membership" }),
  examples: z.array(z.object({ says: labelShape, rule: z.record(z.string(), z.unknown()) })),
});

export const parameterShape = z.object({
  name: z.string(),
  label: labelShape,
  type: z.string().meta({ description: "Which control asks for it" }),
  required: z.boolean(),
  preset: z.string().nullable().meta({ description: "What a new step begins with" }),
  options: z
    .array(
      z.object({
        name: z.string(),
        label: labelShape,
        takes: z.enum(["boolean", "date"]).optional().meta({ description: "What a value beside it is then" }),
      }),
    )
    .nullable(),
  alternative: z
    .boolean()
    .meta({ description: "Exactly one of those of an action that are alternatives is given" }),
  with: z.array(z.string()).nullable().meta({ description: "The alternatives it goes with; null: with all" }),
  campaigns: z
    .array(z.string())
    .nullable()
    .meta({ description: "Of a campaign: in which modes it may be; null: in any" }),
});

export const actionShape = z.object({
  name: z.string(),
  category: z.string(),
  label: labelShape,
  also,
  modes: z.array(z.string()).meta({ description: "In which campaigns it may stand" }),
  priority: z.enum(priorities),
  way: z
    .string()
    .nullable()
    .meta({ description: "How it changes the way people take: waits, removes, deletes, executes" }),
  parameters: z.array(parameterShape),
  examples: z.array(z.object({ says: labelShape, args: z.record(z.string(), z.unknown()) })),
});

export const operatorShape = z.object({
  name: z.string(),
  label: labelShape,
  takes: z.enum(["none", "one", "two", "many"]).meta({ description: "How many values" }),
  form: z.enum(["value", "duration", "time frame"]),
  negative: z.boolean().meta({ description: "Says what is not: none of several values may hold" }),
  emptyToo: z
    .boolean()
    .meta({ description: "People without a date satisfy it as well, unless the rule leaves them out" }),
});

export const fieldWordShape = z.object({
  name: z.string(),
  label: labelShape,
  type: z.enum(fieldTypes),
  kind: z.string().meta({ description: "The family of types that share operators" }),
  operators,
  standard: z.boolean(),
  writable: z.boolean(),
});
