import { z } from "zod";
import { dropHeld } from "#engine/held.ts";
import { defineOperation } from "../define.ts";

export const dropHeldEvents = defineOperation({
  id: "drop-held-events",
  noun: "held-event",
  verb: "drop",
  method: "POST",
  path: "/api/held-events/drop",
  summary: "Forget held events for good",
  effect: "destroy",
  input: z.strictObject({ events: z.array(z.coerce.number().int()).min(1).max(1000) }),
  output: z.object({ dropped: z.int() }),
  run: async ({ engine }, { events }) => ({ dropped: await dropHeld(engine, events) }),
});
