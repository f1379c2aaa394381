import { causedBy, problem, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import { executeCampaign as activity } from "../activities/execute-campaign.ts";
import { defineAction } from "../define.ts";
import { outcome } from "../outcome.ts";

/** How many executables may be inside each other. */
const DEEPEST = 3;

/** Takes people through an executable campaign before this flow goes on (behaviour §3.6). */
export const executeCampaign = defineAction({
  name: "execute-campaign",
  label: { en: "Execute Campaign", fr: "Exécuter la campagne" },
  also: ["Lancer la campagne"],
  category: "control",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  way: "executes",
  parameters: [
    {
      name: "campaign",
      label: { en: "Campaign", fr: "Campagne" },
      type: "campaign",
      required: true,
      campaigns: ["executable"],
    },
    {
      name: "context",
      label: {
        en: "Use Parent Campaign Token Context",
        fr: "Utiliser le contexte de jetons de la campagne parente",
      },
      type: "flag",
      required: false,
    },
  ],
  records: () => activity,
  asset: (args) => Number(args["campaign"]),
  check(args, { catalog, path }) {
    const id = Number(args["campaign"]);
    const campaign = catalog.campaigns.get(id);
    if (!campaign) return [];
    if (!campaign.executable)
      return [
        causedBy(
          "campaign",
          campaign,
          problem(`${path}.campaign`, "campaign.notExecutable", { name: campaign.name }),
        ),
      ];
    return nesting(catalog, [id], `${path}.campaign`);
  },
  apply(args, cohort) {
    const entered = cohort.part("entered");
    return {
      parts: [],
      outcome: outcome(
        sql`c`,
        {
          asset: sql`${Number(args["campaign"])}::integer`,
          result: sql`case when n.person_id is null then 1 else 0 end`,
          reason: sql`case when n.person_id is null then 'not_qualified' end`,
          attributes: sql`jsonb_build_object('qualified', n.person_id is not null)`,
        },
        sql`${cohort.from} left join ${entered} n on n.shard = c.shard and n.person_id = c.person_id`,
      ),
    };
  },
  examples: [
    {
      says: {
        en: "Execute the campaign Score Visit with this campaign's tokens",
        fr: "Exécuter la campagne Score Visit avec les jetons de cette campagne",
      },
      args: { campaign: "Score Visit", context: true },
    },
  ],
});

/** What is wrong with the executables a chain of them leads to: too many inside each other, or one inside itself. */
function nesting(catalog: Catalog, chain: readonly number[], path: string): Problem[] {
  const campaign = catalog.campaigns.get(chain.at(-1) ?? 0);
  if (!campaign) return [];
  const wrong = (one: Problem): Problem[] => [causedBy("campaign", campaign, one)];
  if (chain.length > DEEPEST)
    return wrong(problem(path, "execute.tooDeep", { limit: DEEPEST, chain: namesOf(catalog, chain) }));
  for (const step of campaign.executable?.flow.steps ?? []) {
    if (step.action !== "execute-campaign") continue;
    for (const args of [step.args, ...step.choices.map((choice) => choice.args)]) {
      const next = Number(args?.["campaign"]);
      if (chain.includes(next))
        return wrong(problem(path, "execute.cycle", { chain: namesOf(catalog, [...chain, next]) }));
      const found = nesting(catalog, [...chain, next], path);
      if (found.length > 0) return found;
    }
  }
  return [];
}

const namesOf = (catalog: Catalog, chain: readonly number[]): string =>
  chain.map((id) => catalog.campaigns.get(id)?.name ?? String(id)).join(" → ");
