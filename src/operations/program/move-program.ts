import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { moveFolder } from "../folder/change-folder.ts";
import { findFolder, findPlace, folderKey, targetInput } from "../folder/find-folder.ts";
import { programShape, readProgram, type ProgramShape } from "./program-shape.ts";

export const moveProgram = defineOperation({
  id: "move-program",
  noun: "program",
  verb: "move",
  method: "POST",
  path: "/api/programs/:program/move",
  summary: "Move a program with all in it into another folder or program, or to the top",
  effect: "write",
  errors: ["name.taken", "not.found", "folder.cycle", "folder.tooDeep"],
  input: z.strictObject({ program: folderKey("program"), to: targetInput }),
  output: programShape,
  async run(context: Context, { program, to }): Promise<ProgramShape> {
    const id = await changing(context, async (change) => {
      const found = await findFolder(change.tx, "program", program, "program");
      await moveFolder(change, found, await findPlace(change.tx, to, "to"));
      return found;
    });
    return readProgram(context.engine, id);
  },
});
