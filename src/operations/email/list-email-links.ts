import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import type { EmailContent } from "#domain/email.ts";
import { plainLinks } from "#mail/template.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

/** What editors suggest where a link that somebody clicked is asked about. */
export const listEmailLinks = defineOperation({
  id: "list-email-links",
  noun: "email",
  verb: "links",
  method: "GET",
  path: "/api/emails/:email/links",
  summary: "List the links of an e-mail as a click on them is kept: what is sent, and the draft",
  effect: "read",
  errors: ["not.found", "name.ambiguous"],
  input: z.strictObject({ email: key("e-mail") }),
  output: z.object({
    links: z
      .array(z.string())
      .meta({ description: "In their order; without those that tokens make different for each person" }),
  }),
  async run({ engine }, { email }) {
    const id = await findId(engine.db, "email", email);
    const contents = await engine.db.rows<{ content: EmailContent }>(
      sql`select content from email_version where id = (select version_id from email where id = ${id})
        union all select draft from email where id = ${id}`,
    );
    return { links: [...new Set(contents.flatMap(({ content }) => plainLinks(content)))] };
  },
});
