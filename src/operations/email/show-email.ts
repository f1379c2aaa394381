import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { emailShape, readEmail, type EmailShape } from "./email-shape.ts";

export const showEmail = defineOperation({
  id: "show-email",
  noun: "email",
  verb: "show",
  method: "GET",
  path: "/api/emails/:email",
  summary: "Show an e-mail: its draft, whether it is approved, and what keeps it from that",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ email: key("e-mail") }),
  output: emailShape,
  run: async ({ engine }, { email }): Promise<EmailShape> =>
    readEmail(engine, engine.db, await findId(engine.db, "email", email)),
});
