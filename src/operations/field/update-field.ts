import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Field } from "#domain/field.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { named, nameSchema } from "../name.ts";
import { refuseUsed } from "../users-of.ts";
import { fieldShape, shapeOf, type FieldShape } from "./field-shape.ts";

/** Renames or hides a field. A hidden one keeps its column and values; it can be shown again. */
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
  async run({ engine, actor }, { field: name, ...change }): Promise<FieldShape> {
    await named("field", change.label ?? "", () =>
      changeDefinitions(engine, async (tx) => {
        const { catalog } = engine.definitions;
        const field = catalog.fields.get(name);
        if (!field) throw new Fault(problem("field", "field.unknown", { field: name.slice(0, 100) }));
        if (change.hidden) {
          if (field.standard)
            throw new Fault(
              problem("hidden", "input.invalid", { reason: "A standard field cannot be hidden." }),
            );
          await refuseUsed(tx, catalog, { kind: "field", key: name }, field.label);
        }
        await tx.rows(sql`update field set label = coalesce(${change.label ?? null}, label), label_fr = coalesce(${change.labelFr ?? null}, label_fr),
          hidden = coalesce(${change.hidden ?? null}::boolean, hidden) where name = ${name}`);
        await audit(tx, engine.clock.now(), actor, "edit", "field", name, change);
      }),
    );
    return shapeOf(engine.definitions.catalog.fields.get(name) as Field);
  },
});
