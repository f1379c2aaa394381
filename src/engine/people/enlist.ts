import { toIso } from "#kernel/clock.ts";
import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import { addToList } from "#vocabulary/activities/add-to-list.ts";
import { insertActivities } from "../record.ts";
import { recordEvents, type NewEvent } from "../record-events.ts";
import type { Hold } from "../shard.ts";
import type { PeopleWrite } from "./people-write.ts";

/** Puts people into the write's list; whoever is in it stays. In mode “list only” nothing is logged and nobody told. */
export async function enlist(
  hold: Hold,
  write: Pick<PeopleWrite, "list" | "mode" | "origin" | "source">,
  people: readonly { id: number }[],
): Promise<number[]> {
  if (write.list === null || people.length === 0) return [];
  const ids = [...new Set(people.map((one) => one.id))];
  const told = write.origin !== "history" && hold.definitions.listening.has(addToList.id);
  const at = sql`${toIso(hold.at)}::timestamptz`;
  const lines = sql`select a.shard, a.person_id, ${addToList.id}::integer, ${write.list}::integer, null::text, null::integer, null::bigint, null::smallint, null::smallint,
    0::smallint, null::text, ${write.source}::smallint, null::text, null::text, null::jsonb, ${at}, ${at} from added a`;
  const logged = write.mode === "list only" || told ? sql`` : sql`, logged as (${insertActivities(lines)})`;
  const added = await hold.tx.rows<{ id: number }>(
    sql`with added as (
        insert into list_member (shard, list_id, person_id, added_on)
        select i.shard, ${write.list}::integer, i.id, ${at} from unnest(${ids.map(shardOf)}::smallint[], ${ids}::bigint[]) i (shard, id)
        on conflict do nothing returning shard, person_id)
      ${logged} select person_id as id from added`,
    { prepare: true },
  );
  if (told && write.mode !== "list only")
    await recordEvents(
      hold,
      added.map(({ id }) => listed(id, write.list as number, write.source)),
      write.origin,
    );
  return added.map((one) => one.id);
}

/** That somebody was put into a list. */
export const listed = (id: number, list: number, source: number): NewEvent => ({
  shard: shardOf(id),
  personId: id,
  typeId: addToList.id,
  assetId: list,
  value: null,
  attributes: null,
  source,
  occurredOn: null,
});
