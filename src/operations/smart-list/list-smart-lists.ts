import { z } from "zod";
import { pageOf } from "../number.ts";
import { defineOperation } from "../define.ts";
import { findWithin, withinInput } from "../folder/find-folder.ts";
import { readSmartLists, smartListShape } from "./smart-list-shape.ts";

export const listSmartLists = defineOperation({
  id: "list-smart-lists",
  noun: "smart-list",
  verb: "list",
  method: "GET",
  path: "/api/smart-lists",
  summary: "List the smart lists",
  effect: "read",
  input: z.strictObject({ ...pageOf(500), folder: withinInput }),
  output: z.object({ smartLists: z.array(smartListShape), next: z.int().nullable() }),
  async run(context, { after, limit, folder }) {
    const within = await findWithin(context.engine.db, folder);
    const smartLists = await readSmartLists(context, { after, limit, folder: within });
    return { smartLists, next: smartLists.length === limit ? (smartLists.at(-1)?.id ?? null) : null };
  },
});
