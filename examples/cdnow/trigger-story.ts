import { instantFromIso } from "#kernel/clock.ts";
import { stopClockAt } from "#engine/moved-clock.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { recordActivities } from "#operations/activity/record-activities.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { members, type Purchase, type Shop } from "./shop.ts";

/** The most events of one call. */
const MOST = 1_000;

/** Each customer's first purchase of 100 USD or more lets them in, the moment it happens. */
export async function triggerStory(
  shop: Shop,
  purchases: readonly Purchase[],
  tell: (line: string) => void,
): Promise<{ campaign: number; entered: number }> {
  await createList.run(shop, createList.input.parse({ name: "Big spenders" }));
  const campaign = await createCampaign.run(
    shop,
    createCampaign.input.parse({
      name: "Big spender",
      rules: { triggers: [{ trigger: "purchase", operator: "at least", values: [100] }] },
      flow: {
        steps: [
          { action: "change-score", args: { field: "Person Score", change: "+25" } },
          {
            action: "interesting-moment",
            args: { type: "Milestone", description: "Bought for {{trigger.Name}} USD on {{system.date}}" },
          },
          { action: "add-to-list", args: { list: "Big spenders" } },
        ],
      },
    }),
  );
  await activateCampaign.run(shop, { campaign: String(campaign.id) });
  const days = Map.groupBy(purchases, (one) => one.on);
  let done = 0;
  for (const day of [...days.keys()].toSorted()) {
    await stopClockAt(shop.engine, instantFromIso(`${day}T12:00:00Z`));
    await replay(shop, days.get(day) ?? []);
    done += days.get(day)?.length ?? 0;
    if (day.endsWith("-01"))
      tell(
        `${day}: ${done.toLocaleString("en")} purchases, ${(await members(shop, campaign.id)).toLocaleString("en")} big spenders`,
      );
  }
  return { campaign: campaign.id, entered: await members(shop, campaign.id) };
}

async function replay(shop: Shop, purchases: readonly Purchase[]): Promise<void> {
  for (let from = 0; from < purchases.length; from += MOST) {
    const activities = purchases.slice(from, from + MOST).map((one) => ({
      person: one.customer,
      type: "purchase",
      primary: one.amount,
      attributes: { quantity: one.quantity },
    }));
    const answer = await recordActivities.run(shop, { key: "customer_number", activities });
    const refused = answer.activities.filter((one) => one.id === null);
    if (refused.length > 0) throw new Error(JSON.stringify(refused[0]));
  }
}
