import { z } from "zod";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { emailShape, readEmail, type EmailShape } from "./email-shape.ts";
import { unapprove } from "./make-email.ts";

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
  async run(context: Context, { email }): Promise<EmailShape> {
    const { engine } = context;
    const id = await findId(engine.db, "email", email);
    await changing(context, (change) => unapprove(change, id));
    return readEmail(context, id);
  },
});
