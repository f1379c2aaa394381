import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { auditClone, besideOr, cloneInput } from "../clone.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { campaignShape, readCampaigns, type CampaignShape } from "./campaign-shape.ts";
import { createCampaign } from "./create-campaign.ts";

/** Copies smart list, flow and settings; not runs, members, activation (behaviour §4.5). */
export const cloneCampaign = defineOperation({
  id: "clone-campaign",
  noun: "campaign",
  verb: "clone",
  method: "POST",
  path: "/api/campaigns/:campaign/clone",
  summary: "Clone a campaign: same smart list, flow and settings, no runs, no members, inactive",
  effect: "write",
  errors: ["name.taken", "trigger.inExecutable"],
  input: z.strictObject({
    campaign: key("campaign"),
    ...cloneInput,
    executable: z.boolean().default(false).meta({ description: "Tick again to make the clone executable" }),
  }),
  output: campaignShape,
  async run(context: Context, input): Promise<CampaignShape> {
    const { engine } = context;
    const [source] = await readCampaigns(engine, engine.db, {
      id: await findId(engine.db, "campaign", input.campaign),
      limit: 1,
    });
    if (!source)
      throw new Fault(problem("campaign", "not.found", { kind: "campaign", name: input.campaign }));
    const { rules, flow, qualification, personLimit, blockOverLimit, description } = source;
    const clone = await createCampaign.run(context, {
      name: input.name,
      folder: besideOr(input.folder, source),
      executable: input.executable,
      rules,
      flow,
      qualification,
      personLimit,
      blockOverLimit,
      description: description ?? undefined,
    });
    await auditClone(context, "campaign", clone.id, source.name);
    return clone;
  },
});
