import { z } from "zod";
import type { Field } from "#domain/field.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { nameSchema } from "../name.ts";
import { fieldShape, shapeOf, type FieldShape } from "./field-shape.ts";
import { editField } from "./make-field.ts";

export const updateField = defineOperation({
  id: "update-field",
  noun: "field",
  verb: "update",
  method: "PATCH",
  path: "/api/fields/:field",
  summary: "Change the label of a field, or hide a custom field that nothing uses",
  effect: "write",
  errors: ["field.unknown", "in.use", "name.taken"],
  input: z.strictObject({
    field: z.string(),
    label: nameSchema.optional(),
    labelFr: nameSchema.optional(),
    hidden: z.boolean().optional(),
  }),
  output: fieldShape,
  async run(context: Context, { field, ...edit }): Promise<FieldShape> {
    await changing(context, (change) => editField(change, field, edit));
    return shapeOf(context.engine.definitions.catalog.fields.get(field) as Field);
  },
});
