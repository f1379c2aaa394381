import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { insidePage } from "#engine/inside.ts";
import { csvFile, wholeList, type CsvColumn } from "../csv-file.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { findId, key } from "../find.ts";
import { PORTION } from "../log-csv.ts";
import { languageInput } from "../person/page-input.ts";

/** Gives who waits inside a campaign as a file. */
export const exportInside = defineOperation({
  id: "export-inside",
  noun: "campaign",
  verb: "export-inside",
  method: "GET",
  path: "/api/campaigns/:campaign/inside.csv",
  summary: "Give who waits inside a campaign as CSV that spreadsheets read: before which step, until when",
  effect: "read",
  file: "text/csv",
  errors: ["not.found"],
  input: z.strictObject({ campaign: key("campaign"), language: languageInput }),
  output: fileText,
  async run({ engine, language = "en" }, { campaign, language: own }): Promise<FileText> {
    const id = await findId(engine.db, "campaign", campaign);
    const pages = wholeList<Inside>(PORTION, (last) => insidePage(engine, id, last?.entry ?? 0, PORTION));
    return csvFile(COLUMNS, pages, own ?? language);
  },
});

type Inside = Awaited<ReturnType<typeof insidePage>>[number];

const COLUMNS: readonly CsvColumn<Inside>[] = [
  { en: "Person", fr: "Personne", of: (one) => one.person },
  { en: "Email Address", fr: "Adresse e-mail", of: (one) => one.email },
  { en: "Goes on with step", fr: "Continue à l’étape", of: (one) => one.step },
  { en: "Version", fr: "Version", of: (one) => one.version },
  { en: "Goes on", fr: "Continue", of: (one) => toIso(one.due) },
];
