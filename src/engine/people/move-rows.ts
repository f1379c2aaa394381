import { sql, type Sql } from "#kernel/sql.ts";
import { insertActivities } from "../record.ts";
import type { Hold } from "../shard.ts";
import { peopleOf } from "./own-keys.ts";

/** Somebody, with their shard. */
export interface One {
  readonly shard: number;
  readonly id: number;
}

/**
 * Gives a person everything that others have: their log, lists, programs, memberships, entries, held events and mails. Rows are taken
 * out and put in rather than updated, for the shard they are stored by changes. Through primary keys, and
 * activity_person for the log: as many rows as they have.
 */
export async function moveRows({ tx }: Hold, from: readonly One[], to: One): Promise<void> {
  for (const statement of [
    log(from, to),
    lists(from, to),
    memberships(from, to),
    programs(from, to),
    acquisition(from, to),
    entries(from, to),
    heldEvents(from, to),
    deliveries(from, to),
    aliases(from, to),
  ])
    await tx.rows(statement);
}

const mine = (from: readonly One[], alias: Sql): Sql =>
  sql`using ${peopleOf(from)} where ${alias}.shard = q.shard and ${alias}.person_id = q.id`;
const whom = ({ shard, id }: One): Sql => sql`${shard}::smallint, ${id}::bigint`;

/** `recorded_on` stays, so that a reader who pages through the log of everybody does not meet a line again. */
function log(from: readonly One[], to: One): Sql {
  const rows = sql`select ${whom(to)}, type_id, asset_id, value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes,
    recorded_on, occurred_on, id from gone`;
  return sql`with gone as (delete from activity a ${mine(from, sql`a`)}
      returning a.type_id, a.asset_id, a.value, a.run_id, a.entry_id, a.step, a.choice, a.result, a.reason, a.source, a.old_value, a.new_value, a.attributes,
        a.recorded_on, a.occurred_on, a.id)
    ${insertActivities(rows, true)}`;
}

const lists = (from: readonly One[], to: One): Sql => sql`
  with gone as (delete from list_member m ${mine(from, sql`m`)} returning m.list_id, m.added_on)
  insert into list_member as m (shard, person_id, list_id, added_on) select ${whom(to)}, list_id, min(added_on) from gone group by list_id
  on conflict (shard, list_id, person_id) do update set added_on = least(m.added_on, excluded.added_on)`;

const memberships = (from: readonly One[], to: One): Sql => sql`
  with gone as (delete from membership m ${mine(from, sql`m`)} returning m.campaign_id, m.times, m.first_on, m.last_on)
  insert into membership as m (shard, person_id, campaign_id, times, first_on, last_on)
  select ${whom(to)}, campaign_id, sum(times)::integer, min(first_on), max(last_on) from gone group by campaign_id
  on conflict (shard, campaign_id, person_id) do update
    set times = m.times + excluded.times, first_on = least(m.first_on, excluded.first_on), last_on = greatest(m.last_on, excluded.last_on)`;

const MEMBER = sql`program_id, source, acquired, status_id, campaign_id, success_on, member_since, status_on, data`;

/**
 * Of two memberships of one program the later status stays: that of the larger step, of equal ones that which was reached
 * last. The rest is joined: member since the earlier day and by what made them one then, success at the earlier, the
 * survivor's member fields before the others'.
 */
const programs = (from: readonly One[], to: One): Sql => sql`
  with gone as (delete from program_member m ${mine([to, ...from], sql`m`)}
      returning m.program_id, m.source, m.status_id, m.campaign_id, m.success_on, m.member_since, m.status_on, m.data, m.person_id = ${to.id}::bigint as own),
    ranked as (
      select g.*, row_number() over (partition by program_id order by s.step desc, status_on desc) as late,
        row_number() over (partition by program_id order by member_since, own desc) as early
      from gone g join program_status s on s.id = g.status_id),
    told as (
      select program_id, key, (array_agg(value order by own desc, member_since))[1] as value from gone, jsonb_each(data) group by 1, 2)
  insert into program_member (shard, person_id, ${MEMBER})
  select ${whom(to)}, l.program_id, e.source, false, l.status_id, e.campaign_id,
    (select min(success_on) from gone g where g.program_id = l.program_id), e.member_since, l.status_on,
    (select jsonb_object_agg(key, value) from told t where t.program_id = l.program_id)
  from ranked l join ranked e on e.program_id = l.program_id and e.early = 1 where l.late = 1`;

/** A program has acquired whom it acquired first. */
const acquisition = (from: readonly One[], to: One): Sql => sql`
  with first as (
      select p.acquisition_program, p.acquisition_date from ${peopleOf([to, ...from])} join person p on p.shard = q.shard and p.id = q.id
      where p.acquisition_program is not null order by p.acquisition_date, p.id limit 1),
    kept as (
      update person p set acquisition_program = f.acquisition_program, acquisition_date = f.acquisition_date from first f
      where p.shard = ${to.shard}::smallint and p.id = ${to.id}::bigint and p.acquisition_program is distinct from f.acquisition_program returning p.id)
  update program_member m set acquired = true from first f
  where m.shard = ${to.shard}::smallint and m.person_id = ${to.id}::bigint and m.program_id = f.acquisition_program`;

const ENTRY = sql`origin, step, depth, how, run_id, version_id, id, cause, entered_on, due, ended_on, chain, trigger, class, fixed, paused, serves`;

/** `entry` has no index by person: its primary key is (shard, run, person), so each run they were ever in is looked up. */
const entries = (from: readonly One[], to: One): Sql => sql`
  with run as materialized (select id from campaign_run),
    gone as (delete from entry e using ${peopleOf(from)} cross join run r where e.shard = q.shard and e.run_id = r.id and e.person_id = q.id
      returning e.origin, e.step, e.depth, e.how, e.run_id, e.version_id, e.id, e.cause, e.entered_on, e.due, e.ended_on, e.chain, e.trigger, e.class, e.fixed, e.paused, e.serves)
  insert into entry (shard, person_id, ${ENTRY}) select ${whom(to)}, ${ENTRY} from gone`;

const heldEvents = (from: readonly One[], to: One): Sql => sql`
  with gone as (delete from held_event h ${mine(from, sql`h`)} returning h.campaign_id, h.activity_id, h.depth, h.chain, h.trigger, h.held_on)
  insert into held_event (shard, person_id, campaign_id, activity_id, depth, chain, trigger, held_on)
  select ${whom(to)}, campaign_id, activity_id, depth, chain, trigger, held_on from gone`;

const DELIVERY = sql`kind, state, origin, step, choice, tries, operational, run_id, version_id, id, entry_id, created_on, next_try, sent_on, opened_on, address, answer, tokens, rich`;
const GONE_DELIVERY = sql`d.kind, d.state, d.origin, d.step, d.choice, d.tries, d.operational, d.run_id, d.version_id, d.id, d.entry_id, d.created_on, d.next_try, d.sent_on, d.opened_on, d.address, d.answer, d.tokens, d.rich`;

const deliveries = (from: readonly One[], to: One): Sql => sql`
  with gone as (delete from delivery d ${mine(from, sql`d`)} returning ${GONE_DELIVERY})
  insert into delivery (shard, person_id, ${DELIVERY}) select ${whom(to)}, ${DELIVERY} from gone`;

/** Numbers that led to those who go lead on to who stays: always one hop. */
const aliases = (from: readonly One[], to: One): Sql => sql`
  update person_alias a set into_shard = ${to.shard}::smallint, into_id = ${to.id}::bigint
  from ${peopleOf(from)} where a.into_shard = q.shard and a.into_id = q.id`;
