import { z } from "zod";
import { numberSchema } from "../number.ts";
import { defineOperation } from "../define.ts";
import { importShape, readImports } from "./import-shape.ts";

export const listImports = defineOperation({
  id: "list-imports",
  noun: "import",
  verb: "list",
  method: "GET",
  path: "/api/imports",
  summary: "List imports, newest first",
  effect: "read",
  input: z.strictObject({
    before: numberSchema.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ imports: z.array(importShape), next: z.int().nullable() }),
  async run(context, { before, limit }) {
    const imports = await readImports(context, { before, limit });
    return { imports, next: imports.length === limit ? (imports.at(-1)?.id ?? null) : null };
  },
});
