import { causedBy, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { requestCampaign as activity } from "../activities/request-campaign.ts";
import { defineAction } from "../define.ts";
import { leftOut, outcome } from "../outcome.ts";

/** Asks another campaign to take people in; this flow goes on at once (behaviour §3.6). */
export const requestCampaign = defineAction({
  name: "request-campaign",
  label: { en: "Request Campaign", fr: "Demander une campagne" },
  also: ["Demander la campagne"],
  category: "control",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  parameters: [
    {
      name: "campaign",
      label: { en: "Campaign", fr: "Campagne" },
      type: "campaign",
      required: true,
      campaigns: ["trigger"],
    },
  ],
  records: () => activity,
  asset: (args) => Number(args["campaign"]),
  check(args, { catalog, path }) {
    const campaign = catalog.campaigns.get(Number(args["campaign"]));
    return !campaign || campaign.requestable
      ? []
      : [
          causedBy(
            "campaign",
            campaign,
            problem(`${path}.campaign`, "campaign.notRequestable", { name: campaign.name }),
          ),
        ];
  },
  apply(args, cohort) {
    const id = Number(args["campaign"]);
    const active = cohort.catalog.campaigns.get(id)?.active ?? false;
    return {
      parts: [],
      outcome: outcome(
        sql`c`,
        {
          asset: sql`${id}::integer`,
          ...(active ? {} : { result: sql`1`, reason: sql`'campaign_inactive'` }),
          ...(cohort.trial?.others === false ? leftOut : {}),
        },
        cohort.from,
      ),
    };
  },
  examples: [
    {
      says: { en: "Request the campaign Welcome", fr: "Demander la campagne Bienvenue" },
      args: { campaign: "Welcome" },
    },
  ],
});
