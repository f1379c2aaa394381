import { z } from "zod";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { readInstant } from "../instant.ts";
import { NEXT, readSchedule, scheduleShape, type ScheduleShape } from "./schedule-shape.ts";

export const showSchedule = defineOperation({
  id: "show-schedule",
  noun: "schedule",
  verb: "show",
  method: "GET",
  path: "/api/campaigns/:campaign/schedule",
  summary: "Show how a campaign repeats and its next runs, three unless more are asked for",
  effect: "read",
  input: z.strictObject({
    campaign: key("campaign"),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(NEXT)
      .meta({ description: "At most so many runs" }),
    from: z.string().optional().meta({ description: "Runs from this instant on: 2027-05-01T00:00:00Z" }),
    until: z.string().optional().meta({ description: "Runs before this instant: 2027-06-01T00:00:00Z" }),
  }),
  output: scheduleShape,
  async run(context, { campaign, limit, from, until }): Promise<ScheduleShape> {
    const { engine } = context;
    const id = await findId(engine.db, "campaign", campaign);
    return readSchedule(context, id, {
      limit,
      from: readInstant(from, "from"),
      until: readInstant(until, "until"),
    });
  },
});
