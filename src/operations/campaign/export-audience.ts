import { z } from "zod";
import type { Cell } from "#domain/csv.ts";
import { audiencePeople } from "#engine/audience.ts";
import { runnable } from "#engine/runs.ts";
import { csvFile, wholeList, type CsvColumn } from "../csv-file.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { findId } from "../find.ts";
import { PORTION } from "../log-csv.ts";
import { languageInput } from "../person/page-input.ts";
import { audienceInput } from "./audience-input.ts";

/** Gives who would take part if it ran now as a file. */
export const exportAudience = defineOperation({
  id: "export-audience",
  noun: "campaign",
  verb: "export-audience",
  method: "GET",
  path: "/api/campaigns/:campaign/audience.csv",
  summary:
    "Give who would take part in a batch run now, or who of them a marketing mail would not reach and why, as CSV that spreadsheets read",
  effect: "read",
  file: "text/csv",
  errors: ["not.found"],
  input: z.strictObject({ ...audienceInput, language: languageInput }),
  output: fileText,
  async run({ engine, language = "en" }, { campaign, part, reason, language: own }): Promise<FileText> {
    const found = await runnable(engine, engine.db, await findId(engine.db, "campaign", campaign));
    const pages = wholeList<Record<string, unknown>>(PORTION, (last) =>
      audiencePeople(engine, found, {
        part,
        why: reason,
        fields: ["email", "first_name", "last_name"],
        after: Number(last?.["id"] ?? 0),
        limit: PORTION,
      }),
    );
    return csvFile(COLUMNS, pages, own ?? language);
  },
});

const COLUMNS: readonly CsvColumn<Record<string, unknown>>[] = [
  { en: "Person", fr: "Personne", of: (one) => one["id"] as Cell },
  { en: "Email Address", fr: "Adresse e-mail", of: (one) => one["email"] as Cell },
  { en: "First Name", fr: "Prénom", of: (one) => one["first_name"] as Cell },
  { en: "Last Name", fr: "Nom", of: (one) => one["last_name"] as Cell },
  { en: "Not mailed because", fr: "Pas d’e-mail car", of: (one) => one["reason"] as Cell },
];
