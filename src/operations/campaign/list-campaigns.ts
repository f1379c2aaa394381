import { z } from "zod";
import { pageOf } from "../number.ts";
import { defineOperation } from "../define.ts";
import { campaignSummary, readCampaigns } from "./campaign-shape.ts";

export const listCampaigns = defineOperation({
  id: "list-campaigns",
  noun: "campaign",
  verb: "list",
  method: "GET",
  path: "/api/campaigns",
  summary: "List smart campaigns with their mode and status",
  effect: "read",
  input: z.strictObject(pageOf(500)),
  output: z.object({ campaigns: z.array(campaignSummary), next: z.int().nullable() }),
  async run({ engine }, { after, limit }) {
    const campaigns = await readCampaigns(engine, engine.db, { after, limit });
    return {
      campaigns: campaigns.map((campaign) => campaignSummary.parse(campaign)),
      next: campaigns.length === limit ? (campaigns.at(-1)?.id ?? null) : null,
    };
  },
});
