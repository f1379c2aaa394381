import { z } from "zod";
import { defineOperation } from "../define.ts";
import { key } from "../find.ts";
import { targetInput } from "../folder/find-folder.ts";
import { moveAsset, movedShape } from "../move-asset.ts";

export const moveList = defineOperation({
  id: "move-list",
  noun: "list",
  verb: "move",
  method: "POST",
  path: "/api/lists/:list/move",
  summary: "Move a list into another folder or program; references stay as they are, and are listed",
  effect: "write",
  errors: ["not.found", "name.taken", "name.ambiguous"],
  input: z.strictObject({ list: key("list"), to: targetInput }),
  output: movedShape,
  run: (context, { list, to }) => moveAsset(context, "list", list, to),
});
