import { hour, micros, toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Pair } from "./admit.ts";
import type { Refusal } from "./refusal.ts";
import type { Hold } from "./shard.ts";
import { notify } from "./notification.ts";
import { triggerValues } from "./trigger-values.ts";

/** How many campaigns may stand in a chain of causes. */
export const DEEPEST = 20;
/** How often in an hour a person may enter a campaign whose own doing it is. */
export const MOST_PER_HOUR = 30;

/**
 * Stops campaigns that set themselves off (behaviour §3.10): a chain of causes more than 20 campaigns long is refused;
 * a person who comes round to the same campaign more than 30 times in an hour is held back there, the event kept until
 * somebody releases or drops it.
 */
export async function withoutLoops(
  hold: Hold,
  pairs: readonly Pair[],
): Promise<{ passed: Pair[]; refused: Refusal[] }> {
  if (pairs.every(({ event }) => event.depth === 0)) return { passed: [...pairs], refused: [] };
  const tooDeep = pairs.filter(({ event }) => event.depth > DEEPEST);
  const rest = pairs.filter(({ event }) => event.depth <= DEEPEST);
  const round = rest.filter(({ event, listener }) => event.chain.includes(listener.version.campaign.id));
  const held = round.length > 0 ? await tooOften(hold, round) : new Set<Pair>();
  await keep(hold, [...held]);
  for (const { listener } of firstOfEach(tooDeep))
    await notify(hold.tx, hold.at, "loop_guard", listener.version.campaign.name, {
      campaign: listener.version.campaign.id,
    });
  return {
    passed: rest.filter((pair) => !held.has(pair)),
    refused: [...tooDeep, ...held].map((pair) => ({ ...pair, reason: "loop_guard" as const })),
  };
}

const firstOfEach = (pairs: readonly Pair[]): Pair[] => [
  ...new Map(pairs.map((pair) => [pair.listener.version.campaign.id, pair])).values(),
];

/** Those of these pairs that came round too often, or that are held back already. */
async function tooOften(hold: Hold, pairs: readonly Pair[]): Promise<Set<Pair>> {
  const rows = await hold.tx.rows<{ ord: number }>(sql`
    select q.ord::integer from unnest(${pairs.map(({ event }) => event.shard)}::smallint[],
      ${pairs.map(({ listener }) => listener.version.campaign.id)}::integer[], ${pairs.map(({ event }) => event.personId)}::bigint[])
      with ordinality as q (shard, campaign_id, person_id, ord)
    where exists (select from held_event h where h.shard = q.shard and h.campaign_id = q.campaign_id and h.person_id = q.person_id)
      or (select count(*) from campaign_run r join entry e on e.run_id = r.id
          where r.campaign_id = q.campaign_id and e.shard = q.shard and e.person_id = q.person_id
            and e.entered_on > ${toIso(micros(hold.at - hour))}::timestamptz and q.campaign_id = any(e.chain)) >= ${MOST_PER_HOUR}`);
  return new Set(rows.map(({ ord }) => pairs[ord - 1] as Pair));
}

async function keep(hold: Hold, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const values = await triggerValues(hold, pairs);
  await hold.tx.rows(sql`
    insert into held_event (shard, campaign_id, person_id, activity_id, depth, chain, trigger, held_on)
    select shard, campaign_id, person_id, activity_id, depth, string_to_array(chain, ',')::integer[], trigger, ${toIso(hold.at)}::timestamptz
    from unnest(${pairs.map(({ event }) => event.shard)}::smallint[], ${pairs.map(({ listener }) => listener.version.campaign.id)}::integer[],
      ${pairs.map(({ event }) => event.personId)}::bigint[], ${pairs.map(({ event }) => event.id)}::bigint[],
      ${pairs.map(({ event }) => event.depth)}::smallint[], ${pairs.map(({ event }) => event.chain.join(","))}::text[],
      ${pairs.map(({ event }) => (values.has(event.id) ? JSON.stringify(values.get(event.id)) : null))}::jsonb[])
      as h (shard, campaign_id, person_id, activity_id, depth, chain, trigger)`);
  for (const { event, listener } of pairs)
    await notify(hold.tx, hold.at, "loop_held", listener.version.campaign.name, {
      campaign: listener.version.campaign.id,
      person: event.personId,
    });
}
