import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { forgetWaiting } from "./notification-mail-shape.ts";

export const deleteNotificationMail = defineOperation({
  id: "delete-notification-mail",
  noun: "notification-mail",
  verb: "delete",
  method: "DELETE",
  path: "/api/notification-mails/:address",
  summary: "Tell an address of nothing by mail any more",
  effect: "destroy",
  errors: ["not.found"],
  input: z.strictObject({ address: z.string().trim() }),
  output: z.object({ deleted: z.string() }),
  async run({ engine, actor }, { address }) {
    await engine.db.transaction("read", async (tx) => {
      const gone = await tx.rows(
        sql`delete from notification_mail where fold(address) = fold(${address}) returning kind`,
      );
      if (gone.length === 0)
        throw new Fault(problem("address", "not.found", { kind: "address", name: address.slice(0, 100) }));
      await forgetWaiting(tx);
      await audit(tx, engine.clock.now(), actor, "delete", "notification mail", address);
    });
    return { deleted: address };
  },
});
