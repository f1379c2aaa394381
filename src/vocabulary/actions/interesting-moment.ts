import { sql } from "#kernel/sql.ts";
import { interestingMoment as activity } from "../activities/interesting-moment.ts";
import { defineAction } from "../define.ts";
import { outcome } from "../outcome.ts";
import { textExpression } from "../token.ts";

/** Leaves a note for sales in the person's log. */
export const interestingMoment = defineAction({
  name: "interesting-moment",
  label: { en: "Interesting Moment", fr: "Moment intéressant" },
  also: ["Moment significatif"],
  category: "sales",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  parameters: [
    {
      name: "type",
      label: { en: "Type", fr: "Type" },
      type: "option",
      options: [
        { name: "Email", label: { en: "Email", fr: "E-mail" } },
        { name: "Milestone", label: { en: "Milestone", fr: "Étape clé" } },
        { name: "Web", label: { en: "Web", fr: "Web" } },
      ],
      required: true,
    },
    { name: "description", label: { en: "Description", fr: "Description" }, type: "text", required: true },
  ],
  records: () => activity,
  asset: () => null,
  apply(args, cohort) {
    const description = textExpression(String(args.description), cohort);
    return {
      parts: [],
      outcome: outcome(
        sql`c`,
        {
          value: sql`${String(args.type)}`,
          attributes: sql`jsonb_build_object('description', ${description})`,
        },
        sql`${cohort.from} join person p on p.shard = c.shard and p.id = c.person_id and ${cohort.range}`,
      ),
    };
  },
  examples: [
    {
      says: { en: "A milestone", fr: "Un jalon" },
      args: { type: "Milestone", description: "{{lead.First Name}} bought twice" },
    },
  ],
});
