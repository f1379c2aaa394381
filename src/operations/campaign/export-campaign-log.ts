import { z } from "zod";
import { campaignLog, type CampaignLine } from "#engine/campaign-log.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { findId, key } from "../find.ts";
import { logFile, PORTION } from "../log-csv.ts";
import { readTypes, resultInput, typesInput } from "../log-line.ts";
import { numberSchema } from "../number.ts";
import { languageInput } from "../person/page-input.ts";

/** Gives everything that a campaign did as a file. */
export const exportCampaignLog = defineOperation({
  id: "export-campaign-log",
  noun: "campaign",
  verb: "export-log",
  method: "GET",
  path: "/api/campaigns/:campaign/log.csv",
  summary:
    "Give the activities of a campaign as CSV that spreadsheets read, newest first: of all its runs, or of one",
  effect: "read",
  file: "text/csv",
  errors: ["not.found", "activity.type"],
  input: z.strictObject({
    campaign: key("campaign"),
    run: numberSchema.optional().meta({ description: "Only of this run" }),
    types: typesInput,
    result: resultInput,
    language: languageInput,
  }),
  output: fileText,
  async run({ engine, language = "en" }, { campaign, run, types, result, language: own }): Promise<FileText> {
    const { catalog } = engine.definitions;
    const id = await findId(engine.db, "campaign", campaign);
    const numbers = readTypes(catalog, types);
    const pages = wholeLog((before) =>
      campaignLog(engine.db, catalog, id, { run, types: numbers, result, before, limit: PORTION }),
    );
    return logFile(pages, catalog, { language: own ?? language, people: true });
  },
});

/** Page by page, each as near as the first; what happens meanwhile stands before the first. */
async function* wholeLog(
  page: (before: number | undefined) => Promise<CampaignLine[]>,
): AsyncGenerator<CampaignLine[]> {
  let lines: CampaignLine[] = [];
  do {
    lines = await page(lines.length > 0 ? Number(lines.at(-1)?.id) : undefined);
    yield lines;
  } while (lines.length === PORTION);
}
