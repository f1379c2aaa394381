import { z } from "zod";
import { noteKinds } from "#engine/imports/import-row.ts";
import { numberSchema } from "../number.ts";
import { defineOperation } from "../define.ts";
import { readRejects } from "./read-rejects.ts";

export const listRejects = defineOperation({
  id: "list-rejects",
  noun: "import",
  verb: "rejects",
  method: "GET",
  path: "/api/imports/:import/rejects",
  summary:
    "Page through the rows an import refused, or took with a warning or without some values, with line and reason",
  effect: "read",
  input: z.strictObject({
    import: numberSchema,
    after: z.coerce
      .number()
      .int()
      .default(0)
      .meta({ description: "Lines after this one: the answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(10_000).default(100),
  }),
  output: z.object({
    rejects: z.array(
      z.object({
        line: z.int(),
        kind: z.enum(noteKinds),
        faults: z
          .array(z.object({ code: z.string(), field: z.string().nullable(), reason: z.string() }))
          .meta({ description: "Everything that is wrong with the row, each with the field it is about" }),
        row: z.string().nullable(),
      }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine, language }, input) {
    const rejects = await readRejects(engine.db, input, language);
    return { rejects, next: rejects.length === input.limit ? (rejects.at(-1)?.line ?? null) : null };
  },
});
