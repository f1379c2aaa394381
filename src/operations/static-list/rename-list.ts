import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { descriptionSchema, nameSchema } from "../name.ts";
import { listShape, readList, type ListShape } from "./list-shape.ts";
import { editList } from "./make-list.ts";

export const renameList = defineOperation({
  id: "rename-list",
  noun: "list",
  verb: "rename",
  method: "PATCH",
  path: "/api/lists/:list",
  summary: "Rename a static list; rules that use it go on using it",
  effect: "write",
  errors: ["name.taken"],
  input: z.strictObject({ list: key("list"), name: nameSchema, description: descriptionSchema }),
  output: listShape,
  async run(context: Context, { list, ...edit }): Promise<ListShape> {
    const { engine } = context;
    const id = await findId(engine.db, "list", list);
    await changing(context, (change) => editList(change, id, edit));
    return readList(engine, id);
  },
});
