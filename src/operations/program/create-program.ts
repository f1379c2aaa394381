import { z } from "zod";
import { changing } from "../change.ts";
import { channelKey, programTypeSchema } from "../channel/channel-shape.ts";
import { defineOperation, type Context } from "../define.ts";
import { folderNameSchema } from "../folder/change-folder.ts";
import { findPlace, folderInput } from "../folder/find-folder.ts";
import { descriptionSchema } from "../name.ts";
import { makeProgram } from "./make-program.ts";
import { programShape, readProgram, type ProgramShape } from "./program-shape.ts";

export const createProgram = defineOperation({
  id: "create-program",
  noun: "program",
  verb: "create",
  method: "POST",
  path: "/api/programs",
  summary: "Create a program: a folder whose campaigns, lists and e-mails belong together",
  effect: "write",
  errors: ["name.taken", "not.found", "channel.type", "folder.tooDeep"],
  input: z.strictObject({
    name: folderNameSchema.meta({ description: "No two programs have the same" }),
    description: descriptionSchema,
    folder: folderInput,
    type: programTypeSchema.default("default"),
    channel: channelKey.optional().meta({ description: "Left out: the usual one of its type" }),
  }),
  output: programShape,
  async run(context: Context, { folder, description = null, ...input }): Promise<ProgramShape> {
    const id = await changing(context, async (change) =>
      makeProgram(change, { ...input, description, parent: await findPlace(change.tx, folder) }),
    );
    return readProgram(context.engine, id);
  },
});
