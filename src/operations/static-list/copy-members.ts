import { sql } from "#kernel/sql.ts";
import { nowOf, type Change } from "../change.ts";

/** A static list of so many people is copied empty (behaviour §4.5). */
const TOO_MANY = 1_000;

/** Puts who is in some lists into their copies: number to number. Every shard is held, so nobody comes or goes meanwhile. */
export async function copyMembers(change: Change, copies: ReadonlyMap<number, number>): Promise<void> {
  await change.tx.rows(sql`insert into list_member (shard, list_id, person_id, added_on)
    select m.shard, c.made, m.person_id, ${nowOf(change)}
    from unnest(${[...copies.keys()]}::integer[], ${[...copies.values()]}::integer[]) c (source, made)
    join list_member m on m.list_id = c.source
    where (select count(*) from (select from list_member n where n.list_id = c.source limit ${TOO_MANY}) n) < ${TOO_MANY}`);
}
