import { z } from "zod";
import { flowSchema } from "#domain/flow.ts";
import { modeOf } from "#domain/mode.ts";
import { rulesSchema } from "#domain/rules.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { blocking, runnable } from "#engine/runs.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { warningsOf } from "#vocabulary/warnings.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { warnOfUnknownEmails } from "../unknown-emails.ts";
import { problemShape, sentencesIn } from "./campaign-shape.ts";

/** What would keep a campaign from running if it were saved so, and what is allowed and probably not meant. */
export const checkCampaign = defineOperation({
  id: "check-campaign",
  noun: "campaign",
  verb: "check",
  method: "POST",
  path: "/api/campaigns/:campaign/check",
  summary:
    "Check a campaign, or what you are about to save of it: what keeps it from running, and what is probably not meant; nothing is changed",
  effect: "read",
  input: z.strictObject({
    campaign: key("campaign"),
    rules: rulesSchema.optional(),
    flow: flowSchema.optional(),
  }),
  output: z.object({
    campaign: z.string(),
    problems: z.array(problemShape).meta({ description: "Everything that keeps it from running" }),
    warnings: z.array(problemShape).meta({
      description: "Steps nobody comes to, loops, orders that chance decides, e-mails that are not there",
    }),
  }),
  async run({ engine, language }, { campaign, rules, flow }) {
    const id = await findId(engine.db, "campaign", campaign);
    await currentDefinitions(engine);
    const { name, executable, version } = await runnable(engine, engine.db, id);
    const { catalog } = engine.definitions;
    const place = { catalog, folder: version.campaign.folder };
    const written = { ...version, rules: rules ?? version.rules, flow: flow ?? version.flow };
    const mode = modeOf(written.rules, executable);
    const resolved = {
      ...written,
      rules: checkRules(written.rules, { ...place, path: "rules", within: "list", trail: [] }).value,
      flow: checkFlow(written.flow, mode, { ...place, path: "flow" }).value,
    };
    const active = engine.definitions.listeners.map((listener) => listener.version);
    return {
      campaign: name,
      problems: blocking(engine, written, version.campaign.folder, mode).map(sentencesIn(language)),
      warnings: [
        ...(await warnOfUnknownEmails(engine, resolved)),
        ...warningsOf(resolved, active, catalog, engine.clock.now(), "flow"),
      ].map(sentencesIn(language)),
    };
  },
});
