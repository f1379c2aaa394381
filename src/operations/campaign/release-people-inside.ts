import { z } from "zod";
import { release } from "#engine/inside.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { whomInput, whomOf } from "./whom.ts";

/** Ends their waits. */
export const releasePeopleInside = defineOperation({
  id: "release-people-inside",
  noun: "campaign",
  verb: "release",
  method: "POST",
  path: "/api/campaigns/:campaign/inside/release",
  summary: "Let people who wait inside a campaign go on now",
  effect: "write",
  errors: ["person.unknown", "call.whom"],
  input: z.strictObject({ campaign: key("campaign"), ...whomInput }),
  output: z.object({ released: z.int() }),
  async run({ engine, actor, scheduler }, input) {
    const id = await findId(engine.db, "campaign", input.campaign);
    const whom = await whomOf(engine, input);
    const released = await release(engine, id, whom);
    await audit(engine.db, engine.clock.now(), actor, "release", "campaign", id, { released });
    scheduler.ring();
    return { released };
  },
});
