import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { checkEmail } from "./check-email.ts";
import { emailRow, emailShape, readEmail, refuseFaulty, type EmailShape } from "./email-shape.ts";
import { snapshot } from "./snapshot.ts";

export const approveEmail = defineOperation({
  id: "approve-email",
  noun: "email",
  verb: "approve",
  method: "POST",
  path: "/api/emails/:email/approve",
  summary: "Approve the draft of an e-mail: from now on this is sent",
  effect: "write",
  errors: ["email.empty", "email.noSender", "email.address", "token.unknown"],
  input: z.strictObject({ email: key("e-mail") }),
  output: emailShape,
  async run({ engine, actor }, { email }): Promise<EmailShape> {
    const id = await findId(engine.db, "e-mail", email);
    await changeDefinitions(engine, async (tx) => {
      const { draft } = await emailRow(tx, id);
      refuseFaulty(checkEmail(draft, engine.definitions.catalog));
      const version = await snapshot(engine, tx, id, draft);
      await tx.rows(sql`update email set version_id = ${version} where id = ${id}`);
      await audit(tx, engine.clock.now(), actor, "approve", "email", id, { version });
    });
    return readEmail(engine, engine.db, id);
  },
});
