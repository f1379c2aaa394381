import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { filterSchema } from "#domain/rules.ts";
import { explainPerson as explain } from "#engine/smart-list.ts";
import { defineOperation } from "../define.ts";
import { findPerson } from "../find.ts";
import { happenedAnswer, happenedShape } from "./happened-shape.ts";
import { listOrRules, questionOf } from "./question.ts";
import { ruleAnswer, ruleShape } from "./rule-answer.ts";

export const explainPerson = defineOperation({
  id: "explain-person",
  noun: "smart-list",
  verb: "why",
  method: "POST",
  path: "/api/smart-lists/why",
  summary: "Say why a person is or is not in a smart list: each rule true or false, with the value it saw",
  effect: "read",
  errors: ["person.unknown"],
  input: z.strictObject({
    ...listOrRules,
    person: z.string().meta({ description: "The person's number or e-mail" }),
  }),
  output: z.object({
    holds: z.boolean(),
    filters: z.array(ruleShape.extend({ filter: filterSchema })),
    triggers: z
      .array(happenedShape)
      .meta({ description: "Whether what each trigger waits for ever happened to the person" }),
  }),
  async run({ engine, language = "en" }, { person, ...of }) {
    const found = await explain(engine.db, await questionOf(engine, of), await findPerson(engine.db, person));
    if (!found)
      throw new Fault(problem("person", "person.unknown", { key: "number", value: person.slice(0, 100) }));
    const { catalog } = engine.definitions;
    return {
      holds: found.holds,
      filters: found.filters.map((one) => ({
        ...ruleAnswer(one, catalog, language),
        filter: one.filter,
      })),
      triggers: found.triggers.map((one) => happenedAnswer(one, catalog, language)),
    };
  },
});
