import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { costShape, readCosts } from "./program-cost.ts";

export const listProgramCosts = defineOperation({
  id: "list-program-costs",
  noun: "program",
  verb: "costs",
  method: "GET",
  path: "/api/programs/:program/costs",
  summary: "List what a program costs, by month",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ program: folderKey("program") }),
  output: z.object({ costs: z.array(costShape) }),
  async run({ engine }, { program }) {
    const costs = await readCosts(engine.db, await findFolder(engine.db, "program", program, "program"));
    return { costs: costs.map(({ month, amount, note }) => ({ month, amount, note })) };
  },
});
