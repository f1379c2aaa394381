import { problem } from "#kernel/fault.ts";
import { empty, sql } from "#kernel/sql.ts";
import { sendAlert as activity } from "../activities/send-alert.ts";
import { defineAction } from "../define.ts";
import { ADDRESS, deliver, sendable, sentUnless, tokenValues } from "../delivery.ts";
import { outcome } from "../outcome.ts";
import { textExpression } from "../token.ts";

/** Mails colleagues about a person: no limit of the person counts, and no link of it is followed (behaviour §3.3). */
export const sendAlert = defineAction({
  name: "send-alert",
  label: { en: "Send Alert", fr: "Envoyer une alerte" },
  category: "basic",
  priority: "high",
  modes: ["batch", "trigger", "executable"],
  parameters: [
    { name: "email", label: { en: "Email", fr: "E-mail" }, type: "email", required: true },
    {
      name: "to",
      label: { en: "To", fr: "À" },
      type: "option",
      options: [
        { name: "Sales Owner", label: { en: "Sales Owner", fr: "Responsable commercial" } },
        { name: "None", label: { en: "None", fr: "Aucun" } },
      ],
      required: false,
    },
    {
      name: "others",
      label: { en: "To Other Emails", fr: "À d’autres adresses" },
      type: "addresses",
      required: false,
    },
  ],
  records: () => activity,
  asset: (args) => Number(args["email"]),
  check: ({ to, others }, { path }) =>
    to === "Sales Owner" || (typeof others === "string" && /[^\s,;]/.test(others))
      ? []
      : [problem(`${path}.others`, "alert.nobody")],
  apply(args, cohort) {
    const id = Number(args["email"]);
    const approved = sendable(cohort.catalog, id);
    const asset = sql`${id}::integer`;
    if (!approved)
      return {
        parts: [],
        outcome: outcome(
          sql`c`,
          { asset, result: sql`2`, reason: sql`'email_unapproved'` },
          sql`${cohort.from}`,
        ),
      };
    const asked = cohort.part("asked");
    const others = textExpression(typeof args["others"] === "string" ? args["others"] : "", cohort);
    const owner = args["to"] === "Sales Owner" ? sql`p.person_owner_email, ` : empty;
    return {
      parts: [
        [
          asked,
          sql`select c.shard, c.person_id, c.entry_id, t.address, ${tokenValues(approved, cohort)} as tokens
            from ${cohort.from} join person p on p.shard = c.shard and p.id = c.person_id and ${cohort.range},
            lateral (select string_agg(distinct btrim(a), ', ') as address
              from regexp_split_to_table(concat_ws(',', ${owner}${others}), '[,;]') a where btrim(a) ~ ${ADDRESS}) t`,
        ],
        [
          cohort.part("sent"),
          deliver("alert", approved, cohort, sql`${asked} m where m.address is not null`),
        ],
      ],
      outcome: outcome(
        sql`a`,
        {
          asset,
          ...sentUnless(sql`case when a.address is null then 'no_recipient' end`, cohort),
          attributes: sql`case when a.address is not null then jsonb_build_object('recipients', a.address) end`,
        },
        sql`${asked} a`,
      ),
    };
  },
  examples: [
    {
      says: { en: "Tell two colleagues", fr: "Prévenir deux collègues" },
      args: { email: "Hot lead", to: "None", others: "anna@example.com; ben@example.com" },
    },
  ],
});
