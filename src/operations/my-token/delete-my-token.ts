import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { removeToken } from "./change-token.ts";

export const deleteMyToken = defineOperation({
  id: "delete-my-token",
  noun: "my-token",
  verb: "delete",
  method: "DELETE",
  path: "/api/folders/:folder/tokens/:token",
  summary: "Take a My Token from a folder or program; what it inherits under that name shows again",
  effect: "destroy",
  errors: ["not.found", "in.use"],
  input: z.strictObject({
    folder: folderKey("folder or program"),
    token: z.string().meta({ description: "Its name" }),
  }),
  output: z.object({ deleted: z.string() }),
  run: (context: Context, { folder, token }) =>
    changing(context, async (change) => {
      await removeToken(
        change,
        await findFolder(change.tx, "folder or program", folder, "folder"),
        token.trim().normalize("NFC"),
      );
      return { deleted: token };
    }),
});
