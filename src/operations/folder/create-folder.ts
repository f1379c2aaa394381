import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { descriptionSchema } from "../name.ts";
import { folderNameSchema, makeFolder } from "./change-folder.ts";
import { findPlace, folderInput } from "./find-folder.ts";
import { folderShape, readFolder, type FolderShape } from "./folder-shape.ts";

export const createFolder = defineOperation({
  id: "create-folder",
  noun: "folder",
  verb: "create",
  method: "POST",
  path: "/api/folders",
  summary: "Create a folder, at the top or in another folder or program",
  effect: "write",
  errors: ["name.taken", "not.found", "folder.tooDeep"],
  input: z.strictObject({ name: folderNameSchema, description: descriptionSchema, folder: folderInput }),
  output: folderShape,
  async run(context: Context, { name, description = null, folder }): Promise<FolderShape> {
    const id = await changing(context, async (change) => {
      const parent = await findPlace(change.tx, folder);
      return makeFolder(change, { kind: "folder", name, parent, description });
    });
    return readFolder(context.engine.definitions.catalog, id);
  },
});
