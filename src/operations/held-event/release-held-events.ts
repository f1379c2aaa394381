import { z } from "zod";
import { releaseHeld } from "#engine/held.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { whichInput, whichOf } from "./which.ts";

export const releaseHeldEvents = defineOperation({
  id: "release-held-events",
  noun: "held-event",
  verb: "release",
  method: "POST",
  path: "/api/held-events/release",
  summary:
    "Let held events through: the people enter now, if the qualification rule allows; those of a campaign that is not active stay",
  effect: "write",
  errors: ["call.whichEvents"],
  input: z.strictObject(whichInput),
  output: z.object({ entered: z.int() }),
  async run({ engine, scheduler, actor }, input) {
    let entered = 0;
    for await (const events of whichOf(engine, input)) entered += await releaseHeld(engine, events);
    await audit(engine.db, engine.clock.now(), actor, "release", "held event", input.campaign ?? "", {
      entered,
    });
    scheduler.ring();
    return { entered };
  },
});
