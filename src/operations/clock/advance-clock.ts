import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { advanceTo } from "#engine/moved-clock.ts";
import { defineOperation } from "../define.ts";
import { readInstant } from "../instant.ts";

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
  errors: ["clock.fixed", "clock.back"],
  input: z.strictObject({ to: z.string().meta({ description: "As 2027-05-31T09:00:00Z" }) }),
  output: z.object({ now: z.string() }),
  async run({ engine, scheduler }, input) {
    if (process.env["MUSTER_CLOCK"] !== "movable") throw new Fault(problem("to", "clock.fixed"));
    await advanceTo(engine, scheduler, readInstant(input.to, "to") as Instant);
    return { now: toIso(engine.clock.now()) };
  },
});
