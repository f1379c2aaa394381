import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { parseDuration, shiftInstant } from "#domain/duration.ts";
import { LONGEST_DAYS, moveClock } from "#engine/clock-move.ts";
import type { Engine } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { readInstant } from "../instant.ts";
import { fixedBy } from "./fixed-clock.ts";

/** For test and demo instances: lets time pass at once. */
export const advanceClock = defineOperation({
  id: "advance-clock",
  noun: "clock",
  verb: "advance",
  method: "POST",
  path: "/api/clock/advance",
  summary:
    "Move the clock of a test or demo instance forward; everything that falls due on the way happens at its time",
  effect: "destroy",
  errors: [
    "clock.fixed",
    "clock.making",
    "clock.real",
    "clock.mail",
    "clock.people",
    "clock.howFar",
    "clock.back",
    "clock.far",
    "clock.moving",
  ],
  input: z.strictObject({
    by: z
      .string()
      .optional()
      .meta({ description: "How far: 2 weeks; days and longer keep the time of day in the instance's zone" }),
    to: z.string().optional().meta({ description: "Or until when: 2027-05-31T09:00:00Z" }),
    runOn: z
      .boolean()
      .default(false)
      .meta({ description: "Afterwards the clock runs on from there; left out, it stands still there" }),
  }),
  output: z.object({
    now: z.string(),
    runs: z.int().meta({ description: "How many runs were done on the way" }),
    people: z.int().meta({ description: "For how many people a campaign did something" }),
    mails: z.int().meta({ description: "How many e-mails were sent to people" }),
    expired: z.int().meta({ description: "How many programs expired" }),
    tentative: z.int().meta({ description: "How many runs were still tentative, so that they did not run" }),
  }),
  async run({ engine, scheduler }, { runOn, ...way }) {
    const fixed = await fixedBy(engine);
    if (fixed) throw new Fault(fixed);
    const happened = await moveClock(engine, scheduler, whereTo(engine, way), runOn);
    return { now: toIso(engine.clock.now()), ...happened };
  },
});

/** @throws Fault `clock.howFar`, `value.type`, `clock.far` */
function whereTo(
  { clock, definitions }: Engine,
  { by, to }: { by?: string | undefined; to?: string | undefined },
): Instant {
  if ((by === undefined) === (to === undefined)) throw new Fault(problem("", "clock.howFar"));
  if (by === undefined) return readInstant(to, "to") as Instant;
  const length = parseDuration(by);
  if (!length)
    throw new Fault(
      problem("by", "value.type", {
        value: by.slice(0, 100),
        wanted: "a number and a unit such as 2 days",
      }),
    );
  // Nobody can reckon with as many years as can be written.
  if (length.unit === "year" && length.count > 1)
    throw new Fault(problem("by", "clock.far", { days: LONGEST_DAYS }));
  return shiftInstant(clock.now(), length, 1, definitions.catalog.calendar.zone);
}
