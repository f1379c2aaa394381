import { z } from "zod";
import { emailContentSchema } from "#domain/email.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findPlace, folderInput } from "../folder/find-folder.ts";
import { nameSchema } from "../name.ts";
import { emailShape, readEmail, type EmailShape } from "./email-shape.ts";
import { makeEmail } from "./make-email.ts";

export const createEmail = defineOperation({
  id: "create-email",
  noun: "email",
  verb: "create",
  method: "POST",
  path: "/api/emails",
  summary: "Create an e-mail; it is a draft until it is approved",
  effect: "write",
  errors: ["name.taken"],
  largest: 4_194_304,
  input: z.strictObject({
    name: nameSchema,
    folder: folderInput,
    content: emailContentSchema.prefault({}),
  }),
  output: emailShape,
  async run(context: Context, { folder, ...input }): Promise<EmailShape> {
    const id = await changing(context, async (change) =>
      makeEmail(change, { ...input, folder: await findPlace(change.tx, folder) }),
    );
    return readEmail(context, id);
  },
});
