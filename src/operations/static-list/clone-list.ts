import { z } from "zod";
import { changing, note } from "../change.ts";
import { besideOr, cloneInput } from "../clone.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { findPlace } from "../folder/find-folder.ts";
import { copyMembers } from "./copy-members.ts";
import { listShape, readList, type ListShape } from "./list-shape.ts";
import { makeList } from "./make-list.ts";

export const cloneList = defineOperation({
  id: "clone-list",
  noun: "list",
  verb: "clone",
  method: "POST",
  path: "/api/lists/:list/clone",
  summary: "Clone a static list with who is in it; one of 1,000 people or more is cloned empty",
  effect: "write",
  errors: ["name.taken"],
  input: z.strictObject({ list: key("list"), ...cloneInput }),
  output: listShape,
  async run(context: Context, { list, name, folder }): Promise<ListShape> {
    const { engine } = context;
    const source = await readList(engine, await findId(engine.db, "list", list));
    const id = await changing(context, async (change) => {
      const place = await findPlace(change.tx, besideOr(folder, source));
      const made = await makeList(change, { name, description: source.description, folder: place });
      await note(change, "clone", "list", made, { source: source.name });
      await copyMembers(change, new Map([[source.id, made]]));
      return made;
    });
    return readList(engine, id);
  },
});
