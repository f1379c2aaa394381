import { toIso } from "#kernel/clock.ts";
import { shardOf } from "#kernel/id.ts";
import { empty, sql, type Sql } from "#kernel/sql.ts";
import { sourceNumber } from "#domain/source.ts";
import { deletePerson } from "#vocabulary/activities/delete-person.ts";
import type { Engine } from "../engine.ts";
import { insertActivities } from "../record.ts";
import { holdShards, type Hold } from "../shard.ts";
import type { One } from "./move-rows.ts";
import { keysOf, peopleOf } from "./own-keys.ts";

/** What is left of who is deleted. */
type Trace = "line" | "none";

/** How many people are deleted in one transaction: each may have a long log. */
const PIECE = 50;

/**
 * Deletes people for good, shard by shard: every row about them, but a line that says so (behaviour §3.3 Delete Person;
 * docs/decisions/0018-deleting.md). Gives the numbers of those who were there.
 *
 * @param trace `none`: as if they had never been: no line, and nothing kept of what they said of mail
 */
export async function deletePeople(
  engine: Engine,
  ids: readonly number[],
  trace: Trace = "line",
): Promise<Set<number>> {
  const deleted = new Set<number>();
  for (const piece of pieces(ids))
    for (const id of await holdShards(engine, "bulk", [piece[0]?.shard ?? 0], (hold) =>
      deletePiece(hold, piece, sourceNumber("user"), trace),
    ))
      deleted.add(id);
  return deleted;
}

/** Some people of one shard each. */
function pieces(ids: readonly number[]): One[][] {
  const byShard = Map.groupBy(
    [...new Set(ids)].map((id) => ({ shard: shardOf(id), id })),
    (one) => one.shard,
  );
  return [...byShard.values()].flatMap((people) =>
    Array.from({ length: Math.ceil(people.length / PIECE) }, (_, index) =>
      people.slice(index * PIECE, (index + 1) * PIECE),
    ),
  );
}

/** Deletes people whose shards are held, because a flow says so. */
export async function deleteInFlow(hold: Hold, people: readonly One[]): Promise<void> {
  for (let from = 0; from < people.length; from += PIECE)
    await deletePiece(hold, people.slice(from, from + PIECE), sourceNumber("flow action"), "line");
}

async function deletePiece(
  hold: Hold,
  people: readonly One[],
  source: number,
  trace: Trace,
): Promise<number[]> {
  const { tx, definitions } = hold;
  if (trace === "line") await rememberAddresses(hold, people);
  // The keys first: they are found through the person's fields.
  await tx.rows(sql`delete from person_key k using (${keysOf(people, definitions.catalog)}) t
    where k.value = t.value and k.kind = t.kind and k.person_id = t.person_id`);
  for (const table of [
    "merged_key",
    "activity",
    "list_member",
    "membership",
    "program_member",
    "held_event",
    "delivery",
  ])
    await tx.rows(
      sql`delete from ${sql([table])} m using ${peopleOf(people)} where m.shard = q.shard and m.person_id = q.id`,
    );
  await tx.rows(sql`with run as materialized (select id from campaign_run)
    delete from entry e using ${peopleOf(people)} cross join run r where e.shard = q.shard and e.run_id = r.id and e.person_id = q.id`);
  await tx.rows(
    sql`delete from person_alias a using ${peopleOf(people)} where a.into_shard = q.shard and a.into_id = q.id`,
  );
  const rows = await tx.rows<{ id: number }>(sql`
    with gone as (delete from person p using ${peopleOf(people)} where p.shard = q.shard and p.id = q.id
        returning p.shard, p.id, p.first_name, p.last_name, p.email)
      ${trace === "line" ? sql`, line as (${insertActivities(line(hold, source))})` : empty}
    select id from gone`);
  return rows.map((row) => row.id);
}

/** What they said of mail to their address outlives them (behaviour §3.3 Delete Person). */
async function rememberAddresses({ tx, at }: Hold, people: readonly One[]): Promise<void> {
  const now = sql`${toIso(at)}::timestamptz`;
  await tx.rows(sql`insert into suppression as s (address, person_id, unsubscribed_on, blocklisted_on, invalid_on)
    select fold(p.email), max(p.id), case when bool_or(p.unsubscribed) then ${now} end, case when bool_or(p.black_listed) then ${now} end, case when bool_or(p.email_invalid) then ${now} end
    from person p join ${peopleOf(people)} on p.shard = q.shard and p.id = q.id
    where coalesce(p.email, '') <> '' and (p.unsubscribed or p.black_listed or p.email_invalid) group by 1 order by 1
    on conflict (address) do update set person_id = excluded.person_id, unsubscribed_on = coalesce(s.unsubscribed_on, excluded.unsubscribed_on),
      blocklisted_on = coalesce(s.blocklisted_on, excluded.blocklisted_on), invalid_on = coalesce(s.invalid_on, excluded.invalid_on)`);
}

/** Nobody can listen to it: whoever it is about is gone. */
function line({ at }: Hold, source: number): Sql {
  const now = sql`${toIso(at)}::timestamptz`;
  const hash = sql`case when email is not null then jsonb_build_object('email-hash', encode(sha256(convert_to(fold(email), 'UTF8')), 'hex')) end`;
  return sql`select shard, id, ${deletePerson.id}::integer, null::integer, nullif(concat_ws(' ', first_name, last_name), ''), null::integer, null::bigint, null::smallint,
    null::smallint, 0::smallint, null::text, ${source}::smallint, null::text, null::text, ${hash}, ${now}, ${now} from gone`;
}
