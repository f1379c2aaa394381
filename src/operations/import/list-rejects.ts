import { z } from "zod";
import { sentence, type Code, type Language, type Problem, type Said } from "#kernel/fault.ts";
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
        faults: z
          .array(z.object({ code: z.string(), field: z.string().nullable(), reason: z.string() }))
          .meta({ description: "Everything that is wrong with the row, each with the field it is about" }),
        row: z.string().nullable(),
      }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine, language }, input) {
    const rows = await engine.db.rows<{
      line: number;
      kind: "rejected" | "warning";
      row: string | null;
      faults: readonly Kept[];
    }>(sql`
      select line, case kind when 0 then 'rejected' else 'warning' end as kind, row, faults from import_reject
      where import_id = ${input.import} and line > ${input.after} order by line, kind limit ${input.limit}`);
    const rejects = rows.map(({ faults, ...one }) => ({
      ...one,
      faults: faults.map((fault) => toldIn(fault, language)),
    }));
    return { rejects, next: rejects.length === input.limit ? (rejects.at(-1)?.line ?? null) : null };
  },
});

/** A fault as its row has it; one of old has its sentence, and no arguments. */
interface Kept {
  readonly code: Code;
  readonly field: Said | null;
  readonly args: Problem["args"] | null;
  readonly reason?: string | null;
}

const toldIn = (
  { code, field, args, reason }: Kept,
  language: Language = "en",
): { code: Code; field: string | null; reason: string } => ({
  code,
  field: field?.[language] ?? null,
  reason: args ? sentence({ code, args }, language) : (reason ?? ""),
});
