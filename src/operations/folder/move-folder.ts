import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { moveFolder as move } from "./change-folder.ts";
import { findFolder, findPlace, folderKey, targetInput } from "./find-folder.ts";
import { folderShape, readFolder, type FolderShape } from "./folder-shape.ts";

export const moveFolder = defineOperation({
  id: "move-folder",
  noun: "folder",
  verb: "move",
  method: "POST",
  path: "/api/folders/:folder/move",
  summary: "Move a folder with all in it into another folder or program, or to the top",
  effect: "write",
  errors: ["name.taken", "not.found", "folder.cycle", "folder.tooDeep"],
  input: z.strictObject({ folder: folderKey("folder"), to: targetInput }),
  output: folderShape,
  async run(context: Context, { folder, to }): Promise<FolderShape> {
    const id = await changing(context, async (change) => {
      const found = await findFolder(change.tx, "folder", folder, "folder");
      await move(change, found, await findPlace(change.tx, to, "to"));
      return found;
    });
    return readFolder(context.engine.definitions.catalog, id);
  },
});
