import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { THROUGH } from "#engine/step.ts";
import type { Runner } from "#store/db.ts";
import { pageOf } from "../number.ts";
import { defineOperation } from "../define.ts";
import { findWithin, withinInput } from "../folder/find-folder.ts";
import { momentOf } from "../run/run-shape.ts";
import { campaignSummary, readCampaigns, inWords } from "./campaign-shape.ts";

const listed = campaignSummary.extend({
  lastRun: z
    .object({
      id: z.int(),
      startedOn: z.string(),
      entries: z.int().meta({
        description: "How many came to the step that most came to, each as often as they did",
      }),
    })
    .nullable()
    .meta({ description: "Its last batch run, or its last activation" }),
});
type LastRun = z.infer<typeof listed>["lastRun"];

export const listCampaigns = defineOperation({
  id: "list-campaigns",
  noun: "campaign",
  verb: "list",
  method: "GET",
  path: "/api/campaigns",
  summary: "List smart campaigns with their mode and status",
  effect: "read",
  input: z.strictObject({ ...pageOf(500), folder: withinInput }),
  output: z.object({ campaigns: z.array(listed), next: z.int().nullable() }),
  shown: ({ campaigns, next }, { language }) => ({
    campaigns: campaigns.map(({ id, name, label, status, nextRun, program, folder, description }) => {
      return {
        id,
        name,
        mode: inWords(label, language),
        status: inWords(status, language),
        nextRun,
        program,
        folder,
        description,
      };
    }),
    next,
  }),
  async run({ engine }, { after, limit, folder }) {
    const within = await findWithin(engine.db, folder);
    const campaigns = await readCampaigns(engine, engine.db, { after, limit, folder: within });
    const runs = await lastRuns(
      engine.db,
      campaigns.map(({ id }) => id),
    );
    return {
      campaigns: campaigns.map((campaign) => ({
        ...campaignSummary.parse(campaign),
        lastRun: runs.get(campaign.id) ?? null,
      })),
      next: campaigns.length === limit ? (campaigns.at(-1)?.id ?? null) : null,
    };
  },
});

/** The last run of each campaign that has had one: one look into the runs of each, and the counts of that run alone. */
async function lastRuns(runner: Runner, campaigns: readonly number[]): Promise<Map<number, LastRun>> {
  const rows = await runner.rows<{ campaign: number; id: number; started: Instant; entries: number }>(sql`
    with last as (
      select r.* from unnest(${campaigns}::integer[]) c (id) cross join lateral (
        select r.campaign_id as campaign, r.id, r.started_on as started from campaign_run r
        where r.campaign_id = c.id and r.kind in ('batch', 'trigger', 'executable') and r.started_on is not null
        order by ${momentOf} desc, r.id desc limit 1) r),
    came as (
      select n.run_id, n.step, sum(n.people) as people
      from shard s join run_count n on n.shard = s.shard and n.run_id = any(array(select id from last)) and n.result = ${THROUGH}
      group by 1, 2)
    select last.*, coalesce((select max(people) from came where came.run_id = last.id), 0)::integer as entries from last`);
  return new Map(
    rows.map(({ campaign, id, started, entries }) => [campaign, { id, startedOn: toIso(started), entries }]),
  );
}
