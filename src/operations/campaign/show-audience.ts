import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { audience, mailBlocks } from "#engine/audience.ts";
import { runnable } from "#engine/runs.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

/** Who would take part if it ran now. */
export const showAudience = defineOperation({
  id: "show-audience",
  noun: "campaign",
  verb: "audience",
  method: "GET",
  path: "/api/campaigns/:campaign/audience",
  summary: "Count who would take part in a batch run now: who matches, and who of them may enter",
  effect: "read",
  input: z.strictObject({ campaign: key("campaign") }),
  output: z.object({
    matched: z.int(),
    alreadyEntered: z.int(),
    qualified: z.int(),
    blocked: z
      .array(z.object({ reason: z.string(), people: z.int() }))
      .meta({ description: "How many of the qualified a marketing mail would not reach, and why" }),
    asOf: z.string(),
  }),
  async run({ engine }, input) {
    const campaign = await runnable(engine, engine.db, await findId(engine.db, "campaign", input.campaign));
    const asOf = toIso(engine.clock.now());
    const { matched, qualified } = await audience(engine, campaign);
    const blocked = await mailBlocks(engine, campaign);
    return { matched, alreadyEntered: matched - qualified, qualified, blocked, asOf };
  },
});
