import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { flowSchema, type Flow } from "#domain/flow.ts";
import { insideCounts } from "#engine/inside.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { numberSchema } from "../number.ts";

const version = z.object({
  number: z.int(),
  createdOn: z.string(),
  askedBy: z.string().nullable().meta({ description: "Who saved it, where that is known" }),
  flowChanged: z.boolean().meta({ description: "Else only its smart list is another" }),
  inside: z.int().meta({ description: "How many people are in the flow as it says" }),
  flow: flowSchema,
});

/** What a campaign's flow has been. */
export const listVersions = defineOperation({
  id: "list-versions",
  noun: "campaign",
  verb: "versions",
  method: "GET",
  path: "/api/campaigns/:campaign/versions",
  summary:
    "List the versions of a campaign, newest first: when and by whom each was saved, and how many people are in it",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({
    campaign: key("campaign"),
    before: numberSchema
      .optional()
      .meta({ description: "Versions with a smaller number: the answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({ versions: z.array(version), next: z.int().nullable() }),
  shown: ({ versions, next }) => ({
    versions: versions.map(({ flow, createdOn, ...one }) => ({
      number: one.number,
      on: createdOn,
      askedBy: one.askedBy,
      flowChanged: one.flowChanged,
      inside: one.inside,
      steps: flow.steps.length,
    })),
    next,
  }),
  async run({ engine }, { campaign, before, limit }) {
    const id = await findId(engine.db, "campaign", campaign);
    const inside = Map.groupBy(await insideCounts(engine, id), (one) => one.version);
    const rows = await engine.db.rows<Row>(sql`
      select v.number, v.created_on as "createdOn", v.flow, v.flow is distinct from (select flow from campaign_version o where o.campaign_id = v.campaign_id and o.number = v.number - 1) as "flowChanged",
        (select a.actor from audit_event a where a.object = 'campaign' and a.object_id = ${String(id)}
          and (v.number = 1 and a.action = 'create' or a.action in ('modify flow', 'modify smart list') and (a.detail ->> 'version')::integer = v.number)
          order by a.occurred_on, a.id limit 1) as "askedBy"
      from campaign_version v where v.campaign_id = ${id}::integer and v.number < ${before ?? 2_147_483_647}::integer
      order by v.number desc limit ${limit}`);
    return {
      versions: rows.map(({ createdOn, ...row }) => ({
        ...row,
        createdOn: toIso(createdOn),
        inside: (inside.get(row.number) ?? []).reduce((all, one) => all + one.people, 0),
      })),
      next: rows.length === limit ? (rows.at(-1)?.number ?? null) : null,
    };
  },
});

interface Row {
  readonly number: number;
  readonly createdOn: Instant;
  readonly askedBy: string | null;
  readonly flowChanged: boolean;
  readonly flow: Flow;
}
