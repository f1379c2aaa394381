import { z } from "zod";
import { defineOperation } from "../define.ts";
import { fieldShape, shapeOf } from "./field-shape.ts";

export const listFields = defineOperation({
  id: "list-fields",
  noun: "field",
  verb: "list",
  method: "GET",
  path: "/api/fields",
  summary: "List the fields of a person, standard and custom",
  effect: "read",
  input: z.strictObject({ hidden: z.stringbool().default(false).meta({ description: "Hidden ones too" }) }),
  output: z.object({ fields: z.array(fieldShape) }),
  run: async ({ engine }, { hidden }) => ({
    fields: [...engine.definitions.catalog.fields.values()]
      .filter((field) => hidden || !field.hidden)
      .map(shapeOf),
  }),
});
