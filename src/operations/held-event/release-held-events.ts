import { z } from "zod";
import { releaseHeld } from "#engine/held.ts";
import { defineOperation } from "../define.ts";

export const releaseHeldEvents = defineOperation({
  id: "release-held-events",
  noun: "held-event",
  verb: "release",
  method: "POST",
  path: "/api/held-events/release",
  summary: "Let held events through: the people enter now, if the qualification rule allows",
  effect: "write",
  input: z.strictObject({ events: z.array(z.coerce.number().int()).min(1).max(1000) }),
  output: z.object({ entered: z.int() }),
  async run({ engine, scheduler }, { events }) {
    const entered = await releaseHeld(engine, events);
    scheduler.ring();
    return { entered };
  },
});
