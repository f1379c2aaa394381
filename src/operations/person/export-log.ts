import { z } from "zod";
import type { Catalog } from "#domain/catalog.ts";
import { personLog, type LogCursor, type LogLine } from "#engine/log.ts";
import type { Database } from "#store/db.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { findPerson } from "../find.ts";
import { logFile, logSearchInput, PORTION } from "../log-csv.ts";
import { readTypes, typesInput } from "../log-line.ts";
import { languageInput } from "./page-input.ts";

/** Gives a person's whole log as a file. */
export const exportLog = defineOperation({
  id: "export-log",
  noun: "person",
  verb: "export-log",
  method: "GET",
  path: "/api/people/:person/log.csv",
  summary: "Give a person's activity log as CSV that spreadsheets read, newest first",
  effect: "read",
  file: "text/csv",
  errors: ["person.unknown", "activity.type"],
  input: z.strictObject({
    person: z.string().meta({ description: "The person's number or e-mail" }),
    types: typesInput,
    search: logSearchInput,
    language: languageInput,
  }),
  output: fileText,
  async run({ engine, language = "en" }, { person, types, search, language: own }): Promise<FileText> {
    const { catalog } = engine.definitions;
    const pages = wholeLog(
      engine.db,
      catalog,
      await findPerson(engine.db, person),
      readTypes(catalog, types),
    );
    return logFile(pages, catalog, { language: own ?? language, search });
  },
});

/** A log only grows, at its newer end: read page by page it is whole, and no transaction waits for whoever takes it. */
async function* wholeLog(
  db: Database,
  catalog: Catalog,
  person: { shard: number; id: number },
  types: readonly number[],
): AsyncGenerator<LogLine[]> {
  let after: LogCursor | undefined;
  do {
    const page = await personLog(db, catalog, person, { types, after, limit: PORTION });
    yield page.lines;
    after = page.next;
  } while (after);
}
