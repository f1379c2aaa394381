import { SHARDS } from "#kernel/id.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";

export const EVERY_SHARD: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** A delivery by its number, which stays when the person is merged; its shard may not. */
export interface DeliveryKey {
  readonly shard: number;
  readonly id: number;
}

/** Changes a delivery that is queued; gives where it is, or nothing when it is gone. */
export async function changeDelivery(
  runner: Runner,
  { shard, id }: DeliveryKey,
  change: Sql,
): Promise<{ shard: number; personId: number } | undefined> {
  for (const shards of [[shard], EVERY_SHARD]) {
    const [row] = await runner.rows<{ shard: number; personId: number }>(
      sql`update delivery set ${change} where shard = any(${[...shards]}::smallint[]) and id = ${id} and state = 0 returning shard, person_id as "personId"`,
    );
    if (row) return row;
  }
  return undefined;
}

/** The shard a delivery is in now. */
export async function whereIs(runner: Runner, { shard, id }: DeliveryKey): Promise<number | undefined> {
  for (const shards of [[shard], EVERY_SHARD]) {
    const [row] = await runner.rows<{ shard: number }>(
      sql`select shard from delivery where shard = any(${[...shards]}::smallint[]) and id = ${id}`,
    );
    if (row) return row.shard;
  }
  return undefined;
}
