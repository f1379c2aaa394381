import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { refuseUsed } from "../users-of.ts";
import { emailRow } from "./email-shape.ts";

export const deleteEmail = defineOperation({
  id: "delete-email",
  noun: "email",
  verb: "delete",
  method: "DELETE",
  path: "/api/emails/:email",
  summary: "Delete an e-mail that nothing uses; what was sent stays in the log",
  effect: "destroy",
  errors: ["in.use"],
  input: z.strictObject({ email: key("e-mail") }),
  output: z.object({ deleted: z.int() }),
  async run({ engine, actor }, { email }) {
    const id = await findId(engine.db, "email", email);
    await changeDefinitions(engine, async (tx) => {
      const { name } = await emailRow(tx, id);
      await refuseUsed(tx, engine.definitions.catalog, { kind: "email", key: id }, name);
      const now = engine.clock.now();
      await tx.rows(
        sql`update email set deleted_on = ${toIso(now)}::timestamptz, version_id = null where id = ${id}`,
      );
      await audit(tx, now, actor, "delete", "email", id, { name });
    });
    return { deleted: id };
  },
});
