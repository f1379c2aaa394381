import { z } from "zod";
import { qualificationSchema } from "#domain/qualification.ts";
import { happenedShape } from "../smart-list/happened-shape.ts";
import { ruleShape } from "../smart-list/rule-answer.ts";
import { stepShape } from "./why-step-shape.ts";

/** Why somebody is or is not in a campaign. */
export const whyShape = z.object({
  campaign: z.string(),
  entered: z.object({ times: z.int(), first: z.string(), last: z.string() }).nullable(),
  qualification: z.object({
    rule: qualificationSchema,
    allows: z.boolean(),
    next: z.string().nullable().meta({ description: "When it next lets them in; null: never again" }),
  }),
  active: z.string().nullable().meta({ description: "Since when it is active; null: it is not" }),
  triggers: z
    .array(happenedShape)
    .meta({ description: "Whether what each trigger waits for ever happened to the person" }),
  holds: z.boolean().meta({ description: "Whether the filters, as a whole, hold now" }),
  filters: z.array(ruleShape).meta({ description: "What each filter says now, and what it saw" }),
  refusals: z
    .array(
      z.object({
        occurredOn: z.string(),
        reason: z.string(),
        cause: z.int(),
        filters: z.array(ruleShape),
      }),
    )
    .meta({
      description: "Events a trigger wanted and that were refused, as they were judged then; newest first",
    }),
  flow: z.object({
    since: z.string().nullable().meta({ description: "When they entered, this time; null: they never did" }),
    earlier: z.boolean().meta({ description: "They took an earlier version of the flow" }),
    steps: z.array(stepShape),
  }),
});
