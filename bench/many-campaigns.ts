import { sql } from "#kernel/sql.ts";
import { shardOf } from "#kernel/id.ts";
import { Intake } from "#engine/intake.ts";
import { makeCampaigns, type CampaignText } from "#test/harness/make-campaigns.ts";
import { alternate, figure, ratios, seconds, shown, type Result } from "./measure.ts";
import { makeWorld, type Server, type World } from "./world.ts";

const STATES = ["CA", "NY", "TX", "FL", "WA", "OR", "NV", "IL"];
/** Of 500 active campaigns 450 listen to something else; 50 listen to the event, and of these one lets the person in. */
const OTHERS = 450;
const NEIGHBOURS = 49;

const campaign = (name: string, page: string, filters: CampaignText["filters"]): CampaignText => ({
  name,
  active: true,
  qualification: { rule: "every time" },
  triggers: [{ trigger: "visit-webpage", operator: "is", values: [page] }],
  filters: filters ?? [],
  steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }],
});

const everybody = [{ filter: "field", field: "state", operator: "is", values: STATES }];

/** Single events with one active campaign, and with 500. */
export async function benchManyCampaigns(server: Server, people: number, runs: number): Promise<Result[]> {
  const worlds = {
    one: await makeWorld(await server.database(), people, people),
    many: await makeWorld(await server.database(), people, people),
  };
  await makeCampaigns(worlds.one.engine, [campaign("The one", "/page/17", everybody)]);
  await makeCampaigns(worlds.many.engine, [
    campaign("The one", "/page/17", everybody),
    ...Array.from({ length: OTHERS }, (_, index) =>
      campaign(`Other ${index}`, `/page/${18 + (index % 80)}`, [
        { filter: "field", field: "city", operator: "is", values: [`City ${index}`] },
      ]),
    ),
    ...Array.from({ length: NEIGHBOURS }, (_, index) =>
      campaign(`Neighbour ${index}`, "/page/17", [
        { filter: "field", field: "city", operator: "is", values: [`Nowhere ${index}`] },
      ]),
    ),
  ]);
  const results: Result[] = [];
  for (const [says, atOnce, count] of [
    ["one after the other", 1, 300],
    ["16 at once", 16, 2_000],
  ] as const) {
    const times = await alternate(runs, {
      one: () => seconds(() => send(worlds.one, atOnce, count)),
      many: () => seconds(() => send(worlds.many, atOnce, count)),
    });
    const ratio = figure(ratios(times.many, times.one));
    results.push({
      work: `500 active campaigns, 450 of them not matching, events ${says}`,
      measured: `${shown(ratio)} × the time with one (${((figure(times.many).median / count) * 1000 * atOnce).toFixed(2)} ms per event)`,
      goal: "≤ 3 ×",
      reached: ratio.median <= 3,
      detail: { times },
    });
  }
  await worlds.one.db.close();
  await worlds.many.db.close();
  return results;
}

const intakes = new Map<World, Intake>();

async function send(world: World, atOnce: number, count: number): Promise<void> {
  const intake = intakes.get(world) ?? new Intake(world.engine);
  intakes.set(world, intake);
  const assetId =
    (await world.db.rows<{ id: number }>(sql`select id from asset where name = '/page/17'`))[0]?.id ?? 0;
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) {
        const personId = 1 + Math.floor(Math.random() * world.people);
        await Promise.all(
          intake.record([
            {
              event: {
                shard: shardOf(personId),
                personId,
                typeId: 1,
                assetId,
                value: null,
                attributes: null,
                source: 3,
                occurredOn: null,
              },
            },
          ]),
        );
      }
    }),
  );
}
