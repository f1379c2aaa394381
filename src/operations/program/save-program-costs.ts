import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { code } from "../name.ts";
import { costInput, costShape, MONTH, readCosts, saveCosts } from "./program-cost.ts";

export const saveProgramCosts = defineOperation({
  id: "save-program-costs",
  noun: "program",
  verb: "save-costs",
  method: "PUT",
  path: "/api/programs/:program/costs",
  summary: "Say what a program costs, by month; what is left out is taken away",
  effect: "write",
  errors: ["not.found", "cost.month", "cost.amount", "cost.twice"],
  input: z.strictObject({
    program: folderKey("program"),
    costs: z
      .array(z.strictObject({ month: z.string().regex(MONTH, code("cost.month")), ...costInput }))
      .max(1200),
  }),
  output: z.object({ costs: z.array(costShape) }),
  async run(context: Context, { program, costs }) {
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
      );
      return found;
    });
    const saved = await readCosts(context.engine.db, id);
    return { costs: saved.map(({ month, amount, note }) => ({ month, amount, note })) };
  },
});
