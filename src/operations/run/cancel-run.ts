import { z } from "zod";
import { cancelRun as cancel } from "#engine/runs.ts";
import { numberSchema } from "../number.ts";
import { auditRun } from "./audit-run.ts";
import { defineOperation } from "../define.ts";
import { readRuns, runShape, type RunShape } from "./run-shape.ts";

export const cancelRun = defineOperation({
  id: "cancel-run",
  noun: "run",
  verb: "cancel",
  method: "POST",
  path: "/api/runs/:run/cancel",
  summary: "Cancel a run that has not started",
  effect: "destroy",
  errors: ["run.over"],
  input: z.strictObject({ run: numberSchema }),
  output: runShape,
  async run({ engine, actor }, input): Promise<RunShape> {
    await cancel(engine, input.run);
    const [run] = await readRuns(engine.db, { id: input.run, limit: 1 });
    await auditRun(engine, actor, "cancel run", run as RunShape);
    return run as RunShape;
  },
});
