import { z } from "zod";
import type { ActivityDefinition } from "#domain/activity.ts";

const label = z.object({ en: z.string(), fr: z.string() });
const attribute = z.object({
  name: z.string(),
  label,
  type: z.string(),
  kind: z.string().optional(),
  required: z.boolean().optional(),
});

export const activityTypeShape = z.object({
  id: z.int(),
  name: z.string(),
  label,
  category: z.string(),
  filter: label.nullable().meta({ description: "What its filter is called, in the past tense" }),
  trigger: label.nullable().meta({ description: "What its trigger is called, in the present tense" }),
  primary: attribute.nullable(),
  attributes: z.array(attribute),
  external: z.boolean().meta({ description: "It can be sent from outside" }),
});
export type ActivityTypeShape = z.infer<typeof activityTypeShape>;

export const shapeOf = ({
  id,
  name,
  label: called,
  category,
  filter,
  trigger,
  primary,
  attributes,
  external,
}: ActivityDefinition): ActivityTypeShape => ({
  id,
  name,
  label: called,
  category,
  filter,
  trigger,
  primary,
  attributes: [...attributes],
  external,
});
