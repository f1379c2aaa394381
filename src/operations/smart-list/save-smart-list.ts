import { z } from "zod";
import { rulesSchema } from "#domain/rules.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { descriptionSchema, nameSchema } from "../name.ts";
import { editSmartList } from "./make-smart-list.ts";
import { readSmartList, smartListShape, type SmartListShape } from "./smart-list-shape.ts";

export const saveSmartList = defineOperation({
  id: "save-smart-list",
  noun: "smart-list",
  verb: "save",
  method: "PUT",
  path: "/api/smart-lists/:smartList",
  summary: "Change the name or the rules of a smart list",
  effect: "write",
  errors: ["name.taken", "smartList.trigger"],
  input: z.strictObject({
    smartList: key("smart list"),
    name: nameSchema.optional(),
    description: descriptionSchema,
    rules: rulesSchema.optional(),
  }),
  output: smartListShape,
  async run(context: Context, { smartList, ...edit }): Promise<SmartListShape> {
    const { engine } = context;
    const id = await findId(engine.db, "smart list", smartList);
    await changing(context, (change) => editSmartList(change, id, edit));
    return readSmartList(context, id);
  },
});
