import { z } from "zod";
import { deactivate } from "#engine/runs.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

/** Nobody enters any more; whoever is inside finishes. */
export const deactivateCampaign = defineOperation({
  id: "deactivate-campaign",
  noun: "campaign",
  verb: "deactivate",
  method: "POST",
  path: "/api/campaigns/:campaign/deactivate",
  summary: "Deactivate a trigger campaign: nobody enters any more, people inside finish",
  effect: "write",
  errors: ["campaign.notActive"],
  input: z.strictObject({ campaign: key("campaign") }),
  output: z.object({ active: z.literal(false) }),
  async run({ engine, actor }, input) {
    const id = await findId(engine.db, "campaign", input.campaign);
    await deactivate(engine, id);
    await audit(engine.db, engine.clock.now(), actor, "deactivate", "campaign", id);
    return { active: false } as const;
  },
});
