import { z } from "zod";
import { activate } from "#engine/runs.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { readRuns, runShape, type RunShape } from "../run/run-shape.ts";

/** Lets a trigger campaign listen, from this instant on. */
export const activateCampaign = defineOperation({
  id: "activate-campaign",
  noun: "campaign",
  verb: "activate",
  method: "POST",
  path: "/api/campaigns/:campaign/activate",
  summary: "Activate a trigger campaign: from now on its triggers let people in",
  effect: "write",
  errors: ["campaign.notTrigger", "campaign.noSteps", "campaign.executable"],
  input: z.strictObject({ campaign: key("campaign") }),
  output: runShape,
  async run({ engine, actor }, input): Promise<RunShape> {
    const campaign = await findId(engine.db, "campaign", input.campaign);
    const id = await activate(engine, campaign, actor);
    await audit(engine.db, engine.clock.now(), actor, "activate", "campaign", campaign, { run: id });
    return (await readRuns(engine.db, { id, limit: 1 }))[0] as RunShape;
  },
});
