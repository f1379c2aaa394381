import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { descriptionSchema, named, nameSchema } from "../name.ts";
import { listShape, readList, type ListShape } from "./list-shape.ts";

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
  async run({ engine, actor }, { list, name, description }): Promise<ListShape> {
    const id = await findId(engine.db, "list", list);
    await named("list", name, () =>
      changeDefinitions(engine, async (tx) => {
        await tx.rows(
          sql`update static_list set name = ${name}, description = coalesce(${description ?? null}, description) where id = ${id}`,
        );
        await audit(tx, engine.clock.now(), actor, "rename", "list", id, { name });
      }),
    );
    return readList(engine.db, id);
  },
});
