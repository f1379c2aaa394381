import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import type { Language } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import { stepStates, type StepWhy } from "#engine/why-steps.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { ruleAnswer, ruleShape } from "../smart-list/rule-answer.ts";

/** What became of somebody in a step, and which of its choices applies to them. */
export const stepShape = z.object({
  step: z.int(),
  action: z.string(),
  state: z.enum(stepStates).nullable().meta({
    description:
      "`passed`: they came through, and it left nothing in the log; `ahead`: they did not come to it; null: they never entered",
  }),
  on: z.string().nullable(),
  choice: z.int().nullable().meta({ description: "The choice they took, as the log has it; 0: the default" }),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  until: z.string().nullable().meta({ description: "While they wait in it: until when" }),
  choices: z.array(ruleShape).meta({ description: "What the condition of each choice says now" }),
  applies: z.int().meta({ description: "The choice that applies as things stand now; 0: the default" }),
  nothing: z.boolean().meta({ description: "What applies now is to do nothing" }),
});

/** The same as an answer, in the reader's words. */
export function stepAnswer(
  { step, state, line, until, choices, applies }: StepWhy,
  number: number,
  catalog: Catalog,
  language: Language,
): z.output<typeof stepShape> {
  return {
    step: number,
    action: actions.get(step.action)?.label[language] ?? step.action,
    state,
    on: line ? toIso(line.occurredOn) : null,
    choice: line?.choice ?? null,
    reason: line?.reason ?? null,
    detail: line?.detail ?? null,
    until: until === null ? null : toIso(until),
    choices: choices.map((one) => ruleAnswer(one, catalog, language)),
    applies,
    nothing: (applies === 0 ? step.args : step.choices[applies - 1]?.args) === null,
  };
}
