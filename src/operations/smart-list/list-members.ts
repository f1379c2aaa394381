import { z } from "zod";
import { pageOfPeople } from "#engine/people/page-people.ts";
import { defineOperation } from "../define.ts";
import {
  answerPage,
  fieldsInput,
  fieldsOf,
  orderOf,
  pageInput,
  peoplePage,
  readCursor,
  searched,
  searchInput,
} from "../person/page-input.ts";
import { listOrRules, listOf } from "./question.ts";

export const listMembers = defineOperation({
  id: "list-members",
  noun: "smart-list",
  verb: "people",
  method: "POST",
  path: "/api/smart-lists/people",
  summary: "Page through the people of a smart list, or of rules that are not saved yet",
  effect: "read",
  errors: ["field.unknown", "field.formula", "cursor.invalid", "call.tooLong"],
  input: z.strictObject({
    ...listOrRules,
    search: searchInput,
    ...pageInput,
    fields: fieldsInput(["email", "first_name", "last_name"]),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: peoplePage,
  async run({ engine }, { search, sort, down, after, limit, fields, ...of }) {
    const { catalog } = engine.definitions;
    const order = orderOf(catalog, { sort, down });
    const page = await pageOfPeople(engine.db, {
      list: await listOf(engine, of),
      search: searched(search),
      ...order,
      after: readCursor(after, order),
      limit,
      fields: fieldsOf(catalog, fields),
    });
    return answerPage(page);
  },
});
