import { z } from "zod";
import { csvFile, wholeList, type CsvColumn } from "../csv-file.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { findId } from "../find.ts";
import { languageInput } from "../person/page-input.ts";
import { readRuns, runsInput, type RunShape } from "./run-shape.ts";

/** How many runs are read at once: each is counted over all shards. */
const PORTION = 200;

/** Gives runs as a file. */
export const exportRuns = defineOperation({
  id: "export-runs",
  noun: "run",
  verb: "export",
  method: "GET",
  path: "/api/runs.csv",
  summary:
    "Give runs as CSV that spreadsheets read, newest first, of one campaign, of single actions or of all",
  effect: "read",
  file: "text/csv",
  errors: ["not.found"],
  input: z.strictObject({
    ...runsInput,
    language: languageInput,
  }),
  output: fileText,
  async run({ engine, language = "en" }, { campaign, actions, language: own }): Promise<FileText> {
    const of = campaign === undefined ? undefined : await findId(engine.db, "campaign", campaign);
    const pages = wholeList<RunShape>(PORTION, (last) =>
      readRuns(engine.db, { campaign: of, actions, before: last?.id, limit: PORTION }),
    );
    return csvFile(COLUMNS, pages, own ?? language);
  },
});

const COLUMNS: readonly CsvColumn<RunShape>[] = [
  { en: "Run", fr: "Exécution", of: (run) => run.id },
  { en: "Campaign", fr: "Campagne", of: (run) => run.campaign?.name },
  { en: "Action", fr: "Action", of: (run) => run.action },
  { en: "What", fr: "Quoi", of: (run) => run.kind },
  { en: "State", fr: "État", of: (run) => run.state },
  { en: "Planned for", fr: "Prévue pour", of: (run) => run.scheduledFor },
  { en: "Started", fr: "Début", of: (run) => run.startedOn },
  { en: "Ended", fr: "Fin", of: (run) => run.endedOn },
  { en: "Version", fr: "Version", of: (run) => run.version },
  { en: "Matched", fr: "Correspondent", of: (run) => run.matched },
  { en: "Entries", fr: "Entrées", of: (run) => (run.state === "blocked" ? null : run.qualified) },
  { en: "E-mails", fr: "E-mails", of: (run) => run.mailed },
  { en: "Skipped", fr: "Ignorées", of: (run) => run.skipped },
  { en: "By", fr: "Par", of: (run) => run.askedBy },
];
