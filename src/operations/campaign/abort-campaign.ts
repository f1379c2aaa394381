import { z } from "zod";
import { abortCampaign as abort, deactivate } from "#engine/runs.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

/** The emergency stop. */
export const abortCampaign = defineOperation({
  id: "abort-campaign",
  noun: "campaign",
  verb: "abort",
  method: "POST",
  path: "/api/campaigns/:campaign/abort",
  summary: "Stop a campaign where it stands: its run under way and everybody inside; what is done stays done",
  effect: "destroy",
  errors: ["campaign.notActive"],
  input: z.strictObject({
    campaign: key("campaign"),
    deactivate: z.boolean().default(false).meta({ description: "Also let nobody else in" }),
  }),
  output: z.object({ left: z.int().meta({ description: "How many people left the flow" }) }),
  async run({ engine, actor }, input) {
    const id = await findId(engine.db, "campaign", input.campaign);
    if (input.deactivate) await deactivate(engine, id);
    const left = await abort(engine, id);
    await audit(engine.db, engine.clock.now(), actor, "abort", "campaign", id, { left });
    return { left };
  },
});
