import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { emailContentSchema } from "#domain/email.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { named, nameSchema } from "../name.ts";
import { refuseNamed } from "../users-of.ts";
import { emailRow, emailShape, readEmail, type EmailShape } from "./email-shape.ts";

export const saveEmail = defineOperation({
  id: "save-email",
  noun: "email",
  verb: "save",
  method: "PUT",
  path: "/api/emails/:email",
  summary: "Change the name or the draft of an e-mail; what is sent stays as approved",
  effect: "write",
  errors: ["name.taken", "in.use"],
  largest: 4_194_304,
  input: z.strictObject({
    email: key("e-mail"),
    name: nameSchema.optional(),
    content: emailContentSchema.optional(),
  }),
  output: emailShape,
  async run({ engine, actor }, { email, name, content }): Promise<EmailShape> {
    const id = await findId(engine.db, "e-mail", email);
    const now = engine.clock.now();
    await named("e-mail", name ?? "", () =>
      changeDefinitions(engine, async (tx) => {
        const before = await emailRow(tx, id);
        if (name !== undefined && name !== before.name) {
          await refuseNamed(tx, engine.definitions.catalog, before.name);
          await tx.rows(sql`update asset set name = ${name} where id = ${id}`);
        }
        await tx.rows(sql`update email set name = coalesce(${name ?? null}, name), draft = coalesce(${content ? JSON.stringify(content) : null}::jsonb, draft),
          updated_on = ${toIso(now)}::timestamptz where id = ${id}`);
        await audit(tx, now, actor, "edit", "email", id, { name });
      }),
    );
    return readEmail(engine, engine.db, id);
  },
});
