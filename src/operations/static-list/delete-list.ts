import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { refuseUsed } from "../users-of.ts";

export const deleteList = defineOperation({
  id: "delete-list",
  noun: "list",
  verb: "delete",
  method: "DELETE",
  path: "/api/lists/:list",
  summary: "Delete a static list that nothing uses; the people in it stay",
  effect: "destroy",
  errors: ["in.use"],
  input: z.strictObject({ list: key("list") }),
  output: z.object({ deleted: z.int() }),
  async run({ engine, actor }, { list }) {
    const id = await findId(engine.db, "list", list);
    await changeDefinitions(engine, async (tx) => {
      const [row] = await tx.rows<{ name: string }>(sql`select name from static_list where id = ${id}`);
      await refuseUsed(tx, engine.definitions.catalog, { kind: "list", key: id }, row?.name ?? "");
      await tx.rows(
        sql`update static_list set deleted_on = ${toIso(engine.clock.now())}::timestamptz where id = ${id}`,
      );
      await audit(tx, engine.clock.now(), actor, "delete", "list", id, { name: row?.name });
    });
    return { deleted: id };
  },
});
