import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { emailShape, readEmail, type EmailShape } from "./email-shape.ts";

export const unapproveEmail = defineOperation({
  id: "unapprove-email",
  noun: "email",
  verb: "unapprove",
  method: "POST",
  path: "/api/emails/:email/unapprove",
  summary: "Let an e-mail no longer be sent; campaigns that send it are invalid until it is approved again",
  effect: "write",
  input: z.strictObject({ email: key("e-mail") }),
  output: emailShape,
  async run({ engine, actor }, { email }): Promise<EmailShape> {
    const id = await findId(engine.db, "e-mail", email);
    await changeDefinitions(engine, async (tx) => {
      await tx.rows(sql`update email set version_id = null where id = ${id}`);
      await audit(tx, engine.clock.now(), actor, "unapprove", "email", id);
    });
    return readEmail(engine, engine.db, id);
  },
});
