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

/** A field of the survivor that got a value of another; empty: the other has none. */
export interface Filled {
  readonly field: string;
  readonly value: string;
}

/**
 * Merges people into one, who keeps their number and, where nothing else is chosen, their values, and gets everything the others have (behaviour §4.6; how is
 * told in docs/decisions/0017-merging.md).
 *
 * @param chosen whose value a field gets, by the names of fields
 * @throws Gone when one of them is not there (any more)
 */
export function mergeInto(
  engine: Engine,
  winner: number,
  losers: readonly number[],
  chosen: ReadonlyMap<string, number> = new Map<string, number>(),
): Promise<Filled[]> {
  const to = { shard: shardOf(winner), id: winner };
  const from = losers.map((id) => ({ shard: shardOf(id), id })).toSorted((a, b) => a.id - b.id);
  return holdShards(
    engine,
    "bulk",
    [to, ...from].map((one) => one.shard),
    async (hold) => {
      const filled = await filledFrom(hold, to, from, chosen);
      if (!filled) throw new Gone();
      const parts = await batchParts(hold, [to, ...from]);
      await moveKeys(hold, from, to);
      await moveRows(hold, from, to);
      await leaveBatches(hold, parts, to);
      const names = await namesOf(hold, from);
      await leaveAliases(hold, from, to);
      await tell(hold, names, to);
      await rememberKeys(hold, to);
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
      await findByRemembered(hold, to);
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

/** The keys the survivor has so far lead to them as well when another's value takes their place. */
const rememberKeys = ({ tx, definitions }: Hold, to: One): Promise<unknown> =>
  tx.rows(sql`
    insert into merged_key (shard, person_id, kind, value)
    select shard, person_id, kind, value from (${keysOf([to], definitions.catalog)}) own on conflict do nothing`);

const findByRemembered = ({ tx }: Hold, { shard, id }: One): Promise<unknown> =>
  tx.rows(sql`
    insert into person_key (lane, kind, value, shard, person_id)
    select ${laneOf(sql`value`)}, kind, value, shard, person_id from merged_key
    where shard = ${shard}::smallint and person_id = ${id} on conflict do nothing`);

/** What those who go are called in the log, where nobody can look them up any more: name, address and number. */
const namesOf = ({ tx }: Hold, from: readonly One[]): Promise<{ name: string }[]> =>
  tx.rows(sql`
    select concat_ws(' ', nullif(concat_ws(', ', nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email), ''), '#' || p.id) as name
    from ${peopleOf(from)} join person p on p.shard = q.shard and p.id = q.id order by p.id`);

const tell = (hold: Hold, names: readonly { name: string }[], { shard, id }: One): Promise<unknown> =>
  recordEvents(
    hold,
    [
      {
        shard,
        personId: id,
        typeId: activity.id,
        assetId: null,
        value: names.map(({ name }) => name).join("; "),
        attributes: null,
        source: sourceNumber("user"),
        occurredOn: null,
      },
    ],
    "live",
  );
