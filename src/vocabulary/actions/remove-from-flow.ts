import { sql } from "#kernel/sql.ts";
import { removeFromFlow as activity } from "../activities/remove-from-flow.ts";
import { defineAction } from "../define.ts";
import { leftOut, outcome } from "../outcome.ts";

/** Takes people out of the flow of a campaign, this one if none is named: what they stand before never happens (behaviour §3.7). */
export const removeFromFlow = defineAction({
  name: "remove-from-flow",
  label: { en: "Remove from Flow", fr: "Supprimer du flux" },
  also: ["Supprimer des flux"],
  category: "control",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  way: "removes",
  parameters: [
    { name: "campaign", label: { en: "Campaign", fr: "Campagne" }, type: "campaign", required: false },
  ],
  records: () => activity,
  asset: (args) => (args["campaign"] === undefined ? null : Number(args["campaign"])),
  apply(args, cohort) {
    const { own, trial } = cohort;
    const id = args["campaign"] === undefined ? own : Number(args["campaign"]);
    // Whoever takes this step in the named campaign is inside it; of another, its entries tell.
    const inside = sql`exists (select from campaign_run r join entry e on e.shard = c.shard and e.run_id = r.id and e.person_id = c.person_id
      where r.campaign_id = ${id}::integer and (e.due is not null or (r.state in ('running', 'dry') and e.ended_on is null)))`;
    const skipped =
      id === own
        ? {}
        : trial?.others === false
          ? leftOut
          : {
              result: sql`case when ${inside} then 0 else 1 end`,
              reason: sql`case when not ${inside} then 'not_in_flow' end`,
            };
    return { parts: [], outcome: outcome(sql`c`, { asset: sql`${id}::integer`, ...skipped }, cohort.from) };
  },
  examples: [
    { says: { en: "Leave this campaign", fr: "Quitter cette campagne" }, args: {} },
    {
      says: { en: "Leave the campaign Welcome", fr: "Quitter la campagne Bienvenue" },
      args: { campaign: "Welcome" },
    },
  ],
});
