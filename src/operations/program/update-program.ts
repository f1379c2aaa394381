import { z } from "zod";
import { changing } from "../change.ts";
import { channelKey, programTypeSchema } from "../channel/channel-shape.ts";
import { defineOperation, type Context } from "../define.ts";
import { folderNameSchema } from "../folder/change-folder.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { expiresInput, setExpiration } from "./expiration.ts";
import { editProgram } from "./make-program.ts";
import { programShape, readProgram, type ProgramShape } from "./program-shape.ts";

export const updateProgram = defineOperation({
  id: "update-program",
  noun: "program",
  verb: "update",
  method: "PATCH",
  path: "/api/programs/:program",
  summary:
    "Rename a program, or change its description, type, channel or expiration; members keep the status they have",
  effect: "write",
  errors: ["name.taken", "not.found", "channel.type", "expiration.past", "expiration.tooSoon", "value.type"],
  input: z.strictObject({
    program: folderKey("program"),
    name: folderNameSchema.optional(),
    description: z.string().max(2000).nullable().optional(),
    type: programTypeSchema.optional(),
    channel: channelKey.optional(),
    expires: expiresInput,
  }),
  output: programShape,
  async run(context: Context, { program, expires, ...edit }): Promise<ProgramShape> {
    const id = await changing(context, async (change) => {
      const found = await findFolder(change.tx, "program", program, "program");
      await editProgram(change, found, edit);
      if (expires !== undefined) await setExpiration(change, found, expires);
      return found;
    });
    return readProgram(context.engine, id);
  },
});
