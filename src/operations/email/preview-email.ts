import { z } from "zod";
import { plainArguments, sentence } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { emailContentSchema, type Mail } from "#domain/email.ts";
import { tokensOf } from "#mail/template.ts";
import { richValues, tokenValues } from "#vocabulary/delivery.ts";
import { problemShape, sentencesIn } from "../campaign/campaign-shape.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, findPerson, key } from "../find.ts";
import { checkEmail, warnOfEmail } from "./check-email.ts";
import { emailRow } from "./email-shape.ts";

export const previewEmail = defineOperation({
  id: "preview-email",
  noun: "email",
  verb: "preview",
  method: "POST",
  path: "/api/emails/:email/preview",
  summary: "Show an e-mail as a person would read it, without saving or sending anything",
  effect: "read",
  errors: ["not.found", "person.unknown"],
  largest: 4_194_304,
  input: z.strictObject({
    email: key("e-mail"),
    content: emailContentSchema.optional().meta({ description: "What is not saved yet; else the draft" }),
    person: z
      .string()
      .optional()
      .meta({ description: "The person it is filled in for, by number or e-mail; else nobody" }),
  }),
  output: z.object({
    from: z.string(),
    replyTo: z.string(),
    subject: z.string(),
    html: z.string().nullable().meta({ description: "Its links lead where they say, not through Muster" }),
    text: z.string(),
    problems: z.array(problemShape.extend({ about: z.string().nullable() })).meta({
      description: "Everything that keeps it from being approved: its place, and the token it is about",
    }),
    warnings: z.array(problemShape).meta({ description: "What looks like a slip; it can be approved" }),
  }),
  async run(context: Context, { email, content, person }) {
    const { engine, post, language } = context;
    const row = await emailRow(engine.db, await findId(engine.db, "email", email));
    const shown = content ?? row.draft;
    const { catalog } = engine.definitions;
    const { html = null, ...mail } = post.preview({
      content: shown,
      ...(await valuesFor(context, shown, row.folder, person)),
      createdOn: engine.clock.now(),
      sender: catalog.sender,
      language: catalog.language,
    });
    const problems = checkEmail(shown, catalog).map((one) => ({
      path: one.path,
      code: one.code,
      message: sentence(one, language),
      about: plainArguments(one.args ?? {})["token"]?.toString() ?? null,
    }));
    return { ...mail, html, problems, warnings: warnOfEmail(shown, catalog).map(sentencesIn(language)) };
  },
});

/** The values of its tokens, as a mail to this person would carry them; of nobody, all that is about a person is empty. */
async function valuesFor(
  { engine }: Context,
  content: Mail["content"],
  folder: number | null,
  person: string | undefined,
): Promise<Pick<Mail, "values" | "rich">> {
  const { shard, id } = person ? await findPerson(engine.db, person) : { shard: 0, id: 0 };
  const campaign = { id: 0, name: "", description: null };
  const scope = { catalog: engine.definitions.catalog, at: engine.clock.now(), campaign, folders: [] };
  const filled = { tokens: tokensOf(content), folder };
  const [found] = await engine.db.rows<{ values: string[] }>(
    sql`select ${tokenValues(filled, scope)} as values from (select null::jsonb as trigger) c
      left join person p on p.shard = ${shard}::smallint and p.id = ${id}::bigint`,
    { prepare: false },
  );
  return { values: found?.values ?? [], rich: richValues(filled, scope) };
}
