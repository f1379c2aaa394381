import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { isAddress } from "#domain/address.ts";
import { mailKinds } from "#domain/email.ts";
import { holdShards } from "#engine/shard.ts";
import { tokensOf } from "#mail/template.ts";
import { richValues, tokenValues } from "#vocabulary/delivery.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, findPerson, key } from "../find.ts";
import { checkEmail } from "./check-email.ts";
import { emailRow, refuseFaulty } from "./email-shape.ts";
import { snapshot } from "./snapshot.ts";

export const testEmail = defineOperation({
  id: "test-email",
  noun: "email",
  verb: "test",
  method: "POST",
  path: "/api/emails/:email/test",
  summary: "Send the draft of an e-mail to an address, filled in as for a person; it counts nowhere",
  effect: "write",
  errors: ["person.unknown", "email.address"],
  input: z.strictObject({
    email: key("e-mail"),
    person: z.string().meta({ description: "The person it is filled in for: number or e-mail" }),
    to: z.string().max(255),
  }),
  output: z.object({ mail: z.int().meta({ description: "Its number in the mailbox" }) }),
  async run(context: Context, { email, person, to }) {
    const { engine, scheduler } = context;
    const id = await findId(engine.db, "email", email);
    if (!isAddress(to)) throw new Fault(problem("to", "email.address", { value: to.slice(0, 100) }));
    const { shard, id: personId } = await findPerson(engine.db, person);
    const { version, draft, folder } = await changing(context, async (change) => {
      const row = await emailRow(change.tx, id);
      refuseFaulty(checkEmail(row.draft, change.catalog));
      return { ...row, version: await snapshot(change, id, row.draft) };
    });
    const mail = await holdShards(engine, "bulk", [shard], async ({ tx, at, definitions: { catalog } }) => {
      const scope = { catalog, at, campaign: { id: 0, name: "", description: null }, folders: [] };
      const filled = { tokens: tokensOf(draft), folder };
      const now = sql`${toIso(at)}::timestamptz`;
      const [row] = await tx.rows<{
        id: number;
      }>(sql`insert into delivery (shard, kind, origin, operational, version_id, person_id, created_on, next_try, address, tokens, rich)
        select p.shard, ${mailKinds.indexOf("test")}::smallint, 0, true, ${version}::integer, p.id, ${now}, '-infinity', ${to}, ${tokenValues(filled, scope)}, ${richValues(filled, scope)}::smallint[]
        from person p, (select null::jsonb as trigger) c where p.shard = ${shard}::smallint and p.id = ${personId}::bigint returning id`);
      return row?.id;
    });
    if (mail === undefined)
      throw new Fault(problem("person", "person.unknown", { key: "number", value: String(personId) }));
    scheduler.ring();
    return { mail };
  },
});
