import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { programShape, readProgram, type ProgramShape } from "./program-shape.ts";

export const showProgram = defineOperation({
  id: "show-program",
  noun: "program",
  verb: "show",
  method: "GET",
  path: "/api/programs/:program",
  summary: "Show a program and where it stands",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ program: folderKey("program") }),
  output: programShape,
  run: async ({ engine }, { program }): Promise<ProgramShape> =>
    readProgram(engine, await findFolder(engine.db, "program", program, "program")),
});
