import { z } from "zod";
import { confirmSeries } from "#engine/schedule/tentative-series.ts";
import { changing, note } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { NEXT, readSchedule, scheduleShape, type ScheduleShape } from "./schedule-shape.ts";

/** Lets a series run that is only pencilled in. */
export const confirmSchedule = defineOperation({
  id: "confirm-schedule",
  noun: "schedule",
  verb: "confirm",
  method: "POST",
  path: "/api/campaigns/:campaign/schedule/confirm",
  summary:
    "Let a campaign repeat as it is pencilled in, from the next time on; one that repeats already goes on so",
  effect: "write",
  errors: [
    "campaign.notBatch",
    "campaign.noRules",
    "campaign.noSteps",
    "run.tooSoon",
    "run.tooFar",
    "schedule.none",
    "schedule.never",
  ],
  input: z.strictObject({ campaign: key("campaign") }),
  output: scheduleShape,
  async run(context: Context, { campaign }): Promise<ScheduleShape> {
    const { engine, actor, scheduler } = context;
    const id = await findId(engine.db, "campaign", campaign);
    await changing(context, async (change) => {
      if (await confirmSeries(engine, change.tx, id, campaign, actor))
        await note(change, "confirm schedule", "campaign", id);
    });
    scheduler.ring();
    return readSchedule(context, id, { limit: NEXT });
  },
});
