import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault } from "#kernel/fault.ts";
import { zoned } from "#domain/calendar.ts";
import { recurrenceInput, readRecurrence } from "#domain/recurrence-input.ts";
import { occurrences } from "#domain/recurrence.ts";
import { defineOperation } from "../define.ts";
import { remarkOn, remarkShape } from "./remark.ts";
import { NEXT } from "./schedule-shape.ts";

/** When a campaign would run, before anybody lets it. */
export const previewSchedule = defineOperation({
  id: "preview-schedule",
  noun: "schedule",
  verb: "preview",
  method: "POST",
  path: "/api/schedule-preview",
  summary: "Say when the next runs of a series would be; nothing is planned",
  effect: "read",
  errors: ["schedule.misplaced", "schedule.twoDays", "schedule.halfDay"],
  input: z.strictObject({
    ...recurrenceInput,
    limit: z.coerce.number().int().min(1).max(100).default(NEXT).meta({ description: "So many runs" }),
  }),
  output: z.object({
    zone: z.string(),
    upcoming: z.array(z.object({ at: z.string(), local: z.string(), remark: remarkShape })),
  }),
  async run({ engine, language }, { limit, ...input }) {
    const recurrence = readRecurrence(input, engine.definitions.catalog.calendar);
    if (Array.isArray(recurrence)) throw new Fault(recurrence);
    const { zone } = recurrence;
    return {
      zone,
      upcoming: [...occurrences(recurrence, engine.clock.now()).take(limit)].map((one) => ({
        at: toIso(one.at),
        local: zoned(one.at, zone).toPlainDateTime().toString({ smallestUnit: "minute" }),
        remark: remarkOn(recurrence, one, language),
      })),
    };
  },
});
