import { z } from "zod";
import { currentDefinitions } from "#engine/engine.ts";
import { runnable } from "#engine/runs.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { problemShape, withSentence } from "./campaign-shape.ts";

/** What keeps a campaign from running. */
export const checkCampaign = defineOperation({
  id: "check-campaign",
  noun: "campaign",
  verb: "check",
  method: "GET",
  path: "/api/campaigns/:campaign/check",
  summary: "Say everything that keeps a campaign from running or being activated",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ campaign: key("campaign") }),
  output: z.object({ campaign: z.string(), problems: z.array(problemShape) }),
  async run({ engine }, input) {
    const id = await findId(engine.db, "campaign", input.campaign);
    await currentDefinitions(engine);
    const { name, problems } = await runnable(engine, engine.db, id);
    return { campaign: name, problems: problems.map(withSentence) };
  },
});
