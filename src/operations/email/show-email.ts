import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { documentsWith, userShape, usersIn, type Used } from "../users-of.ts";
import { emailShape, readEmail } from "./email-shape.ts";

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
  output: emailShape.extend({
    usedBy: z.array(userShape).meta({ description: "The smart lists and campaigns that refer to it" }),
  }),
  async run(context, { email }) {
    const { engine } = context;
    const shown = await readEmail(context, await findId(engine.db, "email", email));
    const { catalog } = engine.definitions;
    const names: Used[] = [shown.id, shown.name].map((known) => ({ kind: "email", key: known }));
    return { ...shown, usedBy: usersIn(await documentsWith(engine.db, catalog, names)) };
  },
});
