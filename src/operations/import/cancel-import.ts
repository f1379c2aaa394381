import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { audit } from "../audit.ts";
import { numberSchema } from "../number.ts";
import { defineOperation } from "../define.ts";
import { importShape, readImports, type ImportShape } from "./import-shape.ts";

export const cancelImport = defineOperation({
  id: "cancel-import",
  noun: "import",
  verb: "cancel",
  method: "POST",
  path: "/api/imports/:import/cancel",
  summary: "Stop an import; the lines that are done stay done",
  effect: "destroy",
  errors: ["run.over"],
  input: z.strictObject({ import: numberSchema }),
  output: importShape,
  async run(context, input): Promise<ImportShape> {
    const { engine, actor } = context;
    const now = engine.clock.now();
    await engine.db.transaction("read", async (tx) => {
      const rows =
        await tx.rows(sql`update import set state = 'cancelled', ended_on = ${toIso(now)}::timestamptz
        where id = ${input.import} and state in ('waiting', 'running') returning id`);
      if (rows.length === 0) throw new Fault(problem("import", "run.over"));
      await audit(tx, now, actor, "abort", "import", input.import);
    });
    return (await readImports(context, { id: input.import, limit: 1 }))[0] as ImportShape;
  },
});
