import { z } from "zod";
import { fieldTypes, type Field } from "#domain/field.ts";
import { refreshDefinitions } from "#engine/engine.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { nameSchema } from "../name.ts";
import { fieldShape, shapeOf, type FieldShape } from "./field-shape.ts";
import { makeColumn, makeField, refuseField } from "./make-field.ts";

/** What a custom field is made of. */
export const fieldInput = {
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,58}$/,
      "An API name starts with a letter and holds small letters, digits and _, at most 59",
    )
    .meta({ description: "API name; never changes" }),
  label: nameSchema,
  labelFr: nameSchema.optional(),
  type: z.enum(fieldTypes),
  key: z.boolean().default(false).meta({ description: "People can be looked up by it" }),
  formula: z
    .string()
    .max(2000)
    .optional()
    .meta({ description: "For a formula: text with tokens, as {{lead.First Name}}" }),
};

/** Makes a custom field: a real, typed column. */
export const createField = defineOperation({
  id: "create-field",
  noun: "field",
  verb: "create",
  method: "POST",
  path: "/api/fields",
  summary: "Create a custom field of a person",
  effect: "write",
  errors: ["name.taken", "field.limit", "token.unknown"],
  input: z.strictObject(fieldInput),
  output: fieldShape,
  async run(context: Context, input): Promise<FieldShape> {
    const { engine } = context;
    refuseField(input, (await refreshDefinitions(engine)).catalog);
    await makeColumn(engine.db, input);
    await changing(context, (change) => makeField(change, input));
    return shapeOf(engine.definitions.catalog.fields.get(input.name) as Field);
  },
});
