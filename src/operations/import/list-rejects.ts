import { z } from "zod";
import { sentence, type Code, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { numberSchema } from "../number.ts";
import { defineOperation } from "../define.ts";

export const listRejects = defineOperation({
  id: "list-rejects",
  noun: "import",
  verb: "rejects",
  method: "GET",
  path: "/api/imports/:import/rejects",
  summary: "Page through the rows an import refused, or took with a warning, with line and reason",
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
        kind: z.enum(["rejected", "warning"]),
        code: z.string(),
        field: z.string().nullable(),
        reason: z.string(),
        row: z.string().nullable(),
      }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine, language }, input) {
    const rows = await engine.db.rows<{
      line: number;
      kind: "rejected" | "warning";
      code: Code;
      field: string | null;
      reason: string;
      row: string | null;
      args: Problem["args"] | null;
    }>(sql`
      select line, case kind when 0 then 'rejected' else 'warning' end as kind, code, field, reason, row, args from import_reject
      where import_id = ${input.import} and line > ${input.after} order by line, kind, code limit ${input.limit}`);
    // Rows that were refused before their arguments were kept have the sentence as it was.
    const rejects = rows.map(({ args, ...one }) => ({
      ...one,
      reason: args ? sentence({ code: one.code, args }, language) : one.reason,
    }));
    return { rejects, next: rejects.length === input.limit ? (rejects.at(-1)?.line ?? null) : null };
  },
});
