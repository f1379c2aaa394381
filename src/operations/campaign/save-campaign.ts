import { z } from "zod";
import { flowSchema } from "#domain/flow.ts";
import { rulesSchema } from "#domain/rules.ts";
import { moveTo } from "#engine/inside.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { campaignShape, readCampaigns, type CampaignShape } from "./campaign-shape.ts";
import { saveVersion } from "./save-version.ts";

/** Saves the smart list or the flow or both; the mode follows by itself. */
export const saveCampaign = defineOperation({
  id: "save-campaign",
  noun: "campaign",
  verb: "save",
  method: "PUT",
  path: "/api/campaigns/:campaign",
  summary:
    "Save a campaign's smart list, flow or both as a new version; people inside finish the version they entered",
  effect: "write",
  errors: [
    "campaign.changed",
    "campaign.scheduledRuns",
    "campaign.tentativeRuns",
    "campaign.active",
    "trigger.inExecutable",
  ],
  input: z.strictObject({
    campaign: key("campaign"),
    rules: rulesSchema.optional(),
    flow: flowSchema.optional(),
    people: z.enum(["finish", "move"]).default("finish").meta({
      description:
        "What becomes of people inside: they finish the version they entered, or go on in the new one (in the current one, when nothing is saved), at the time they have, with the next step that both have",
    }),
    version: z
      .int()
      .optional()
      .meta({ description: "The version you edited; refused when somebody saved a newer one" }),
  }),
  output: campaignShape,
  async run(context: Context, { campaign, rules, flow, version, people }): Promise<CampaignShape> {
    const { engine } = context;
    const id = await findId(engine.db, "campaign", campaign);
    const saved = await changing(context, (change) => saveVersion(change, id, { rules, flow }, version));
    if (people === "move") await moveTo(engine, id, saved);
    return (await readCampaigns(engine, engine.db, { id, limit: 1 }))[0] as CampaignShape;
  },
});
