-- add-to-list: Add to the list Newsletter
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), "added_0" as (insert into list_member (shard, list_id, person_id, added_on)
select c.shard, $1::integer, c.person_id, $2::timestamptz from base c
on conflict do nothing returning shard, person_id), o as (select b.*, $3::smallint as choice, $4::integer as type_id from (select c.shard, c.person_id, c.entry_id,
case when a.person_id is null then 1 else 0 end::smallint as result, case when a.person_id is null then 'already_member' end::text as reason,
$5::integer::integer as asset_id, null::text as value,
null::text as old_value, null::text as new_value,
null::jsonb as attributes, null::timestamptz as until
from base c left join "added_0" a on a.shard = c.shard and a.person_id = c.person_id) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $6::integer, o.entry_id,
$7::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $8::timestamptz, $9::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $10::integer, $11::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $12::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people) select 1 where false
--   $1 = 1
--   $2 = "2026-06-10T12:00:00.000000Z"
--   $3 = 0
--   $4 = 24
--   $5 = 1
--   $6 = 7
--   $7 = 1
--   $8 = "2026-06-10T12:00:00.000000Z"
--   $9 = "2026-06-10T12:00:00.000000Z"
--   $10 = 7
--   $11 = 1
--   $12 = -1
