import { z } from "zod";
import { auditClone, besideOr, cloneInput } from "../clone.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { createEmail } from "./create-email.ts";
import { emailShape, readEmail, type EmailShape } from "./email-shape.ts";

/** Copies the draft; somebody has to look at what the clone says before it is sent. */
export const cloneEmail = defineOperation({
  id: "clone-email",
  noun: "email",
  verb: "clone",
  method: "POST",
  path: "/api/emails/:email/clone",
  summary: "Clone an e-mail as its draft says; the clone is not approved",
  effect: "write",
  errors: ["name.taken"],
  input: z.strictObject({ email: key("e-mail"), ...cloneInput }),
  output: emailShape,
  async run(context: Context, { email, name, folder }): Promise<EmailShape> {
    const source = await readEmail(context, await findId(context.engine.db, "email", email));
    const clone = await createEmail.run(context, {
      name,
      folder: besideOr(folder, source),
      content: source.content,
    });
    await auditClone(context, "email", clone.id, source.name);
    return clone;
  },
});
