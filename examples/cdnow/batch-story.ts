import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { showAudience } from "#operations/campaign/show-audience.ts";
import { showRun } from "#operations/run/show-run.ts";
import { createList } from "#operations/static-list/create-list.ts";
import type { Shop } from "./shop.ts";

/** Everybody who bought at least twice and not since New Year goes through three data steps. */
export async function batchStory(shop: Shop): Promise<{ campaign: number; qualified: number; done: number }> {
  await createList.run(shop, createList.input.parse({ name: "Win back" }));
  const campaign = await createCampaign.run(
    shop,
    createCampaign.input.parse({
      name: "Win back",
      rules: {
        filters: [
          { filter: "purchase", operator: "is any", times: 2 },
          {
            filter: "purchase",
            operator: "is any",
            not: true,
            constraints: [{ attribute: "date", operator: "on or after", values: ["1998-01-01"] }],
          },
        ],
      },
      flow: {
        steps: [
          { action: "change-score", args: { field: "Person Score", change: "-10" } },
          { action: "change-data-value", args: { field: "Person Status", value: "Lapsed" } },
          { action: "add-to-list", args: { list: "Win back" } },
        ],
      },
    }),
  );
  const named = { campaign: String(campaign.id) };
  const { qualified } = await showAudience.run(shop, named);
  const run = await runCampaign.run(shop, { ...named, confirm: qualified });
  await shop.scheduler.quiet();
  const { counts } = await showRun.run(shop, { run: run.id });
  const last = counts.filter((one) => one.step === 3 && one.result === "succeeded");
  return { campaign: campaign.id, qualified, done: last.reduce((sum, one) => sum + one.people, 0) };
}
