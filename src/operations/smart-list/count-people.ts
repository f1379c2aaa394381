import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { countPeople as count } from "#engine/people/page-people.ts";
import { defineOperation } from "../define.ts";
import { searched, searchInput } from "../person/page-input.ts";
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
  input: z.strictObject({ ...listOrRules, search: searchInput }),
  output: z.object({ people: z.int(), asOf: z.string() }),
  async run({ engine }, { search, ...of }) {
    const question = await questionOf(engine, of);
    const people = await count(engine.db, { list: question, search: searched(search) });
    return { people, asOf: toIso(question.at) };
  },
});
