import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { moveClock } from "#engine/clock-move.ts";
import { defineOperation } from "../define.ts";
import { readInstant } from "../instant.ts";
import { mayMoveClock } from "./may-move.ts";

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
  errors: ["clock.fixed", "clock.back", "clock.far", "clock.moving"],
  input: z.strictObject({
    to: z.string().meta({ description: "As 2027-05-31T09:00:00Z" }),
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
  }),
  async run({ engine, scheduler }, { to, runOn }) {
    if (!(await mayMoveClock(engine))) throw new Fault(problem("to", "clock.fixed"));
    const happened = await moveClock(engine, scheduler, readInstant(to, "to") as Instant, runOn);
    return { now: toIso(engine.clock.now()), ...happened };
  },
});
