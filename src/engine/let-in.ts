import { instantText, toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { priorities } from "#domain/priority.ts";
import { entersAgainAfter } from "#domain/qualification.ts";
import type { Pair } from "./admit.ts";
import { isPaused } from "./definitions.ts";
import { classBefore, originNumber, type Entry } from "./entry.ts";
import type { Hold } from "./shard.ts";
import { triggerValues, usesTrigger, type TriggerValues } from "./trigger-values.ts";

export type Standing = "over" | "due";

/**
 * Lets in whom the qualification rule allows: the membership row is both the check and the record. No pair of person and
 * campaign may stand twice.
 *
 * @param standing how the entries are written: `due` at once, for later; or `over`, by one who takes them through their
 *   flows in this transaction and mends those that do not end (most do, so they are written once). Whoever enters a
 *   paused campaign waits before its first step
 * @param remembered the values of events that are not of this transaction
 */
export async function letIn(
  hold: Hold,
  pairs: readonly Pair[],
  standing: Standing,
  remembered?: TriggerValues,
): Promise<Entry[]> {
  if (pairs.length === 0) return [];
  const values = remembered ?? (await triggerValues(hold, pairs));
  const listeners = [...new Set(pairs.map(({ listener }) => listener))];
  const number = new Map(listeners.map((listener, index) => [listener, index + 1]));
  const now = sql`${toIso(hold.at)}::timestamptz`;
  // One look-up and one write in membership and one write in entry per pair; the listeners are a handful. (`merge`
  // because it alone can give back columns of its source: joining what `on conflict` returns cost four times as much.
  // Entries are numbered in the order of the pairs, whatever the order of the plan: a person's campaigns take turns by it.)
  const rows = await hold.tx.rows<{ ord: number; id: number }>(
    sql`with listener as (
        select * from unnest(${listeners.map(({ version }) => version.campaign.id)}::integer[], ${listeners.map(({ runId }) => runId)}::integer[],
          ${listeners.map(({ version }) => version.id)}::integer[],
          ${listeners.map(({ version }) => instantText(entersAgainAfter(version.qualification, hold.at)))}::timestamptz[],
          ${listeners.map(({ version, priority }) => (priority ? priorities.indexOf(priority) : classBefore(version, 0)))}::smallint[],
          ${listeners.map(({ priority }) => priority !== null)}::boolean[], ${listeners.map((one) => isPaused(hold.definitions, one.version))}::boolean[])
          with ordinality as l (campaign_id, run_id, version_id, again, class, fixed, paused, l)),
      pair as materialized (
        select q.*, l.campaign_id, l.run_id, l.version_id, l.again, l.class, l.fixed, l.paused, l.paused or ${standing === "due"} as later
        from unnest(${pairs.map(({ event }) => event.shard)}::smallint[], ${pairs.map(({ event }) => event.personId)}::bigint[],
          ${pairs.map(({ listener }) => number.get(listener))}::bigint[], ${pairs.map(({ event }) => event.id)}::bigint[],
          ${pairs.map(({ event }) => originNumber(event.origin))}::smallint[], ${pairs.map(({ event }) => event.depth)}::smallint[],
          ${pairs.map(({ event }) => (event.chain.length > 0 ? event.chain.join(",") : null))}::text[],
          ${pairs.map(({ event, listener }) => (usesTrigger(listener.version, hold.definitions.catalog) ? JSON.stringify(values.get(event.id) ?? {}) : null))}::text[])
          with ordinality as q (shard, person_id, l, cause, origin, depth, chain, trigger, ord) join listener l using (l)),
      entered as (
        merge into membership m using pair p on m.shard = p.shard and m.campaign_id = p.campaign_id and m.person_id = p.person_id
        when matched and m.last_on <= p.again then update set times = m.times + 1, last_on = ${now}
        when not matched then insert (shard, campaign_id, person_id, times, first_on, last_on)
          values (p.shard, p.campaign_id, p.person_id, 1, ${now}, ${now})
        returning p.ord, p.shard, p.person_id, p.run_id, p.version_id, p.origin, p.depth, p.cause, p.chain, p.trigger, p.class, p.fixed, p.paused, p.later),
      numbered as materialized (select e.*, nextval('entry_id') as id from (select * from entered order by ord) e),
      written as (
        insert into entry (shard, origin, step, depth, how, run_id, version_id, person_id, id, cause, entered_on, due, ended_on, chain, trigger, class, fixed, paused)
        select e.shard, e.origin, case when e.later then 0 end, e.depth, case when not e.later then 0 end, e.run_id, e.version_id, e.person_id, e.id,
          e.cause, ${now}, case when e.later then ${now} end, case when not e.later then ${now} end,
          string_to_array(e.chain, ',')::integer[], e.trigger::jsonb, e.class, e.fixed, e.paused from numbered e)
      select ord::integer, id from numbered order by ord`,
    { prepare: true },
  );
  return rows.map(({ ord, id }) => entryOf(hold, pairs[ord - 1] as Pair, id, values));
}

function entryOf({ definitions }: Hold, { event, listener }: Pair, id: number, values: TriggerValues): Entry {
  const { version } = listener;
  return {
    id,
    version,
    shard: event.shard,
    personId: event.personId,
    runId: listener.runId,
    origin: event.origin,
    depth: event.depth,
    chain: event.chain,
    cause: event.id,
    step: 0,
    ending: null,
    waits: isPaused(definitions, version),
    trigger: usesTrigger(version, definitions.catalog) ? (values.get(event.id) ?? {}) : null,
  };
}
