import { z } from "zod";
import { pageOf } from "../number.ts";
import { defineOperation } from "../define.ts";
import { findWithin, withinInput } from "../folder/find-folder.ts";
import { campaignSummary, readCampaigns, inWords } from "./campaign-shape.ts";

export const listCampaigns = defineOperation({
  id: "list-campaigns",
  noun: "campaign",
  verb: "list",
  method: "GET",
  path: "/api/campaigns",
  summary: "List smart campaigns with their mode and status",
  effect: "read",
  input: z.strictObject({ ...pageOf(500), folder: withinInput }),
  output: z.object({ campaigns: z.array(campaignSummary), next: z.int().nullable() }),
  shown: ({ campaigns, next }, { language }) => ({
    campaigns: campaigns.map(({ id, name, label, status, nextRun, program, folder, description }) => {
      return {
        id,
        name,
        mode: inWords(label, language),
        status: inWords(status, language),
        nextRun,
        program,
        folder,
        description,
      };
    }),
    next,
  }),
  async run({ engine }, { after, limit, folder }) {
    const within = await findWithin(engine.db, folder);
    const campaigns = await readCampaigns(engine, engine.db, { after, limit, folder: within });
    return {
      campaigns: campaigns.map((campaign) => campaignSummary.parse(campaign)),
      next: campaigns.length === limit ? (campaigns.at(-1)?.id ?? null) : null,
    };
  },
});
