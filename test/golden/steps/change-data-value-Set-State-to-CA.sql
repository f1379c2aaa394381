-- change-data-value: Set State to CA
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), "changed_0" as (update person p set "state" = $1::text::text, updated_at = $2::timestamptz
from base c where p.shard = c.shard and p.id = c.person_id and p.shard = 3 and p."state" is distinct from $3::text::text
returning c.shard, c.person_id, c.entry_id, old."state" as before, new."state" as after), o as (select b.*, $4::smallint as choice, $5::integer as type_id from (select "changed_0".shard, "changed_0".person_id, "changed_0".entry_id,
0::smallint as result, null::text as reason,
$6::integer as asset_id, null::text as value,
before::text as old_value, after::text as new_value,
null::jsonb as attributes, null::timestamptz as until
from "changed_0") b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $7::integer, o.entry_id,
$8::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $9::timestamptz, $10::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $11::integer, $12::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $13::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people) select 1 where false
--   $1 = "CA"
--   $2 = "2026-06-10T12:00:00.000000Z"
--   $3 = "CA"
--   $4 = 0
--   $5 = 13
--   $6 = 17
--   $7 = 7
--   $8 = 1
--   $9 = "2026-06-10T12:00:00.000000Z"
--   $10 = "2026-06-10T12:00:00.000000Z"
--   $11 = 7
--   $12 = 1
--   $13 = -1
