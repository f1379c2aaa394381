import { z } from "zod";
import { dropHeld } from "#engine/held.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { whichInput, whichOf } from "./which.ts";

export const dropHeldEvents = defineOperation({
  id: "drop-held-events",
  noun: "held-event",
  verb: "drop",
  method: "POST",
  path: "/api/held-events/drop",
  summary: "Forget held events for good",
  effect: "destroy",
  errors: ["call.whichEvents"],
  input: z.strictObject(whichInput),
  output: z.object({ dropped: z.int() }),
  async run({ engine, actor }, input) {
    let dropped = 0;
    for await (const events of whichOf(engine, input)) dropped += await dropHeld(engine, events);
    await audit(engine.db, engine.clock.now(), actor, "drop", "held event", input.campaign ?? "", {
      dropped,
    });
    return { dropped };
  },
});
