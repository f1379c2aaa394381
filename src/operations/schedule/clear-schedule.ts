import { z } from "zod";
import { clearSchedule as clear } from "#engine/schedule/change-schedule.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

export const clearSchedule = defineOperation({
  id: "clear-schedule",
  noun: "schedule",
  verb: "clear",
  method: "DELETE",
  path: "/api/campaigns/:campaign/schedule",
  summary: "Let a campaign repeat no more and cancel all its planned runs; one that has started goes on",
  effect: "destroy",
  input: z.strictObject({ campaign: key("campaign") }),
  output: z.object({
    cancelled: z.int().meta({ description: "How many planned runs, moved ones among them, were cancelled" }),
    repeated: z.boolean().meta({ description: "Whether there was a series to end" }),
  }),
  async run({ engine, actor }, input) {
    const id = await findId(engine.db, "campaign", input.campaign);
    const cleared = await clear(engine, id);
    await audit(engine.db, engine.clock.now(), actor, "clear schedule", "campaign", id, cleared);
    return cleared;
  },
});
