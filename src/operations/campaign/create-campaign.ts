import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { flowSchema, identifySteps } from "#domain/flow.ts";
import { qualificationSchema } from "#domain/qualification.ts";
import { modeOf, rulesSchema } from "#domain/rules.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { createNamedAssets } from "../named-assets.ts";
import { descriptionSchema, named, nameSchema } from "../name.ts";
import { peopleLimitSchema } from "../number.ts";
import { blockOverLimitSchema, campaignShape, readCampaigns, type CampaignShape } from "./campaign-shape.ts";

/** Makes a smart campaign: empty, or whole with smart list, flow and settings. */
export const createCampaign = defineOperation({
  id: "create-campaign",
  noun: "campaign",
  verb: "create",
  method: "POST",
  path: "/api/campaigns",
  summary: "Create a smart campaign, empty or with its smart list, flow and settings",
  effect: "write",
  errors: ["name.taken", "trigger.inExecutable"],
  input: z.strictObject({
    name: nameSchema,
    description: descriptionSchema,
    executable: z
      .boolean()
      .default(false)
      .meta({ description: "Only another campaign's flow can call it; never changes" }),
    rules: rulesSchema.default({ triggers: [], match: "all", filters: [] }),
    flow: flowSchema.default({ steps: [] }),
    qualification: qualificationSchema.default({ rule: "once" }),
    personLimit: peopleLimitSchema.nullable().default(null),
    blockOverLimit: blockOverLimitSchema.optional(),
  }),
  output: campaignShape,
  async run({ engine, actor }, input): Promise<CampaignShape> {
    const { catalog } = engine.definitions;
    const rules = checkRules(input.rules, { catalog, path: "rules", within: "list", trail: [] }).value;
    if (input.executable && rules.triggers.length > 0)
      throw new Fault(problem("rules.triggers", "trigger.inExecutable"));
    const flow = identifySteps(
      checkFlow(input.flow, modeOf(rules, input.executable), catalog).value,
      undefined,
    );
    const now = engine.clock.now();
    const at = sql`${toIso(now)}::timestamptz`;
    const id = await named("campaign", input.name, () =>
      changeDefinitions(engine, async (tx) => {
        await createNamedAssets(tx, catalog, rules);
        const [row] = await tx.rows<{
          id: number;
        }>(sql`insert into campaign (name, description, executable, qualification, person_limit, block_over_limit, created_on, updated_on)
          values (${input.name}, ${input.description ?? null}, ${input.executable}, ${JSON.stringify(input.qualification)}::jsonb, ${input.personLimit},
            coalesce(${input.blockOverLimit ?? null}::boolean, (select value::boolean from setting where name = 'block_over_limit')), ${at}, ${at}) returning id`);
        const made = row?.id as number;
        await tx.rows(sql`with v as (insert into campaign_version (campaign_id, number, rules, flow, created_on)
            values (${made}, 1, ${JSON.stringify(rules)}::jsonb, ${JSON.stringify(flow)}::jsonb, ${at}) returning id)
          update campaign set version_id = v.id from v where campaign.id = ${made}`);
        if (input.executable)
          await tx.rows(sql`insert into campaign_run (campaign_id, kind, state, scheduled_for, started_on, asked_by)
            values (${made}, 'executable', 'active', ${at}, ${at}, ${actor})`);
        await audit(tx, now, actor, "create", "campaign", made, { name: input.name });
        return made;
      }),
    );
    return (await readCampaigns(engine, engine.db, { id, limit: 1 }))[0] as CampaignShape;
  },
});
