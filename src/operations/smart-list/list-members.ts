import { z } from "zod";
import { pagePeople } from "#engine/smart-list.ts";
import { defineOperation } from "../define.ts";
import { pageOfPeople } from "../number.ts";
import { listOrRules, questionOf } from "./question.ts";

export const listMembers = defineOperation({
  id: "list-members",
  noun: "smart-list",
  verb: "people",
  method: "POST",
  path: "/api/smart-lists/people",
  summary: "Page through the people of a smart list, or of rules that are not saved yet",
  effect: "read",
  input: z.strictObject({
    ...listOrRules,
    fields: z
      .array(z.string())
      .max(100)
      .default(["email", "first_name", "last_name"])
      .meta({ description: "Which fields to show" }),
    ...pageOfPeople,
  }),
  output: z.object({ people: z.array(z.record(z.string(), z.unknown())), next: z.int().nullable() }),
  async run({ engine }, { after, limit, fields, ...of }) {
    const people = await pagePeople(engine.db, await questionOf(engine, of), fields, after, limit);
    return { people, next: people.length === limit ? Number(people.at(-1)?.["id"]) : null };
  },
});
