import { sql } from "#kernel/sql.ts";
import type { Engine } from "./engine.ts";
import { letIn } from "./let-in.ts";
import { holdShards } from "./shard.ts";

/** An event that a loop guard keeps back. */
export interface HeldEvent {
  readonly id: number;
  readonly shard: number;
  readonly personId: number;
  readonly email: string | null;
  readonly campaignId: number;
  readonly campaign: string;
  readonly activityId: number;
  readonly depth: number;
  readonly heldOn: number;
}

/** A page of them by their number, of one campaign or of all. */
export function heldEvents(
  engine: Engine,
  { campaignId = null, after, limit }: { campaignId?: number | null; after: number; limit: number },
): Promise<HeldEvent[]> {
  return engine.db
    .rows<HeldEvent>(sql`select h.id, h.shard, h.person_id as "personId", p.email, h.campaign_id as "campaignId", c.name as campaign,
    h.activity_id as "activityId", h.depth, h.held_on as "heldOn" from held_event h join campaign c on c.id = h.campaign_id
    left join person p on p.shard = h.shard and p.id = h.person_id
    where h.id > ${after} and (${campaignId}::integer is null or h.campaign_id = ${campaignId}::integer) order by h.id limit ${limit}`);
}

/** The numbers of some that are held before a campaign, the oldest first. */
export async function heldNumbers(
  engine: Engine,
  campaignId: number,
  after: number,
  limit: number,
): Promise<number[]> {
  const rows = await engine.db.rows<{ id: number }>(
    sql`select id from held_event where campaign_id = ${campaignId} and id > ${after} order by id limit ${limit}`,
  );
  return rows.map((row) => row.id);
}

/** Forgets held events; gives how many there were. */
export async function dropHeld(engine: Engine, ids: readonly number[]): Promise<number> {
  return (
    await engine.db.rows(sql`delete from held_event where id = any(${[...ids]}::bigint[]) returning id`)
  ).length;
}

/**
 * Lets held events through, as if they happened now: the chain of causes starts anew. Filters were judged when they
 * were held; the qualification rule is asked again. Those of a campaign that is not active stay. Gives how many people
 * entered.
 */
export async function releaseHeld(engine: Engine, ids: readonly number[]): Promise<number> {
  const shards = await engine.db.rows<{ shard: number }>(
    sql`select distinct shard from held_event where id = any(${[...ids]}::bigint[]) order by shard`,
  );
  let entered = 0;
  for (const { shard } of shards) entered += await releaseOf(engine, shard, ids);
  return entered;
}

function releaseOf(engine: Engine, shard: number, ids: readonly number[]): Promise<number> {
  return holdShards(engine, "record", [shard], async (hold) => {
    const { listeners } = hold.definitions;
    const rows = await hold.tx.rows<{
      personId: number;
      campaignId: number;
      activityId: number;
      trigger: Record<string, unknown> | null;
    }>(sql`
      delete from held_event where shard = ${shard}::smallint and id = any(${[...ids]}::bigint[])
        and campaign_id = any(${listeners.map(({ version }) => version.campaign.id)}::integer[])
      returning person_id as "personId", campaign_id as "campaignId", activity_id as "activityId", trigger`);
    const values = new Map(rows.map((row) => [row.activityId, row.trigger ?? {}]));
    const pairs = rows.flatMap(({ personId, campaignId, activityId }) => {
      const listener = listeners.find(({ version }) => version.campaign.id === campaignId);
      return listener
        ? [
            {
              listener,
              event: {
                shard,
                personId,
                id: activityId,
                typeId: 0,
                assetId: null,
                entryId: null,
                occurredOn: hold.at,
                origin: "live" as const,
                depth: 0,
                chain: [],
              },
            },
          ]
        : [];
    });
    let entered = 0;
    // Several held events of one person and campaign enter one after the other.
    for (const wave of waves(pairs)) {
      entered += (await letIn(hold, wave, "due", values)).length;
    }
    return entered;
  });
}

function waves<T extends { listener: { runId: number }; event: { personId: number } }>(
  pairs: readonly T[],
): T[][] {
  const seen = new Map<string, number>();
  const found: T[][] = [];
  for (const pair of pairs) {
    const key = `${pair.event.personId} ${pair.listener.runId}`;
    const wave = seen.get(key) ?? 0;
    seen.set(key, wave + 1);
    (found[wave] ??= []).push(pair);
  }
  return found;
}
