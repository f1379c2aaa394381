import { z } from "zod";
import { filterSchema } from "./rules.ts";

const args = z.record(z.string(), z.unknown());

/** A flow as a document: steps in order; `args: null` is Do Nothing. */
export const choiceSchema = z.strictObject({
  if: filterSchema.meta({ description: "One rule; the first choice whose rule holds applies" }),
  args: args.nullable().meta({ description: "The step's parameters for this choice; null does nothing" }),
});

export const stepSchema = z.strictObject({
  id: z
    .int()
    .positive()
    .optional()
    .meta({ description: "The step's identity, kept over versions; given by Muster" }),
  action: z.string(),
  choices: z.array(choiceSchema).default([]),
  args: args
    .nullable()
    .default({})
    .meta({ description: "The default: applies where no choice does; null does nothing" }),
});

export const flowSchema = z.strictObject({ steps: z.array(stepSchema).max(500).default([]) });

export type Choice = z.infer<typeof choiceSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Flow = z.infer<typeof flowSchema>;

/** How many choices a step may have (behaviour §3.2). */
export const MOST_CHOICES = 100;

/** Gives every step without an identity the next free one, so that a step is the same step in later versions. */
export function identifySteps(flow: Flow, previous: Flow | undefined): Flow {
  const known = [...(previous?.steps ?? []), ...flow.steps].map((step) => step.id ?? 0);
  let next = Math.max(0, ...known) + 1;
  const seen = new Set<number>();
  const steps = flow.steps.map((step) => {
    const id = step.id !== undefined && !seen.has(step.id) ? step.id : next++;
    seen.add(id);
    return { ...step, id };
  });
  return { steps };
}
