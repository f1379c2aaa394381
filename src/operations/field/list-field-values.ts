import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { findField } from "#domain/catalog.ts";
import { kindOfType, labelOf } from "#domain/field.ts";
import { fieldValues } from "#engine/people/field-values.ts";
import { defineOperation } from "../define.ts";

/** What editors suggest where a value of a field is typed. */
export const listFieldValues = defineOperation({
  id: "list-field-values",
  noun: "field",
  verb: "values",
  method: "GET",
  path: "/api/fields/:field/values",
  summary: "List the values of a text field that people have, the most frequent first",
  effect: "read",
  errors: ["field.unknown", "field.notText"],
  input: z.strictObject({
    field: z.string().min(1).max(255).meta({ description: "API name or label" }),
    text: z.string().max(200).default("").meta({ description: "Only values that hold this text" }),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({
    values: z.array(z.object({ value: z.string(), people: z.int() })).meta({
      description: "Those that begin with the text stand before those that hold it elsewhere",
    }),
    everybody: z.boolean().meta({
      description:
        "Everybody was counted; else the numbers are estimates from a sample, and rare values may be missing",
    }),
  }),
  async run({ engine }, { field: named, text, limit }) {
    const field = findField(engine.definitions.catalog, named);
    if (!field || field.hidden)
      throw new Fault(problem("field", "field.unknown", { field: named.slice(0, 100) }));
    if (!field.column || kindOfType[field.type] !== "text")
      throw new Fault(problem("field", "field.notText", { field: labelOf(field) }));
    return fieldValues(engine.db, field.column, text.normalize("NFC").trimStart(), limit);
  },
});
