import { z } from "zod";
import { numberSchema } from "../number.ts";
import { defineOperation } from "../define.ts";
import { findId } from "../find.ts";
import { readRuns, runShape, runsInput } from "./run-shape.ts";

export const listRuns = defineOperation({
  id: "list-runs",
  noun: "run",
  verb: "list",
  method: "GET",
  path: "/api/runs",
  summary: "List runs, newest first, of one campaign, of single actions or of all",
  effect: "read",
  input: z.strictObject({
    ...runsInput,
    before: numberSchema
      .optional()
      .meta({ description: "Runs that stand after the run of this number: the answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ runs: z.array(runShape), next: z.int().nullable() }),
  async run({ engine }, { campaign, actions, before, limit }) {
    const of = campaign === undefined ? undefined : await findId(engine.db, "campaign", campaign);
    const runs = await readRuns(engine.db, { campaign: of, actions, before, limit });
    return { runs, next: runs.length === limit ? (runs.at(-1)?.id ?? null) : null };
  },
});
