import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { removeFolder } from "./change-folder.ts";
import { findFolder, folderKey } from "./find-folder.ts";

export const deleteFolder = defineOperation({
  id: "delete-folder",
  noun: "folder",
  verb: "delete",
  method: "DELETE",
  path: "/api/folders/:folder",
  summary: "Delete an empty folder",
  effect: "destroy",
  errors: ["not.found", "folder.notEmpty"],
  input: z.strictObject({ folder: folderKey("folder") }),
  output: z.object({ deleted: z.int() }),
  run: async (context: Context, { folder }) => ({
    deleted: await changing(context, async (change) => {
      const id = await findFolder(change.tx, "folder", folder, "folder");
      await removeFolder(change, id);
      return id;
    }),
  }),
});
