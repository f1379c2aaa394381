import { z } from "zod";
import { qualificationSchema } from "#domain/qualification.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { nameSchema } from "../name.ts";
import { peopleLimitSchema } from "../number.ts";
import {
  blockOverLimitSchema,
  campaignShape,
  prioritySchema,
  readCampaigns,
  type CampaignShape,
} from "./campaign-shape.ts";
import { editCampaign } from "./edit-campaign.ts";

export const updateCampaign = defineOperation({
  id: "update-campaign",
  noun: "campaign",
  verb: "update",
  method: "PATCH",
  path: "/api/campaigns/:campaign",
  summary:
    "Change a campaign's name, description, qualification rule, person limit, priority or communication limits",
  effect: "write",
  errors: ["name.taken", "not.found"],
  input: z.strictObject({
    campaign: key("campaign"),
    name: nameSchema.optional(),
    description: z.string().max(2000).nullable().optional(),
    qualification: qualificationSchema.optional(),
    personLimit: peopleLimitSchema.nullable().optional(),
    priority: prioritySchema.nullable().optional(),
    blockOverLimit: blockOverLimitSchema.optional(),
  }),
  output: campaignShape,
  async run(context: Context, { campaign, ...edit }): Promise<CampaignShape> {
    const { engine } = context;
    const id = await findId(engine.db, "campaign", campaign);
    await changing(context, (change) => editCampaign(change, id, edit));
    return (await readCampaigns(engine, engine.db, { id, limit: 1 }))[0] as CampaignShape;
  },
});
