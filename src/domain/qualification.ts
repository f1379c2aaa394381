import { z } from "zod";
import { day, hour, micros, type Instant } from "#kernel/clock.ts";

/** How often one person may enter a campaign (behaviour §4.6). Months are 30 days here, elapsed time throughout. */
export const qualificationSchema = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("once") }),
  z.strictObject({ rule: z.literal("every time") }),
  z.strictObject({
    rule: z.literal("once every"),
    count: z.int().min(1).max(10_000),
    unit: z.enum(["hour", "day", "week", "month"]),
  }),
]);
export type Qualification = z.infer<typeof qualificationSchema>;

const LENGTH = { hour, day, week: 7 * day, month: 30 * day } as const;

/** The latest earlier entry that still lets a person in at `at`; nobody who was in before may enter under “once”. */
export function entersAgainAfter(rule: Qualification, at: Instant): Instant {
  if (rule.rule === "once") return micros(-Infinity);
  if (rule.rule === "every time") return micros(Infinity);
  return micros(at - rule.count * LENGTH[rule.unit]);
}
