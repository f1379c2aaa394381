import { z } from "zod";
import { abortRun as abort } from "#engine/runs.ts";
import { numberSchema } from "../number.ts";
import { auditRun } from "./audit-run.ts";
import { defineOperation } from "../define.ts";
import { readRuns, runShape, type RunShape } from "./run-shape.ts";

export const abortRun = defineOperation({
  id: "abort-run",
  noun: "run",
  verb: "abort",
  method: "POST",
  path: "/api/runs/:run/abort",
  summary: "Stop a run where it stands: what is done stays done, nothing more happens",
  effect: "destroy",
  errors: ["run.over"],
  input: z.strictObject({ run: numberSchema }),
  output: runShape,
  async run({ engine, actor }, input): Promise<RunShape> {
    await abort(engine, input.run);
    const [run] = await readRuns(engine.db, { id: input.run, limit: 1 });
    await auditRun(engine, actor, "abort run", run as RunShape);
    return run as RunShape;
  },
});
