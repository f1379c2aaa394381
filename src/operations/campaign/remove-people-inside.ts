import { z } from "zod";
import { takeOut } from "#engine/inside.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { whomInput, whomOf } from "./whom.ts";

/** Takes people out of a flow. */
export const removePeopleInside = defineOperation({
  id: "remove-people-inside",
  noun: "campaign",
  verb: "remove",
  method: "POST",
  path: "/api/campaigns/:campaign/inside/remove",
  summary: "Take people out of a campaign where they stand; that they were in it stays",
  effect: "destroy",
  errors: ["person.unknown", "call.whom"],
  input: z.strictObject({ campaign: key("campaign"), ...whomInput }),
  output: z.object({ removed: z.int() }),
  async run({ engine, actor, scheduler }, input) {
    const id = await findId(engine.db, "campaign", input.campaign);
    const whom = await whomOf(engine, input);
    const removed = await takeOut(engine, id, whom, "removed");
    await audit(engine.db, engine.clock.now(), actor, "remove", "campaign", id, { removed });
    scheduler.ring();
    return { removed };
  },
});
