import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { findField, type Catalog } from "#domain/catalog.ts";
import { columnType, fieldTypes, MOST_CUSTOM_FIELDS, type Field } from "#domain/field.ts";
import { parseTokens } from "#domain/token.ts";
import { changeDefinitions, refreshDefinitions } from "#engine/engine.ts";
import { addColumn } from "#store/person-column.ts";
import { checkTokens } from "#vocabulary/token.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { named, nameSchema } from "../name.ts";
import { fieldShape, shapeOf, type FieldShape } from "./field-shape.ts";

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
  input: z.strictObject({
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
  }),
  output: fieldShape,
  async run({ engine, actor }, input): Promise<FieldShape> {
    const { catalog } = await refreshDefinitions(engine);
    refuse(input, catalog);
    const column = input.type === "formula" ? null : `c_${input.name}`;
    if (column && input.type !== "formula")
      await addColumn(engine.db, column, columnType[input.type], input.type === "boolean");
    const now = engine.clock.now();
    await named("field", input.name, () =>
      changeDefinitions(engine, async (tx) => {
        await tx.rows(sql`insert into field (name, label, label_fr, type, "column", formula, key, created_on)
          values (${input.name}, ${input.label}, ${input.labelFr ?? null}, ${input.type}, ${column}, ${input.formula ?? null}, ${input.key}, ${toIso(now)}::timestamptz)`);
        await audit(tx, now, actor, "create", "field", input.name, input);
      }),
    );
    return shapeOf(engine.definitions.catalog.fields.get(input.name) as Field);
  },
});

function refuse(
  input: { name: string; label: string; type: string; key: boolean; formula?: string | undefined },
  catalog: Catalog,
): void {
  if (findField(catalog, input.name) || findField(catalog, input.label))
    throw new Fault(problem("name", "name.taken", { kind: "field", name: input.name }));
  if ([...catalog.fields.values()].filter((field) => !field.standard).length >= MOST_CUSTOM_FIELDS)
    throw new Fault(problem("name", "field.limit", { limit: MOST_CUSTOM_FIELDS }));
  if (input.type !== "formula") {
    if (input.formula !== undefined)
      throw new Fault(problem("formula", "input.invalid", { reason: "Only a formula field has a formula." }));
    if (input.key && !["string", "email", "phone", "url", "integer"].includes(input.type))
      throw new Fault(
        problem("key", "input.invalid", {
          reason: "A key is a string, e-mail, phone, URL or integer field.",
        }),
      );
    return;
  }
  if (!input.formula || input.key)
    throw new Fault(
      problem("formula", "input.invalid", {
        reason: "A formula field needs a formula, and cannot be a key.",
      }),
    );
  const unknown = checkTokens(input.formula, { catalog, path: "formula", folder: null, triggered: false });
  if (unknown.length > 0) throw new Fault(unknown);
  for (const part of parseTokens(input.formula))
    if (
      typeof part !== "string" &&
      (part.family !== "lead" || findField(catalog, part.name)?.type === "formula")
    )
      throw new Fault(
        problem("formula", "input.invalid", {
          reason: `“${part.written}” cannot stand in a formula: use tokens of fields that are no formulas.`,
        }),
      );
}
