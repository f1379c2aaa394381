-- remove-from-flow: Leave this campaign
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), o as (select b.*, $1::smallint as choice, $2::integer as type_id from (select c.shard, c.person_id, c.entry_id,
0::smallint as result, null::text as reason,
$3::integer::integer as asset_id, null::text as value,
null::text as old_value, null::text as new_value,
null::jsonb as attributes, null::timestamptz as until
from base c) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $4::integer, o.entry_id,
$5::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $6::timestamptz, $7::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $8::integer, $9::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $10::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people), removed as (
update entry e set due = null, step = null, ended_on = $11::timestamptz, how = $12::smallint
from o join campaign_run r on r.campaign_id = o.asset_id
where o.result = 0 and e.shard = o.shard and e.run_id = r.id and e.person_id = o.person_id
and (e.due is not null or (r.state in ('running', 'dry') and e.ended_on is null))) select person_id as "personId", asset_id as "campaignId" from o where result = 0
--   $1 = 0
--   $2 = 906
--   $3 = 1
--   $4 = 7
--   $5 = 1
--   $6 = "2026-06-10T12:00:00.000000Z"
--   $7 = "2026-06-10T12:00:00.000000Z"
--   $8 = 7
--   $9 = 1
--   $10 = -1
--   $11 = "2026-06-10T12:00:00.000000Z"
--   $12 = 1
