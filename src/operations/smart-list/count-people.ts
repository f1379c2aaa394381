import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { countPeople as count } from "#engine/smart-list.ts";
import { defineOperation } from "../define.ts";
import { listOrRules, questionOf } from "./question.ts";

export const countPeople = defineOperation({
  id: "count-people",
  noun: "smart-list",
  verb: "count",
  method: "POST",
  path: "/api/smart-lists/count",
  summary: "Count the people of a smart list, or of rules that are not saved yet",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject(listOrRules),
  output: z.object({ people: z.int(), asOf: z.string() }),
  async run({ engine }, input) {
    const question = await questionOf(engine, input);
    return { people: await count(engine.db, question), asOf: toIso(question.at) };
  },
});
