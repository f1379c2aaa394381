import { z } from "zod";
import { rulesSchema } from "#domain/rules.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findPlace, folderInput } from "../folder/find-folder.ts";
import { descriptionSchema, nameSchema } from "../name.ts";
import { makeSmartList } from "./make-smart-list.ts";
import { readSmartList, smartListShape, type SmartListShape } from "./smart-list-shape.ts";

export const createSmartList = defineOperation({
  id: "create-smart-list",
  noun: "smart-list",
  verb: "create",
  method: "POST",
  path: "/api/smart-lists",
  summary: "Create a smart list; one with problems is kept as a draft and cannot be used",
  effect: "write",
  errors: ["name.taken", "smartList.trigger"],
  input: z.strictObject({
    name: nameSchema,
    description: descriptionSchema,
    folder: folderInput,
    rules: rulesSchema.default({ triggers: [], match: "all", filters: [] }),
  }),
  output: smartListShape,
  async run(context: Context, { folder, description = null, ...input }): Promise<SmartListShape> {
    const id = await changing(context, async (change) =>
      makeSmartList(change, { ...input, description, folder: await findPlace(change.tx, folder) }),
    );
    return readSmartList(context, id);
  },
});
