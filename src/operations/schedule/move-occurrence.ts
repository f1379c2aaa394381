import { z } from "zod";
import { parseInstant, toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { wallText } from "#domain/recurrence-input.ts";
import { startOf } from "#domain/recurrence.ts";
import { moveOccurrence as move } from "#engine/schedule/change-schedule.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { daySchema, readDay } from "./occurrence-day.ts";
import { NEXT, readSchedule, scheduleShape, type ScheduleShape } from "./schedule-shape.ts";

export const moveOccurrence = defineOperation({
  id: "move-occurrence",
  noun: "schedule",
  verb: "move",
  method: "POST",
  path: "/api/campaigns/:campaign/schedule/:day/move",
  summary: "Move the run of one day of a series to another time; one that was cancelled is planned again",
  effect: "write",
  errors: ["schedule.none", "schedule.noRun", "run.over", "run.past", "run.tooSoon", "run.tooFar"],
  input: z.strictObject({
    campaign: key("campaign"),
    day: daySchema,
    to: z.string().meta({
      description:
        "On the wall clock of the series' zone: 2027-06-01T10:00; or an instant: 2027-06-01T10:00:00Z",
    }),
  }),
  output: scheduleShape,
  async run(context, input): Promise<ScheduleShape> {
    const { engine, actor, scheduler } = context;
    const id = await findId(engine.db, "campaign", input.campaign);
    const day = readDay(input.day);
    const { zone } = await readSchedule(context, id, { limit: 1 });
    const to = wallText(input.to);
    const at = to === undefined ? parseInstant(input.to) : startOf({ start: to, zone });
    if (at === undefined)
      throw new Fault(
        problem("to", "value.type", {
          value: input.to.slice(0, 100),
          wanted: "a day and time such as 2027-05-31T09:00",
        }),
      );
    await move(engine, id, input.campaign, day, at, actor);
    await audit(engine.db, engine.clock.now(), actor, "move run", "campaign", id, { day, to: toIso(at) });
    scheduler.ring();
    return readSchedule(context, id, { limit: NEXT });
  },
});
