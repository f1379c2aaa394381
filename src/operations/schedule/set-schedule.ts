import { z } from "zod";
import { Fault } from "#kernel/fault.ts";
import { lostFrom, readRecurrence, recurrenceInput } from "#domain/recurrence-input.ts";
import { setSchedule as set } from "#engine/schedule/change-schedule.ts";
import { sentencesIn } from "../campaign/campaign-shape.ts";
import { changing, note } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { NEXT, readSchedule, scheduleShape } from "./schedule-shape.ts";

/** Lets a batch campaign repeat. */
export const setSchedule = defineOperation({
  id: "set-schedule",
  noun: "schedule",
  verb: "set",
  method: "PUT",
  path: "/api/campaigns/:campaign/schedule",
  summary:
    "Let a batch campaign repeat every so many days, weeks or months; a series it has is replaced whole, and what that loses is told; cancelled and moved days stay so where the new series has them",
  effect: "write",
  errors: [
    "campaign.notBatch",
    "campaign.noRules",
    "campaign.noSteps",
    "run.past",
    "run.tooSoon",
    "run.tooFar",
    "schedule.misplaced",
    "schedule.twoDays",
    "schedule.halfDay",
    "schedule.never",
  ],
  input: z.strictObject({ campaign: key("campaign"), ...recurrenceInput }),
  output: scheduleShape.extend({
    givenUp: z
      .array(z.string())
      .meta({ description: "Cancelled or moved days that the new series does not have" }),
  }),
  async run(context: Context, { campaign, ...input }) {
    const { engine, actor, scheduler, language } = context;
    const id = await findId(engine.db, "campaign", campaign);
    const { givenUp, lost } = await changing(context, async (change) => {
      const recurrence = readRecurrence(input, change.catalog.calendar);
      if (Array.isArray(recurrence)) throw new Fault(recurrence);
      await note(change, "schedule", "campaign", id, recurrence);
      const { before, ...done } = await set(engine, change.tx, id, recurrence, actor);
      return { ...done, lost: before ? lostFrom(before, input, recurrence) : [] };
    });
    scheduler.ring();
    const { warnings, ...schedule } = await readSchedule(context, id, { limit: NEXT });
    return { ...schedule, warnings: [...lost.map(sentencesIn(language)), ...warnings], givenUp };
  },
});
