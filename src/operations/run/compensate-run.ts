import { z } from "zod";
import { compensate } from "#engine/compensation.ts";
import { defineOperation } from "../define.ts";
import { numberSchema } from "../number.ts";
import { auditRun } from "./audit-run.ts";
import { readRuns, runShape, type RunShape } from "./run-shape.ts";

/** Puts back what a run wrote, by a run of its own. Needs a second word: the number of values. */
export const compensateRun = defineOperation({
  id: "compensate-run",
  noun: "run",
  verb: "compensate",
  method: "POST",
  path: "/api/runs/:run/compensation",
  summary:
    "Put back the fields, scores and lists that a run changed, where nobody has changed them since; sets off no campaign",
  effect: "write",
  goesOn: { show: "show-run", as: "run", while: ["scheduled", "running"] },
  errors: ["run.notOver", "run.notPutBack", "run.putBack", "run.nothingToPutBack", "run.confirmPutBack"],
  input: z.strictObject({
    run: numberSchema,
    confirm: z.coerce.number().int().optional().meta({
      description: "How many values it will change; asked without it, the answer says how many",
    }),
  }),
  output: runShape,
  async run({ engine, actor, scheduler }, { run, confirm }): Promise<RunShape> {
    const id = await compensate(engine, run, confirm, actor);
    const [by] = await readRuns(engine.db, { id, limit: 1 });
    await auditRun(
      engine,
      actor,
      "compensate",
      { ...(by as RunShape), id: run },
      { by: id, values: confirm },
    );
    scheduler.ring();
    return by as RunShape;
  },
});
