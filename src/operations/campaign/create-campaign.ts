import { z } from "zod";
import { flowSchema } from "#domain/flow.ts";
import { qualificationSchema } from "#domain/qualification.ts";
import { rulesSchema } from "#domain/rules.ts";
import { changing } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findPlace, folderInput } from "../folder/find-folder.ts";
import { descriptionSchema, nameSchema } from "../name.ts";
import { peopleLimitSchema } from "../number.ts";
import { blockOverLimitSchema, campaignShape, readCampaigns, type CampaignShape } from "./campaign-shape.ts";
import { makeCampaign } from "./make-campaign.ts";

/** Makes a smart campaign: empty, or whole with smart list, flow and settings. */
export const createCampaign = defineOperation({
  id: "create-campaign",
  noun: "campaign",
  verb: "create",
  method: "POST",
  path: "/api/campaigns",
  summary: "Create a smart campaign, empty or with its smart list, flow and settings",
  effect: "write",
  errors: ["name.taken", "trigger.inExecutable"],
  input: z.strictObject({
    name: nameSchema,
    description: descriptionSchema,
    folder: folderInput,
    executable: z
      .boolean()
      .default(false)
      .meta({ description: "Only another campaign's flow can call it; never changes" }),
    rules: rulesSchema.default({ triggers: [], match: "all", filters: [] }),
    flow: flowSchema.default({ steps: [] }),
    qualification: qualificationSchema.default({ rule: "once" }),
    personLimit: peopleLimitSchema.nullable().default(null),
    blockOverLimit: blockOverLimitSchema.optional(),
  }),
  output: campaignShape,
  async run(context: Context, { folder, description = null, ...input }): Promise<CampaignShape> {
    const { engine } = context;
    const id = await changing(context, async (change) =>
      makeCampaign(change, { ...input, description, folder: await findPlace(change.tx, folder) }),
    );
    return (await readCampaigns(engine, engine.db, { id, limit: 1 }))[0] as CampaignShape;
  },
});
