import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { resumeWithin } from "#engine/pause.ts";
import { changing, note } from "../change.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

/** Lets a paused campaign go on. One that is not paused goes on as it did. */
export const resumeCampaign = defineOperation({
  id: "resume-campaign",
  noun: "campaign",
  verb: "resume",
  method: "POST",
  path: "/api/campaigns/:campaign/resume",
  summary: "Let a paused campaign go on from where everybody in it stands",
  effect: "write",
  errors: [],
  input: z.strictObject({ campaign: key("campaign") }),
  output: z.object({
    pausedOn: z.string().nullable().meta({ description: "Since when it had stood still; null: it had not" }),
  }),
  async run(context, input) {
    const { engine, scheduler } = context;
    const id = await findId(engine.db, "campaign", input.campaign);
    const since = await changing(context, async (change) => {
      const pausedOn = await resumeWithin(change.tx, id);
      if (pausedOn !== null) await note(change, "resume", "campaign", id, { pausedOn: toIso(pausedOn) });
      return pausedOn;
    });
    scheduler.ring();
    return { pausedOn: since === null ? null : toIso(since) };
  },
});
