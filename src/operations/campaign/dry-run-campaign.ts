import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault } from "#kernel/fault.ts";
import { results } from "#domain/source.ts";
import { dryRun, type StepCount } from "#engine/dry-run.ts";
import { audience } from "#engine/audience.ts";
import { runnable } from "#engine/runs.ts";
import { THROUGH } from "#engine/step.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

const MOST = 20_000;

/** What the real campaign would do to the real people. */
export const dryRunCampaign = defineOperation({
  id: "dry-run-campaign",
  noun: "campaign",
  verb: "dry-run",
  method: "POST",
  path: "/api/campaigns/:campaign/dry-run",
  summary:
    "Count what the campaign would do to those who would enter now, step by step and choice by choice; nothing is changed",
  effect: "read",
  errors: ["campaign.noRules", "campaign.noSteps"],
  input: z.strictObject({
    campaign: key("campaign"),
    people: z.coerce
      .number()
      .int()
      .min(1)
      .max(MOST)
      .default(1000)
      .meta({
        description: `On how many it is tried, up to ${MOST}: all who would enter, if they are not more, else a sample`,
      }),
  }),
  output: z.object({
    matched: z.int().meta({ description: "How many match; of a trigger campaign, its filters" }),
    qualified: z.int().meta({ description: "How many of them may enter" }),
    asked: z.int().meta({ description: "On how many of these it was tried" }),
    asOf: z.string(),
    counts: z.array(
      z.object({
        step: z.int(),
        action: z.string(),
        choice: z.int().meta({ description: "0 is the default" }),
        result: z.string().meta({
          description: "`through`: all who come through; what is missing to them had nothing to change",
        }),
        reason: z.string().nullable(),
        people: z.int(),
      }),
    ),
    setsOff: z
      .array(z.object({ campaign: z.string(), people: z.int() }))
      .meta({ description: "Other campaigns that would let people in because of it, at once" }),
  }),
  async run({ engine }, { campaign: named, people }) {
    const campaign = await runnable(engine, engine.db, await findId(engine.db, "campaign", named));
    if (campaign.problems.length > 0) throw new Fault(campaign.problems);
    const { matched, qualified } = await audience(engine, campaign);
    const { asked, counts, setsOff, asOf } = await dryRun(engine, campaign, people);
    const { steps } = campaign.version.flow;
    const place = (count: StepCount): number => steps.findIndex(({ id }) => id === count.step);
    return {
      matched,
      qualified,
      asked,
      asOf: toIso(asOf),
      counts: counts
        .toSorted(
          (a, b) =>
            place(a) - place(b) ||
            a.choice - b.choice ||
            a.result - b.result ||
            (a.reason < b.reason ? -1 : 1),
        )
        .map((count) => ({
          step: place(count) + 1,
          action: actions.get(steps[place(count)]?.action ?? "")?.label.en ?? "",
          choice: count.choice,
          result: count.result === THROUGH ? "through" : (results[count.result] ?? ""),
          reason: count.reason || null,
          people: count.people,
        })),
      setsOff: [...setsOff].map(([id, many]) => ({
        campaign: engine.definitions.catalog.campaigns.get(id)?.name ?? String(id),
        people: many,
      })),
    };
  },
});
