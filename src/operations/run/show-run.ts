import { z } from "zod";
import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { results } from "#domain/source.ts";
import { THROUGH } from "#engine/step.ts";
import { problemShape, sentencesIn } from "../campaign/campaign-shape.ts";
import { numberSchema } from "../number.ts";
import { defineOperation } from "../define.ts";
import { readRuns, runShape } from "./run-shape.ts";

const counts = z.object({
  step: z.int(),
  choice: z.int(),
  result: z.string(),
  reason: z.string().nullable(),
  people: z.int(),
});

export const showRun = defineOperation({
  id: "show-run",
  noun: "run",
  verb: "show",
  method: "GET",
  path: "/api/runs/:run",
  summary: "Show a run with its progress: how many went through each step and choice, with what result",
  effect: "read",
  input: z.strictObject({ run: numberSchema }),
  output: runShape.extend({
    counts: z.array(counts),
    problems: z.array(problemShape).nullable().meta({ description: "Why it failed" }),
  }),
  async run({ engine, language }, input) {
    const [run] = await readRuns(engine.db, { id: input.run, limit: 1 });
    if (!run) throw new Fault(problem("run", "not.found", { kind: "run", name: String(input.run) }));
    const rows = await engine.db.rows<{
      step: number;
      choice: number;
      result: number;
      reason: string;
      people: number;
    }>(sql`
      select step, choice, result, reason, sum(people)::bigint as people from run_count where run_id = ${input.run}
      group by 1, 2, 3, 4 order by 1, 2, 3, 4`);
    const [row] = await engine.db.rows<{ problems: Problem[] | null }>(
      sql`select problems from campaign_run where id = ${input.run}`,
    );
    return {
      ...run,
      counts: rows.map((one) => ({
        ...one,
        result: one.result === THROUGH ? "through" : (results[one.result] ?? ""),
        reason: one.reason || null,
      })),
      problems: row?.problems?.map(sentencesIn(language)) ?? null,
    };
  },
});
