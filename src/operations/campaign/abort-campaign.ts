import { z } from "zod";
import { abortCampaign as abort, deactivate } from "#engine/runs.ts";
import { clearSchedule } from "#engine/schedule/change-schedule.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { cancelPlannedInput } from "./refuse-busy.ts";

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
    cancelPlanned: cancelPlannedInput,
  }),
  output: z.object({
    left: z.int().meta({ description: "How many people left the flow" }),
    cancelled: z.int().meta({ description: "How many planned runs, moved ones among them, were cancelled" }),
  }),
  async run({ engine, actor }, input) {
    const id = await findId(engine.db, "campaign", input.campaign);
    if (input.deactivate) await deactivate(engine, id);
    // First what would begin anew, so that nothing does between.
    const { cancelled } = input.cancelPlanned ? await clearSchedule(engine, id) : { cancelled: 0 };
    const left = await abort(engine, id);
    await audit(engine.db, engine.clock.now(), actor, "abort", "campaign", id, { left, cancelled });
    return { left, cancelled };
  },
});
