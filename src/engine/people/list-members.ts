import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import { sourceNumber } from "#domain/source.ts";
import { removeFromList } from "#vocabulary/activities/remove-from-list.ts";
import type { Engine } from "../engine.ts";
import { recordEvents } from "../record-events.ts";
import { holdShards, type Hold } from "../shard.ts";
import { enlist } from "./enlist.ts";
import { peopleOf } from "./own-keys.ts";

const source = sourceNumber("user");

/**
 * Puts people into a static list, or takes them out, shard by shard and live: whatever that sets off is done. Gives the
 * numbers of those who were not in it before, or no longer are; and of those who were not there at all.
 */
export async function changeMembers(
  engine: Engine,
  change: "add" | "remove",
  list: number,
  ids: readonly number[],
): Promise<{ changed: Set<number>; gone: Set<number> }> {
  const changed = new Set<number>();
  const gone = new Set(ids);
  for (const [shard, people] of Map.groupBy(new Set(ids), shardOf))
    await holdShards(engine, people.length > 32 ? "bulk" : "record", [shard], async (hold) => {
      const there = await thoseThere(hold, people);
      for (const id of there) gone.delete(id);
      for (const id of change === "add" ? await add(hold, list, there) : await remove(hold, list, there))
        changed.add(id);
    });
  return { changed, gone };
}

async function thoseThere({ tx }: Hold, ids: readonly number[]): Promise<number[]> {
  const people = ids.map((id) => ({ shard: shardOf(id), id }));
  return (
    await tx.rows<{ id: number }>(
      sql`select p.id from ${peopleOf(people)} join person p on p.shard = q.shard and p.id = q.id order by p.id`,
      { prepare: true },
    )
  ).map((row) => row.id);
}

const add = (hold: Hold, list: number, ids: readonly number[]): Promise<number[]> =>
  enlist(
    hold,
    { list, mode: "create or update", origin: "live", source },
    ids.map((id) => ({ id })),
  );

async function remove(hold: Hold, list: number, ids: readonly number[]): Promise<number[]> {
  const removed = await hold.tx.rows<{ shard: number; personId: number }>(
    sql`delete from list_member m using ${peopleOf(ids.map((id) => ({ shard: shardOf(id), id })))}
      where m.shard = q.shard and m.list_id = ${list}::integer and m.person_id = q.id returning m.shard, m.person_id as "personId"`,
    { prepare: true },
  );
  await recordEvents(
    hold,
    removed.map((one) => ({
      ...one,
      typeId: removeFromList.id,
      assetId: list,
      value: null,
      attributes: null,
      source,
      occurredOn: null,
    })),
    "live",
  );
  return removed.map((one) => one.personId);
}
