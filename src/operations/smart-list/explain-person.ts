import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { filterSchema } from "#domain/rules.ts";
import { namedSeen } from "#domain/seen-words.ts";
import { explainPerson as explain } from "#engine/smart-list.ts";
import { sentenceOf } from "#vocabulary/sentence.ts";
import { defineOperation } from "../define.ts";
import { findPerson } from "../find.ts";
import { happenedAnswer, happenedShape } from "./happened-shape.ts";
import { listOrRules, questionOf } from "./question.ts";

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
    filters: z.array(
      z.object({
        rule: z.string(),
        holds: z.boolean(),
        seen: z.record(z.string(), z.unknown()),
        filter: filterSchema,
      }),
    ),
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
        rule: sentenceOf(one.filter, catalog, language),
        ...one,
        seen: namedSeen(one.seen, catalog),
      })),
      triggers: found.triggers.map((one) => happenedAnswer(one, catalog, language)),
    };
  },
});
