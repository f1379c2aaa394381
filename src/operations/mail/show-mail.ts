import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { EVERY_SHARD } from "#engine/outbox/change-delivery.ts";
import { defineOperation } from "../define.ts";
import { mailsOf, mailSummary } from "./list-mails.ts";
import { readMail } from "./read-mail.ts";

export const showMail = defineOperation({
  id: "show-mail",
  noun: "mail",
  verb: "show",
  method: "GET",
  path: "/api/mails/:mail",
  summary: "Show a mail as its reader sees it, its links, and its source",
  effect: "read",
  errors: ["mail.link"],
  input: z.strictObject({ mail: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  output: mailSummary.extend({
    from: z.string(),
    replyTo: z.string(),
    html: z.string().nullable(),
    text: z.string(),
    links: z.array(
      z.object({
        address: z.string().meta({ description: "What stands in the mail" }),
        target: z.string().meta({ description: "Where it leads" }),
      }),
    ),
    source: z.string().meta({ description: "As a server takes it (RFC 5322)" }),
  }),
  async run({ engine, post }, { mail: id }) {
    const { mail } = await readMail(engine, { shard: 0, id });
    const [summary] = await mailsOf(
      engine.db,
      sql`d.shard = any(${EVERY_SHARD}::smallint[]) and d.id = ${id}`,
      1,
    );
    if (!summary) throw new Fault(problem("", "mail.link"));
    const { from, replyTo, subject, html, text } = post.shown(mail);
    return {
      ...summary,
      from,
      replyTo,
      subject,
      html: html ?? null,
      text,
      links: post.links(mail),
      source: post.message(mail).raw.toString(),
    };
  },
});
