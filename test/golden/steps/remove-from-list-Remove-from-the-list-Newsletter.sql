-- remove-from-list: Remove from the list Newsletter
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), "removed_0" as (delete from list_member m using base c
where m.shard = c.shard and m.list_id = $1::integer and m.person_id = c.person_id
returning m.shard, m.person_id), o as (select b.*, $2::smallint as choice, $3::integer as type_id from (select c.shard, c.person_id, c.entry_id,
case when r.person_id is null then 1 else 0 end::smallint as result, case when r.person_id is null then 'not_member' end::text as reason,
$4::integer::integer as asset_id, null::text as value,
null::text as old_value, null::text as new_value,
null::jsonb as attributes, null::timestamptz as until
from base c left join "removed_0" r on r.shard = c.shard and r.person_id = c.person_id) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $5::integer, o.entry_id,
$6::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $7::timestamptz, $8::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $9::integer, $10::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $11::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people) select 1 where false
--   $1 = 1
--   $2 = 0
--   $3 = 25
--   $4 = 1
--   $5 = 7
--   $6 = 1
--   $7 = "2026-06-10T12:00:00.000000Z"
--   $8 = "2026-06-10T12:00:00.000000Z"
--   $9 = 7
--   $10 = 1
--   $11 = -1
