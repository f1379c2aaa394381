-- wait: Until a date
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), o as (select b.*, $1::smallint as choice, $2::integer as type_id from (select c.shard, c.person_id, c.entry_id,
case when w.until > $3::timestamptz then 0 else 1 end::smallint as result, case when w.until is null then 'no_date' when not (w.until > $4::timestamptz) then 'date_passed' end::text as reason,
null::integer as asset_id, null::text as value,
null::text as old_value, to_char(w.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')::text as new_value,
null::jsonb as attributes, case when w.until > $5::timestamptz then w.until end::timestamptz as until
from base c  cross join
lateral (select $6::timestamptz as until) w) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $7::integer, o.entry_id,
$8::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $9::timestamptz, $10::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $11::integer, $12::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $13::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people), stay as (select shard, person_id, entry_id, until from o union all select shard, person_id, entry_id, null::timestamptz as until from base where choice = any($14::smallint[])), parked as (
update entry e set due = s.until, step = $15::smallint, version_id = $16::integer, how = null, ended_on = null,
class = case when e.fixed then e.class else $17::smallint end
from stay s where e.shard = s.shard and e.run_id = $18::integer and e.person_id = s.person_id and e.id = s.entry_id and s.until is not null
returning e.id) select id as "entryId" from parked
--   $1 = 0
--   $2 = 902
--   $3 = "2026-06-10T12:00:00.000000Z"
--   $4 = "2026-06-10T12:00:00.000000Z"
--   $5 = "2026-06-10T12:00:00.000000Z"
--   $6 = "2027-01-31T09:00:00.000000Z"
--   $7 = 7
--   $8 = 1
--   $9 = "2026-06-10T12:00:00.000000Z"
--   $10 = "2026-06-10T12:00:00.000000Z"
--   $11 = 7
--   $12 = 1
--   $13 = -1
--   $14 = []
--   $15 = 1
--   $16 = 1
--   $17 = 2
--   $18 = 7
