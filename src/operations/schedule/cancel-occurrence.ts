import { z } from "zod";
import { cancelOccurrence as cancel } from "#engine/schedule/change-schedule.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { daySchema, readDay } from "./occurrence-day.ts";
import { NEXT, readSchedule, scheduleShape, type ScheduleShape } from "./schedule-shape.ts";

export const cancelOccurrence = defineOperation({
  id: "cancel-occurrence",
  noun: "schedule",
  verb: "cancel",
  method: "POST",
  path: "/api/campaigns/:campaign/schedule/:day/cancel",
  summary: "Cancel the run of one day of a series; all others stay",
  effect: "destroy",
  errors: ["schedule.none", "schedule.noRun", "run.over"],
  input: z.strictObject({ campaign: key("campaign"), day: daySchema }),
  output: scheduleShape,
  async run(context, input): Promise<ScheduleShape> {
    const { engine, actor } = context;
    const id = await findId(engine.db, "campaign", input.campaign);
    const day = readDay(input.day);
    await cancel(engine, id, input.campaign, day, actor);
    await audit(engine.db, engine.clock.now(), actor, "cancel run", "campaign", id, { day });
    return readSchedule(context, id, { limit: NEXT });
  },
});
