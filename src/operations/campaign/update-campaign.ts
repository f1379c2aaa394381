import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { priorities } from "#domain/priority.ts";
import { qualificationSchema } from "#domain/qualification.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { named, nameSchema } from "../name.ts";
import { peopleLimitSchema } from "../number.ts";
import {
  blockOverLimitSchema,
  campaignShape,
  prioritySchema,
  readCampaigns,
  type CampaignShape,
} from "./campaign-shape.ts";

export const updateCampaign = defineOperation({
  id: "update-campaign",
  noun: "campaign",
  verb: "update",
  method: "PATCH",
  path: "/api/campaigns/:campaign",
  summary:
    "Change a campaign's name, description, qualification rule, person limit, priority or communication limits",
  effect: "write",
  errors: ["name.taken", "not.found"],
  input: z.strictObject({
    campaign: key("campaign"),
    name: nameSchema.optional(),
    description: z.string().max(2000).nullable().optional(),
    qualification: qualificationSchema.optional(),
    personLimit: peopleLimitSchema.nullable().optional(),
    priority: prioritySchema.nullable().optional(),
    blockOverLimit: blockOverLimitSchema.optional(),
  }),
  output: campaignShape,
  async run({ engine, actor }, { campaign, ...change }): Promise<CampaignShape> {
    const id = await findId(engine.db, "campaign", campaign);
    const now = engine.clock.now();
    await named("campaign", change.name ?? "", () =>
      changeDefinitions(engine, async (tx) => {
        await tx.rows(sql`update campaign set updated_on = ${toIso(now)}::timestamptz, name = coalesce(${change.name ?? null}, name),
          description = case when ${change.description !== undefined} then ${change.description ?? null} else description end,
          qualification = coalesce(${change.qualification ? JSON.stringify(change.qualification) : null}::jsonb, qualification),
          class = case when ${change.priority !== undefined} then ${change.priority ? priorities.indexOf(change.priority) : null}::smallint else class end,
          block_over_limit = coalesce(${change.blockOverLimit ?? null}::boolean, block_over_limit),
          person_limit = case when ${change.personLimit !== undefined} then ${change.personLimit ?? null}::integer else person_limit end
          where id = ${id}`);
        await audit(tx, now, actor, "edit", "campaign", id, change);
      }),
    );
    return (await readCampaigns(engine, engine.db, { id, limit: 1 }))[0] as CampaignShape;
  },
});
