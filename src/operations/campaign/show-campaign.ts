import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { campaignShape, readCampaigns, inWords, type CampaignShape } from "./campaign-shape.ts";

export const showCampaign = defineOperation({
  id: "show-campaign",
  noun: "campaign",
  verb: "show",
  method: "GET",
  path: "/api/campaigns/:campaign",
  summary:
    "Show a campaign: smart list, flow, settings, what its mode offers and everything that keeps it from running",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ campaign: key("campaign") }),
  output: campaignShape,
  shown: (campaign, { language }) => ({
    ...campaign,
    status: inWords(campaign.status, language),
    label: inWords(campaign.label, language),
  }),
  async run({ engine, language }, input): Promise<CampaignShape> {
    const id = await findId(engine.db, "campaign", input.campaign);
    return (await readCampaigns(engine, engine.db, { id, limit: 1, language }))[0] as CampaignShape;
  },
});
