import { z } from "zod";
import { defineOperation } from "../define.ts";
import { key } from "../find.ts";
import { targetInput } from "../folder/find-folder.ts";
import { moveAsset, movedShape } from "../move-asset.ts";

export const moveCampaign = defineOperation({
  id: "move-campaign",
  noun: "campaign",
  verb: "move",
  method: "POST",
  path: "/api/campaigns/:campaign/move",
  summary: "Move a campaign into another folder or program; references stay as they are, and are listed",
  effect: "write",
  errors: ["not.found", "name.taken", "name.ambiguous"],
  input: z.strictObject({ campaign: key("campaign"), to: targetInput }),
  output: movedShape,
  run: (context, { campaign, to }) => moveAsset(context, "campaign", campaign, to),
});
