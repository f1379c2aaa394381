import { toIso } from "#kernel/clock.ts";
import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import { addToList } from "#vocabulary/activities/add-to-list.ts";
import { recordEvents } from "../record-events.ts";
import type { Hold } from "../shard.ts";
import type { PeopleWrite } from "./people-write.ts";

/** Puts people into the write's list; whoever is in it stays. In mode “list only” nothing is logged and nobody told. */
export async function enlist(hold: Hold, write: Pick<PeopleWrite, "list" | "mode" | "origin" | "source">, people: readonly { id: number }[]): Promise<number[]> {
  if (write.list === null || people.length === 0) return [];
  const ids = [...new Set(people.map((one) => one.id))];
  const added = await hold.tx.rows<{ id: number }>(
    sql`insert into list_member (shard, list_id, person_id, added_on)
      select p.shard, ${write.list}::integer, p.id, ${toIso(hold.at)}::timestamptz
      from unnest(${ids.map(shardOf)}::smallint[], ${ids}::bigint[]) i (shard, id) join person p using (shard, id)
      on conflict do nothing returning person_id as id`,
    { prepare: true },
  );
  if (write.mode !== "list only")
    await recordEvents(
      hold,
      added.map(({ id }) => ({ shard: shardOf(id), personId: id, typeId: addToList.id, assetId: write.list, value: null, attributes: null, source: write.source, occurredOn: null })),
      write.origin,
    );
  return added.map((one) => one.id);
}
