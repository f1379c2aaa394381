import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findPlace, folderInput } from "../folder/find-folder.ts";
import { descriptionSchema, nameSchema } from "../name.ts";
import { listShape, readList, type ListShape } from "./list-shape.ts";
import { makeList } from "./make-list.ts";

export const createList = defineOperation({
  id: "create-list",
  noun: "list",
  verb: "create",
  method: "POST",
  path: "/api/lists",
  summary: "Create a static list",
  effect: "write",
  errors: ["name.taken"],
  input: z.strictObject({ name: nameSchema, description: descriptionSchema, folder: folderInput }),
  output: listShape,
  async run(context: Context, { name, description = null, folder }): Promise<ListShape> {
    const id = await changing(context, async (change) =>
      makeList(change, { name, description, folder: await findPlace(change.tx, folder) }),
    );
    return readList(context.engine, id);
  },
});
