import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { folderNameSchema } from "../folder/change-folder.ts";
import { findFolder, findPlace, folderInput, folderKey } from "../folder/find-folder.ts";
import { copyProgram } from "./copy-program.ts";
import { programShape, readProgram, type ProgramShape } from "./program-shape.ts";

/** Copies a program whole (behaviour §4.5). */
export const cloneProgram = defineOperation({
  id: "clone-program",
  noun: "program",
  verb: "clone",
  method: "POST",
  path: "/api/programs/:program/clone",
  summary:
    "Clone a program whole: what refers to something in it refers to its clone; campaigns inactive and without history, static lists of 1,000 people or more empty, without members and costs",
  effect: "write",
  errors: ["name.taken", "not.found", "folder.cycle", "folder.tooDeep"],
  input: z.strictObject({
    program: folderKey("program"),
    name: folderNameSchema,
    folder: folderInput.meta({ description: "Where the clone stands; left out: beside the program" }),
  }),
  output: programShape,
  async run(context: Context, { program, name, folder }): Promise<ProgramShape> {
    const id = await changing(context, async (change) => {
      const source = await findFolder(change.tx, "program", program, "program");
      const beside = change.catalog.folders.get(source)?.parent ?? null;
      const parent = folder === undefined ? beside : await findPlace(change.tx, folder);
      return copyProgram(change, source, name, parent);
    });
    return readProgram(context.engine, id);
  },
});
