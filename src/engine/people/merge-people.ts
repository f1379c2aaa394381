import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { shardOf } from "#kernel/id.ts";
import { sourceNumber } from "#domain/source.ts";
import { laneOf } from "#vocabulary/actions/person-keys.ts";
import { mergePeople as activity } from "#vocabulary/activities/merge-people.ts";
import type { Engine } from "../engine.ts";
import { recordEvents } from "../record-events.ts";
import { holdShards, type Hold } from "../shard.ts";
import { changePeople } from "./change-people.ts";
import { Gone } from "./gone.ts";
import { filledFrom } from "./merged-values.ts";
import { batchParts, leaveBatches } from "./merged-entries.ts";
import { moveRows, type One } from "./move-rows.ts";
import { keysOf, peopleOf } from "./own-keys.ts";

/** A field of the survivor that was empty and got a value. */
export interface Filled {
  readonly field: string;
  readonly value: string;
}

/**
 * Merges people into one, who keeps their number and values and gets everything the others have (behaviour §4.6; how is
 * told in docs/decisions/0017-merging.md).
 *
 * @throws Gone when one of them is not there (any more)
 */
export function mergeInto(engine: Engine, winner: number, losers: readonly number[]): Promise<Filled[]> {
  const to = { shard: shardOf(winner), id: winner };
  const from = losers.map((id) => ({ shard: shardOf(id), id })).toSorted((a, b) => a.id - b.id);
  return holdShards(
    engine,
    "bulk",
    [to, ...from].map((one) => one.shard),
    async (hold) => {
      const filled = await filledFrom(hold, to, from);
      if (!filled) throw new Gone();
      const parts = await batchParts(hold, [to, ...from]);
      await moveKeys(hold, from, to);
      await moveRows(hold, from, to);
      await leaveBatches(hold, parts, to);
      await leaveAliases(hold, from, to);
      await tell(hold, from, to);
      await changePeople(
        hold,
        {
          key: "id",
          fields: filled.map((one) => one.field),
          mode: "update only",
          source: sourceNumber("user"),
          sourceType: "",
          origin: "live",
          list: null,
        },
        [{ id: to.id, row: { key: String(to.id), values: filled.map((one) => one.value) } }],
      );
      return filled.map(({ field, value }) => ({ field: field.label, value }));
    },
  );
}

/** The survivor is found by every key of those who go; what they have of their own they keep anyway. */
async function moveKeys({ tx, definitions }: Hold, from: readonly One[], { shard, id }: One): Promise<void> {
  await tx.rows(sql`
    with theirs as materialized (${keysOf(from, definitions.catalog)}),
      gone as (delete from person_key k using theirs t where k.value = t.value and k.kind = t.kind and k.person_id = t.person_id returning k.kind, k.value),
      forgotten as (delete from merged_key m using ${peopleOf(from)} where m.shard = q.shard and m.person_id = q.id),
      added as (
        insert into person_key (lane, kind, value, shard, person_id)
        select distinct ${laneOf(sql`value`)}, kind, value, ${shard}::smallint, ${id}::bigint from gone on conflict do nothing returning kind, value)
    insert into merged_key (shard, person_id, kind, value) select ${shard}::smallint, ${id}::bigint, kind, value from added`);
}

async function leaveAliases({ tx, at }: Hold, from: readonly One[], to: One): Promise<void> {
  await tx.rows(sql`
    with gone as (delete from person p using ${peopleOf(from)} where p.shard = q.shard and p.id = q.id returning p.shard, p.id)
    insert into person_alias (shard, id, into_shard, into_id, merged_on)
    select shard, id, ${to.shard}::smallint, ${to.id}::bigint, ${toIso(at)}::timestamptz from gone`);
}

const tell = (hold: Hold, from: readonly One[], { shard, id }: One): Promise<unknown> =>
  recordEvents(
    hold,
    [
      {
        shard,
        personId: id,
        typeId: activity.id,
        assetId: null,
        value: from.map((one) => one.id).join(", "),
        attributes: null,
        source: sourceNumber("user"),
        occurredOn: null,
      },
    ],
    "live",
  );
