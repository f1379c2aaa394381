import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { campaignLog } from "#engine/campaign-log.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { logLine, readTypes, resultInput, shownLine, typesInput } from "../log-line.ts";
import { numberSchema } from "../number.ts";

/** What a campaign did, newest first. */
export const showCampaignLog = defineOperation({
  id: "show-campaign-log",
  noun: "campaign",
  verb: "log",
  method: "GET",
  path: "/api/campaigns/:campaign/log",
  summary: "Page through the activities of a campaign, newest first: of all its runs, or of one",
  effect: "read",
  errors: ["not.found", "activity.type"],
  input: z.strictObject({
    campaign: key("campaign"),
    run: numberSchema.optional().meta({ description: "Only of this run" }),
    types: typesInput,
    result: resultInput,
    before: z.coerce
      .number()
      .int()
      .optional()
      .meta({ description: "Activities with a smaller number: the answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({
    lines: z.array(logLine.extend({ person: z.int(), email: z.string().nullable() })),
    next: z.int().nullable(),
  }),
  shown: ({ lines, next }, { language }) => ({
    lines: lines.map((line) => {
      const { on, activity, about, result } = shownLine(line, language);
      return { on, person: line.email ?? line.person, activity, about, step: line.step, result };
    }),
    next,
  }),
  async run({ engine }, { campaign, run, types, result, before, limit }) {
    const { catalog } = engine.definitions;
    const lines = await campaignLog(engine.db, catalog, await findId(engine.db, "campaign", campaign), {
      run,
      types: readTypes(catalog, types),
      result,
      before,
      limit,
    });
    return {
      lines: lines.map((one) => ({ ...one, occurredOn: toIso(one.occurredOn) })),
      next: lines.length === limit ? Number(lines.at(-1)?.id) : null,
    };
  },
});
