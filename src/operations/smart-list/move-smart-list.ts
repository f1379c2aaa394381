import { z } from "zod";
import { defineOperation } from "../define.ts";
import { key } from "../find.ts";
import { targetInput } from "../folder/find-folder.ts";
import { moveAsset, movedShape } from "../move-asset.ts";

export const moveSmartList = defineOperation({
  id: "move-smart-list",
  noun: "smart-list",
  verb: "move",
  method: "POST",
  path: "/api/smart-lists/:smartList/move",
  summary: "Move a smart list into another folder or program; references stay as they are, and are listed",
  effect: "write",
  errors: ["not.found", "name.taken", "name.ambiguous"],
  input: z.strictObject({ smartList: key("smart list"), to: targetInput }),
  output: movedShape,
  run: (context, { smartList, to }) => moveAsset(context, "smart list", smartList, to),
});
