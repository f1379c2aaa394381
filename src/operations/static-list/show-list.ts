import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { listShape, readList, type ListShape } from "./list-shape.ts";

export const showList = defineOperation({
  id: "show-list",
  noun: "list",
  verb: "show",
  method: "GET",
  path: "/api/lists/:list",
  summary: "Show a static list and how many people are in it",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ list: key("list") }),
  output: listShape,
  run: async ({ engine }, { list }): Promise<ListShape> =>
    readList(engine, await findId(engine.db, "list", list)),
});
