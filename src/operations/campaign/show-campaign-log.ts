import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { campaignLog } from "#engine/campaign-log.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { logLine, readTypes, logPartInput, shownLine, typesInput } from "../log-line.ts";

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
    ...logPartInput,
    types: typesInput,
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
  async run({ engine }, { campaign, types, before, limit, ...part }) {
    const { catalog } = engine.definitions;
    const lines = await campaignLog(engine.db, catalog, await findId(engine.db, "campaign", campaign), {
      ...part,
      types: readTypes(catalog, types),
      before,
      limit,
    });
    return {
      lines: lines.map((one) => ({ ...one, occurredOn: toIso(one.occurredOn) })),
      next: lines.length === limit ? Number(lines.at(-1)?.id) : null,
    };
  },
});
