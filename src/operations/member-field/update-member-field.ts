import { z } from "zod";
import type { MemberField } from "#domain/program.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { nameSchema } from "../name.ts";
import { editMemberField } from "./make-member-field.ts";
import { memberFieldShape, shapeOf, type MemberFieldShape } from "./member-field-shape.ts";

export const updateMemberField = defineOperation({
  id: "update-member-field",
  noun: "member-field",
  verb: "update",
  method: "PATCH",
  path: "/api/member-fields/:field",
  summary: "Change the label of a field of members, or hide one that nothing uses",
  effect: "write",
  errors: ["memberField.unknown", "in.use", "name.taken"],
  input: z.strictObject({
    field: z.string(),
    label: nameSchema.optional(),
    labelFr: nameSchema.optional(),
    hidden: z.boolean().optional(),
  }),
  output: memberFieldShape,
  async run(context: Context, { field, ...edit }): Promise<MemberFieldShape> {
    await changing(context, (change) => editMemberField(change, field, edit));
    return shapeOf(context.engine.definitions.catalog.memberFields.get(field) as MemberField);
  },
});
