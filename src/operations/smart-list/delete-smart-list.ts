import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { refuseUsed } from "../users-of.ts";

export const deleteSmartList = defineOperation({
  id: "delete-smart-list",
  noun: "smart-list",
  verb: "delete",
  method: "DELETE",
  path: "/api/smart-lists/:smartList",
  summary: "Delete a smart list that nothing uses",
  effect: "destroy",
  errors: ["in.use"],
  input: z.strictObject({ smartList: key("smart list") }),
  output: z.object({ deleted: z.int() }),
  async run({ engine, actor }, { smartList }) {
    const id = await findId(engine.db, "smart list", smartList);
    await changeDefinitions(engine, async (tx) => {
      const [row] = await tx.rows<{ name: string }>(sql`select name from smart_list where id = ${id}`);
      await refuseUsed(tx, engine.definitions.catalog, { kind: "smart list", key: id }, row?.name ?? "");
      await tx.rows(
        sql`update smart_list set deleted_on = ${toIso(engine.clock.now())}::timestamptz where id = ${id}`,
      );
      await audit(tx, engine.clock.now(), actor, "delete", "smart list", id, { name: row?.name });
    });
    return { deleted: id };
  },
});
