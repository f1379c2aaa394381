-- change-program-status: Registered in the launch
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), "asked_0" as (select c.*, m.status_id as was, b.name as was_named, m.success_on as was_success, p.acquisition_program as acquired_by, (m.status_id is null or b.step <= $1::smallint) as moves
from base c join person p on p.shard = c.shard and p.id = c.person_id and p.shard = 3
left join lateral (
select m.status_id, m.success_on, m.data from program_member m where m.shard = c.shard and m.program_id = $2::integer and m.person_id = c.person_id limit 1) m on true left join program_status b on b.id = m.status_id
where m.status_id is distinct from $3::integer), "enrolled_0" as (insert into program_member as m (shard, program_id, person_id, status_id, member_since, status_on, success_on, acquired, campaign_id, source)
select a.shard, $4::integer, a.person_id, $5::integer, $6::timestamptz, $7::timestamptz, null::date, coalesce(a.acquired_by, $8::integer) = $9::integer, $10::integer, $11::smallint
from "asked_0" a where a.moves
on conflict (shard, program_id, person_id) do update
set status_id = excluded.status_id, status_on = excluded.status_on, success_on = coalesce(m.success_on, excluded.success_on)), "acquired_0" as (update person p set acquisition_program = $12::integer, acquisition_date = $13::date, updated_at = $14::timestamptz
from "asked_0" a where p.shard = a.shard and p.id = a.person_id and p.shard = 3 and a.was is null and a.acquired_by is null), o as (select b.*, $15::smallint as choice, $16::integer as type_id from (select a.shard, a.person_id, a.entry_id,
case when a.moves then 0 else 1 end::smallint as result, case when not a.moves then 'backwards' end::text as reason,
$17::integer::integer as asset_id, null::text as value,
a.was_named::text as old_value, $18::text as new_value,
case when a.moves then jsonb_strip_nulls(jsonb_build_object('success', $19::boolean, 'acquired-by', coalesce(a.acquired_by, $20::integer) = $21::integer,
'new-status-id', $22::integer, 'previous-status-id', a.was, 'success-date', coalesce(a.was_success, null::date), 'previous-success-date', a.was_success)) end::jsonb as attributes, null::timestamptz as until
from "asked_0" a) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $23::integer, o.entry_id,
$24::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $25::timestamptz, $26::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $27::integer, $28::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $29::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people) select 1 where false
--   $1 = 20
--   $2 = 1
--   $3 = 10
--   $4 = 1
--   $5 = 10
--   $6 = "2026-06-10T12:00:00.000000Z"
--   $7 = "2026-06-10T12:00:00.000000Z"
--   $8 = 1
--   $9 = 1
--   $10 = 1
--   $11 = 0
--   $12 = 1
--   $13 = "2026-06-10"
--   $14 = "2026-06-10T12:00:00.000000Z"
--   $15 = 0
--   $16 = 104
--   $17 = 1
--   $18 = "Registered"
--   $19 = false
--   $20 = 1
--   $21 = 1
--   $22 = 10
--   $23 = 7
--   $24 = 1
--   $25 = "2026-06-10T12:00:00.000000Z"
--   $26 = "2026-06-10T12:00:00.000000Z"
--   $27 = 7
--   $28 = 1
--   $29 = -1
