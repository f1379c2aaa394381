import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findWithin, withinInput } from "../folder/find-folder.ts";
import { pageOf } from "../number.ts";
import { emailStates, emailSummary, listOfEmails } from "./email-shape.ts";

export const listEmails = defineOperation({
  id: "list-emails",
  noun: "email",
  verb: "list",
  method: "GET",
  path: "/api/emails",
  summary: "List the e-mails",
  effect: "read",
  input: z.strictObject({
    ...pageOf(1000),
    folder: withinInput,
    search: z.string().max(255).default("").meta({ description: "What the name or the subject has in it" }),
    state: z
      .enum(emailStates)
      .optional()
      .meta({ description: "`changed`: approved, but the draft says something else" }),
  }),
  output: z.object({ emails: z.array(emailSummary), next: z.int().nullable() }),
  async run({ engine }, { after, limit, folder, search, state }) {
    const within = await findWithin(engine.db, folder);
    const emails = await listOfEmails(engine, { after, limit, folder: within, search, state });
    return { emails, next: emails.length === limit ? (emails.at(-1)?.id ?? null) : null };
  },
});
