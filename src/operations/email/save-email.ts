import { z } from "zod";
import { emailContentSchema } from "#domain/email.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { nameSchema } from "../name.ts";
import { emailShape, readEmail, type EmailShape } from "./email-shape.ts";
import { editEmail } from "./make-email.ts";

export const saveEmail = defineOperation({
  id: "save-email",
  noun: "email",
  verb: "save",
  method: "PUT",
  path: "/api/emails/:email",
  summary: "Change the name or the draft of an e-mail; what is sent stays as approved",
  effect: "write",
  errors: ["email.changed", "name.taken", "in.use"],
  largest: 4_194_304,
  input: z.strictObject({
    email: key("e-mail"),
    name: nameSchema.optional(),
    content: emailContentSchema.optional(),
    version: z
      .int()
      .optional()
      .meta({ description: "The draft you edited; refused when somebody saved a newer one" }),
  }),
  output: emailShape,
  async run(context: Context, { email, version, ...edit }): Promise<EmailShape> {
    const { engine } = context;
    const id = await findId(engine.db, "email", email);
    await changing(context, (change) => editEmail(change, id, edit, version));
    return readEmail(context, id);
  },
});
