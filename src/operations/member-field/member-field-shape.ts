import { z } from "zod";
import { fieldTypes } from "#domain/field.ts";
import type { MemberField } from "#domain/program.ts";
import { fieldInput } from "../field/create-field.ts";

/** What a member field is made of. */
export const memberFieldInput = {
  name: fieldInput.name,
  label: fieldInput.label,
  labelFr: fieldInput.labelFr,
  type: z.enum(fieldTypes).exclude(["formula", "score"]),
};

export const memberFieldShape = z.object({
  name: z.string().meta({ description: "API name; never changes" }),
  label: z.string(),
  labelFr: z.string().nullable(),
  type: memberFieldInput.type,
  hidden: z.boolean(),
});
export type MemberFieldShape = z.infer<typeof memberFieldShape>;

export const shapeOf = ({ name, label, labelFr, type, hidden }: MemberField): MemberFieldShape => ({
  name,
  label,
  labelFr,
  type,
  hidden,
});
