import { z } from "zod";
import type { MemberField } from "#domain/program.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { makeMemberField } from "./make-member-field.ts";
import { memberFieldInput, memberFieldShape, shapeOf, type MemberFieldShape } from "./member-field-shape.ts";

export const createMemberField = defineOperation({
  id: "create-member-field",
  noun: "member-field",
  verb: "create",
  method: "POST",
  path: "/api/member-fields",
  summary: "Create a field of the members of programs: what is said of a person in each program",
  effect: "write",
  errors: ["name.taken", "memberField.limit"],
  input: z.strictObject(memberFieldInput),
  output: memberFieldShape,
  async run(context: Context, input): Promise<MemberFieldShape> {
    await changing(context, (change) => makeMemberField(change, input));
    return shapeOf(context.engine.definitions.catalog.memberFields.get(input.name) as MemberField);
  },
});
