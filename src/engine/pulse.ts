import { sql } from "#kernel/sql.ts";
import type { Database } from "#store/db.ts";

/** What changes without anybody asking, by the noun that clients know it by. */
export type Pulse = Readonly<Record<string, string>>;

/**
 * One text per noun that is another when something about it has changed: a few index look-ups and the last numbers of
 * sequences (the first of which is 1, called or not), whatever the size of the database. So whoever looks once a second
 * can tell everybody who watches. How the last runs and the last import stand is part of it: one may begin and end
 * between two looks.
 */
export async function readPulse(db: Database): Promise<Pulse> {
  const [row] = await db.rows<Pulse>(sql`select
    (select last_value || is_called::text from notification_id_seq) as notification,
    (select epoch from shard order by shard limit 1)::text as definition,
    (select last_value || is_called::text from activity_id) as person,
    (select last_value || is_called::text from delivery_id) as mail,
    (select string_agg(r.id || r.state || r.step || ' ' || coalesce((select sum(people) from shard s join run_count n on n.shard = s.shard and n.run_id = r.id), 0), ',' order by r.id)
      from campaign_run r where r.state in ('starting', 'running')) as run,
    concat((select string_agg(r.id || r.state, ',' order by r.id) from campaign_run r where r.state in ('starting', 'running')), (select string_agg(q.state, ',' order by q.id) from (select r.id, r.state from campaign_run r order by r.id desc limit 20) q)) as "at work",
    (select last_value || is_called::text from campaign_run_id_seq) as "new run",
    (select concat(done, made_on, removing_on, removed_on) from demo) as demo,
    concat((select i.id || i.state from import i order by i.id desc limit 1), (select string_agg(' ' || i.id || i.state || i.lines_done, '' order by i.id) from import i where i.state in ('waiting', 'running'))) as import`);
  return row as Pulse;
}
