import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { emailShape, readEmail, type EmailShape } from "./email-shape.ts";
import { approve } from "./make-email.ts";

export const approveEmail = defineOperation({
  id: "approve-email",
  noun: "email",
  verb: "approve",
  method: "POST",
  path: "/api/emails/:email/approve",
  summary: "Approve the draft of an e-mail: from now on this is sent",
  effect: "write",
  errors: ["email.changed", "email.empty", "email.noSender", "email.address", "token.unknown"],
  input: z.strictObject({
    email: key("e-mail"),
    version: z
      .int()
      .optional()
      .meta({ description: "The draft you have read; refused when somebody saved a newer one" }),
  }),
  output: emailShape,
  async run(context: Context, { email, version }): Promise<EmailShape> {
    const { engine } = context;
    const id = await findId(engine.db, "email", email);
    await changing(context, (change) => approve(change, id, version));
    return readEmail(context, id);
  },
});
