import { z } from "zod";

/**
 * A smart list as a document. Names of words, fields and attributes are those of the vocabulary; lists, smart lists and
 * campaigns may be written by name or number and are kept by number.
 */
const value = z.union([z.string().max(10_000), z.number(), z.boolean()]);

export const constraintSchema = z.strictObject({
  attribute: z.string().meta({ description: "An attribute of the activity, or `date` for Date of Activity" }),
  operator: z.string().optional(),
  values: z.array(value).default([]),
});

export const filterSchema = z.strictObject({
  filter: z.string().meta({ description: "`field`, a membership filter, or the name of an activity" }),
  field: z.string().optional().meta({ description: "For `field`: the field's name" }),
  not: z.boolean().optional().meta({ description: "The negative form: “Not Visited Web Page”" }),
  operator: z.string().optional(),
  values: z.array(value).default([]),
  excludeEmpty: z.boolean().optional().meta({ description: "Leave out people without a date" }),
  constraints: z.array(constraintSchema).max(50).optional(),
  times: z.number().optional().meta({ description: "Min. Number of Times" }),
  program: z.int().optional().meta({
    description: "For `program-status`: the program it stands in; filled in by Muster",
  }),
});

export const triggerSchema = z.strictObject({
  trigger: z.string().meta({ description: "The name of an activity" }),
  operator: z.string().optional(),
  values: z.array(value).default([]),
  constraints: z.array(constraintSchema).max(50).optional(),
});

export const rulesSchema = z.strictObject({
  triggers: z.array(triggerSchema).default([]),
  match: z.enum(["all", "any", "advanced"]).default("all"),
  logic: z.string().max(10_000).optional().meta({ description: "For `advanced`: `1 and (2 or 3)`" }),
  filters: z.array(filterSchema).default([]),
});

export type Constraint = z.infer<typeof constraintSchema>;
export type Filter = z.infer<typeof filterSchema>;
export type Trigger = z.infer<typeof triggerSchema>;
export type Rules = z.infer<typeof rulesSchema>;

/** Soft and hard limits of a smart list (behaviour §2.3). */
export const MOST_FILTERS = 200;
