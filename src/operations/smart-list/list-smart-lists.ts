import { z } from "zod";
import { pageOf } from "../number.ts";
import { defineOperation } from "../define.ts";
import { readSmartLists, smartListShape } from "./smart-list-shape.ts";

export const listSmartLists = defineOperation({
  id: "list-smart-lists",
  noun: "smart-list",
  verb: "list",
  method: "GET",
  path: "/api/smart-lists",
  summary: "List the smart lists",
  effect: "read",
  input: z.strictObject(pageOf(500)),
  output: z.object({ smartLists: z.array(smartListShape), next: z.int().nullable() }),
  async run({ engine }, { after, limit }) {
    const smartLists = await readSmartLists(engine, { after, limit });
    return { smartLists, next: smartLists.length === limit ? (smartLists.at(-1)?.id ?? null) : null };
  },
});
