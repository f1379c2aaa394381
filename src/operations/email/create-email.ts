import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { emailContentSchema } from "#domain/email.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { nameSchema } from "../name.ts";
import { emailShape, readEmail, type EmailShape } from "./email-shape.ts";

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
  input: z.strictObject({ name: nameSchema, content: emailContentSchema.prefault({}) }),
  output: emailShape,
  async run({ engine, actor }, { name, content }): Promise<EmailShape> {
    const now = engine.clock.now();
    const at = sql`${toIso(now)}::timestamptz`;
    const id = await changeDefinitions(engine, async (tx) => {
      // History that was imported may know an e-mail of this name already: it is the same one.
      const [asset] = await tx.rows<{ id: number }>(
        sql`insert into asset as a (kind, name) values ('email', ${name}) on conflict (kind, fold(name)) do update set name = excluded.name returning id`,
      );
      const [row] = await tx.rows<{
        id: number;
      }>(sql`insert into email as e (id, name, draft, created_on, updated_on)
        values (${asset?.id ?? 0}, ${name}, ${JSON.stringify(content)}::jsonb, ${at}, ${at})
        on conflict (id) do update set name = excluded.name, draft = excluded.draft, version_id = null, created_on = ${at}, updated_on = ${at}, deleted_on = null
          where e.deleted_on is not null returning id`);
      if (!row) throw new Fault(problem("name", "name.taken", { kind: "e-mail", name }));
      await audit(tx, now, actor, "create", "email", row.id, { name });
      return row.id;
    });
    return readEmail(engine, engine.db, id);
  },
});
