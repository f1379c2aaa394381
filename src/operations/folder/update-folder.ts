import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { editFolder, folderNameSchema } from "./change-folder.ts";
import { findFolder, folderKey } from "./find-folder.ts";
import { folderShape, readFolder, type FolderShape } from "./folder-shape.ts";

export const updateFolder = defineOperation({
  id: "update-folder",
  noun: "folder",
  verb: "update",
  method: "PATCH",
  path: "/api/folders/:folder",
  summary: "Rename a folder, or change its description",
  effect: "write",
  errors: ["name.taken", "not.found"],
  input: z.strictObject({
    folder: folderKey("folder"),
    name: folderNameSchema.optional(),
    description: z.string().max(2000).nullable().optional(),
  }),
  output: folderShape,
  async run(context: Context, { folder, ...edit }): Promise<FolderShape> {
    const id = await changing(context, async (change) => {
      const found = await findFolder(change.tx, "folder", folder, "folder");
      await editFolder(change, found, edit);
      return found;
    });
    return readFolder(context.engine.definitions.catalog, id);
  },
});
