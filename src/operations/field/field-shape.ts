import { z } from "zod";
import { fieldTypes, type Field } from "#domain/field.ts";

export const fieldShape = z.object({
  name: z.string().meta({ description: "API name; never changes" }),
  label: z.string(),
  labelFr: z.string().nullable(),
  type: z.enum(fieldTypes),
  standard: z.boolean(),
  readOnly: z.boolean(),
  hidden: z.boolean(),
  key: z.boolean().meta({ description: "People can be looked up by it" }),
  formula: z.string().nullable(),
});
export type FieldShape = z.infer<typeof fieldShape>;

export const shapeOf = ({
  name,
  label,
  labelFr,
  type,
  standard,
  readOnly,
  hidden,
  key,
  formula,
}: Field): FieldShape => ({
  name,
  label,
  labelFr,
  type,
  standard,
  readOnly,
  hidden,
  key,
  formula,
});
