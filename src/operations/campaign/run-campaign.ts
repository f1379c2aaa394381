import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { audience } from "#engine/audience.ts";
import { planRun, runnable } from "#engine/runs.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { readInstant } from "../instant.ts";
import { readRuns, runShape, type RunShape } from "../run/run-shape.ts";

/** Takes a batch campaign's people through its flow, now or at a time. Now needs a second word: the number of people. */
export const runCampaign = defineOperation({
  id: "run-campaign",
  noun: "campaign",
  verb: "run",
  method: "POST",
  path: "/api/campaigns/:campaign/runs",
  summary: "Run a batch campaign now, or plan a run for a later time",
  effect: "write",
  goesOn: { show: "show-run", as: "run", while: ["scheduled", "starting", "running"], unless: "at" },
  errors: [
    "campaign.confirm",
    "campaign.notBatch",
    "campaign.noRules",
    "campaign.noSteps",
    "run.past",
    "run.tooSoon",
    "run.tooFar",
  ],
  input: z.strictObject({
    campaign: key("campaign"),
    at: z.string().optional().meta({ description: "When, as 2027-05-31T09:00:00Z; left out: now" }),
    confirm: z.coerce.number().int().optional().meta({
      description: "For a run now: how many people it will take; asked without it, the answer says how many",
    }),
  }),
  output: runShape,
  async run({ engine, actor, scheduler }, input): Promise<RunShape> {
    const campaign = await runnable(engine, engine.db, await findId(engine.db, "campaign", input.campaign));
    const at = readInstant(input.at, "at");
    const id = await planRun(engine, campaign, at, actor, async () => {
      const { qualified } = await audience(engine, campaign);
      if (at === undefined && input.confirm !== qualified)
        throw new Fault(problem("confirm", "campaign.confirm", { count: qualified }));
    });
    scheduler.ring();
    return (await readRuns(engine.db, { id, limit: 1 }))[0] as RunShape;
  },
});
