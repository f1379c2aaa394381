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
} from "./page-input.ts";

/** Pages through people with the fields a client wants to see of them. */
export const findPeople = defineOperation({
  id: "find-people",
  noun: "person",
  verb: "find",
  method: "GET",
  path: "/api/people",
  summary: "Page through people, or find them by name, company or the beginning of their e-mail address",
  effect: "read",
  errors: ["field.unknown", "field.formula", "cursor.invalid", "call.tooLong"],
  input: z.strictObject({
    search: searchInput,
    email: z.string().max(255).optional().meta({ description: "The beginning of the e-mail address" }),
    ...pageInput,
    fields: fieldsInput(["email", "first_name", "last_name", "person_score"]),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: peoplePage,
  async run({ engine }, { search, email, fields, after, limit, ...order }) {
    const { catalog } = engine.definitions;
    const asked = orderOf(catalog, order);
    const page = await pageOfPeople(engine.db, {
      search: searched(search),
      start: email?.normalize("NFC"),
      ...asked,
      after: readCursor(after, asked),
      limit,
      fields: fieldsOf(catalog, fields),
    });
    return answerPage(page);
  },
});
