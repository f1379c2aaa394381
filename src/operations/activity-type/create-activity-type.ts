import { z } from "zod";
import { fieldTypes } from "#domain/field.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { nameSchema } from "../name.ts";
import { activityTypeShape, shapeOf, type ActivityTypeShape } from "./activity-type-shape.ts";
import { makeActivityType } from "./make-activity-type.ts";

/** How many attributes a custom kind of activity can have, besides its primary one. */
const MOST_ATTRIBUTES = 20;

const label = z
  .union([nameSchema, z.strictObject({ en: nameSchema, fr: nameSchema })])
  .transform((one) => (typeof one === "string" ? { en: one, fr: one } : one));
const slug = z
  .string()
  .regex(
    /^[a-z][a-z0-9-_]{0,58}$/,
    "A name starts with a letter and holds small letters, digits, - and _, at most 59",
  );
const attribute = z.strictObject({ name: slug, label, type: z.enum(fieldTypes).exclude(["formula"]) });

/** What a kind of activity is made of. */
export const activityTypeInput = {
  name: slug.meta({ description: "As it is sent: `purchase`" }),
  label,
  filter: label.meta({ description: "The filter's name, in the past tense: “Made a Purchase”" }),
  trigger: label.meta({ description: "The trigger's name, in the present tense: “Makes a Purchase”" }),
  primary: attribute.meta({ description: "The attribute that is shown first and asked first" }),
  attributes: z.array(attribute).max(MOST_ATTRIBUTES).default([]),
};

/** Makes a kind of activity of one's own; out of it come a filter and a trigger. */
export const createActivityType = defineOperation({
  id: "create-activity-type",
  noun: "activity-type",
  verb: "create",
  method: "POST",
  path: "/api/activity-types",
  summary: "Create a kind of activity of your own; it gives you a filter and a trigger",
  effect: "write",
  errors: ["name.taken", "activity.limit"],
  input: z.strictObject(activityTypeInput),
  output: activityTypeShape,
  run: async (context: Context, input): Promise<ActivityTypeShape> =>
    shapeOf(await changing(context, (change) => makeActivityType(change, input))),
});
