import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { pauseWithin } from "#engine/pause.ts";
import { runnable } from "#engine/runs.ts";
import { changing, note } from "../change.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

/** Lets a campaign stand still where it is; nothing is lost. To pause it twice is no error. */
export const pauseCampaign = defineOperation({
  id: "pause-campaign",
  noun: "campaign",
  verb: "pause",
  method: "POST",
  path: "/api/campaigns/:campaign/pause",
  summary:
    "Pause a campaign: nobody in it does a further step and no run begins until it is resumed; whoever enters meanwhile waits before the first step",
  effect: "write",
  errors: ["campaign.executable"],
  input: z.strictObject({ campaign: key("campaign") }),
  output: z.object({ pausedOn: z.string().meta({ description: "Since when it stands still" }) }),
  async run(context, input) {
    const { engine } = context;
    const id = await findId(engine.db, "campaign", input.campaign);
    const since = await changing(context, async (change) => {
      const { name, mode } = await runnable({ definitions: change }, change.tx, id);
      if (mode === "executable") throw new Fault(problem("campaign", "campaign.executable", { name }));
      const pausedOn = await pauseWithin(change.tx, id, change.now);
      if (pausedOn === change.now) await note(change, "pause", "campaign", id);
      return pausedOn;
    });
    return { pausedOn: toIso(since) };
  },
});
