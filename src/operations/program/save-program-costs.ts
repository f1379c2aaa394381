import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { code } from "../name.ts";
import { costInput, costShape, costsVersion, MONTH, readCosts, saveCosts } from "./program-cost.ts";

export const saveProgramCosts = defineOperation({
  id: "save-program-costs",
  noun: "program",
  verb: "save-costs",
  method: "PUT",
  path: "/api/programs/:program/costs",
  summary: "Say what a program costs, by month; what is left out is taken away",
  effect: "write",
  errors: ["not.found", "cost.month", "cost.amount", "cost.twice", "cost.changed"],
  input: z.strictObject({
    program: folderKey("program"),
    costs: z
      .array(z.strictObject({ month: z.string().regex(MONTH, code("cost.month")), ...costInput }))
      .max(1200),
    version: z.int().optional().meta({
      description: "The version they were made from; another one in the meantime is not overwritten",
    }),
  }),
  output: z.object({ version: z.int(), costs: z.array(costShape) }),
  async run(context: Context, { program, costs, version }) {
    const months = costs.map(({ month }) => month);
    const twice = months.findIndex((month, index) => months.indexOf(month) !== index);
    if (twice >= 0)
      throw new Fault(problem(`costs[${twice}].month`, "cost.twice", { month: months[twice] ?? "" }));
    const id = await changing(context, async (change) => {
      const found = await findFolder(change.tx, "program", program, "program");
      await saveCosts(
        change,
        found,
        costs.map(({ note = "", ...cost }) => ({ ...cost, note: note || null })),
        version,
      );
      return found;
    });
    const saved = await readCosts(context.engine.db, id);
    return {
      version: await costsVersion(context.engine.db, id),
      costs: saved.map(({ month, amount, note }) => ({ month, amount, note })),
    };
  },
});
