import { z } from "zod";
import { campaignLog, type CampaignLine } from "#engine/campaign-log.ts";
import { wholeList } from "../csv-file.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { findId, key } from "../find.ts";
import { logFile, PORTION } from "../log-csv.ts";
import { readTypes, logPartInput, typesInput } from "../log-line.ts";
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
    ...logPartInput,
    types: typesInput,
    language: languageInput,
  }),
  output: fileText,
  async run({ engine, language = "en" }, { campaign, types, language: own, ...part }): Promise<FileText> {
    const { catalog } = engine.definitions;
    const id = await findId(engine.db, "campaign", campaign);
    const numbers = readTypes(catalog, types);
    const pages = wholeList<CampaignLine>(PORTION, (last) =>
      campaignLog(engine.db, catalog, id, {
        ...part,
        types: numbers,
        before: last && Number(last.id),
        limit: PORTION,
      }),
    );
    return logFile(pages, catalog, { language: own ?? language, people: true });
  },
});
