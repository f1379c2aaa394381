import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { costShape, costsVersion, readCosts } from "./program-cost.ts";

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
  output: z.object({ version: z.int(), costs: z.array(costShape) }),
  async run({ engine }, { program }) {
    const id = await findFolder(engine.db, "program", program, "program");
    const version = await costsVersion(engine.db, id); // before: older than what is read is refused, never newer
    const costs = await readCosts(engine.db, id);
    return { version, costs: costs.map(({ month, amount, note }) => ({ month, amount, note })) };
  },
});
