import { z } from "zod";
import { CSV_BEGINS, csvLine, type Cell } from "#domain/csv.ts";
import { labelOf, type Field } from "#domain/field.ts";
import { rulesSchema } from "#domain/rules.ts";
import { portionsOfPeople } from "#engine/people/page-people.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { listOf, listOrRules } from "../smart-list/question.ts";
import {
  fieldsInput,
  fieldsOf,
  languageInput,
  orderInput,
  orderOf,
  searched,
  searchInput,
} from "./page-input.ts";

/** Gives all people who are meant as a file, however many there are. */
export const exportPeople = defineOperation({
  id: "export-people",
  noun: "person",
  verb: "export",
  method: "GET",
  path: "/api/people.csv",
  summary:
    "Give everybody, or those whom a smart list, rules or a search find, as CSV that spreadsheets read",
  effect: "read",
  file: "text/csv",
  errors: ["field.unknown", "field.formula", "not.found"],
  input: z.strictObject({
    ...listOrRules,
    rules: z
      .union([rulesSchema, z.string().max(1_000_000).transform(parsed).pipe(rulesSchema)])
      .optional()
      .meta({ description: "Rules to ask without saving them, as JSON" }),
    search: searchInput,
    ...orderInput,
    fields: fieldsInput(["email", "first_name", "last_name"]),
    language: languageInput,
  }),
  output: fileText,
  async run(
    { engine, language = "en" },
    { search, sort, down, fields, language: own, ...of },
  ): Promise<FileText> {
    const { catalog } = engine.definitions;
    const shown = fieldsOf(catalog, fields);
    const wanted = { list: await listOf(engine, of), search: searched(search) };
    const portions = portionsOfPeople(engine.db, wanted, orderOf(catalog, { sort, down }), shown);
    return lines(portions, shown, own ?? language);
  },
});

async function* lines(
  portions: AsyncIterable<Record<string, unknown>[]>,
  fields: readonly Field[],
  language: "en" | "fr",
): AsyncGenerator<string> {
  yield CSV_BEGINS + csvLine(["ID", ...fields.map((field) => labelOf(field)[language])]);
  for await (const people of portions)
    yield people
      .map((one) => csvLine([one["id"], ...fields.map(({ name }) => one[name])] as Cell[]))
      .join("");
}

function parsed(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "This is not JSON" });
    return z.NEVER;
  }
}
