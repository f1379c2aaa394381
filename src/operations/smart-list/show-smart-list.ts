import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { readSmartList, smartListShape, type SmartListShape } from "./smart-list-shape.ts";

export const showSmartList = defineOperation({
  id: "show-smart-list",
  noun: "smart-list",
  verb: "show",
  method: "GET",
  path: "/api/smart-lists/:smartList",
  summary: "Show a smart list with its rules and what is wrong with them",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ smartList: key("smart list") }),
  output: smartListShape,
  run: async (context, { smartList }): Promise<SmartListShape> =>
    readSmartList(context, await findId(context.engine.db, "smart list", smartList)),
});
