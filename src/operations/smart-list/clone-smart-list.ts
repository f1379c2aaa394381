import { z } from "zod";
import { auditClone, besideOr, cloneInput } from "../clone.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { createSmartList } from "./create-smart-list.ts";
import { readSmartList, smartListShape, type SmartListShape } from "./smart-list-shape.ts";

export const cloneSmartList = defineOperation({
  id: "clone-smart-list",
  noun: "smart-list",
  verb: "clone",
  method: "POST",
  path: "/api/smart-lists/:smartList/clone",
  summary: "Clone a smart list with its rules",
  effect: "write",
  errors: ["name.taken"],
  input: z.strictObject({ smartList: key("smart list"), ...cloneInput }),
  output: smartListShape,
  async run(context: Context, { smartList, name, folder }): Promise<SmartListShape> {
    const source = await readSmartList(context, await findId(context.engine.db, "smart list", smartList));
    const clone = await createSmartList.run(context, {
      name,
      description: source.description ?? undefined,
      folder: besideOr(folder, source),
      rules: source.rules,
    });
    await auditClone(context, "smart list", clone.id, source.name);
    return clone;
  },
});
