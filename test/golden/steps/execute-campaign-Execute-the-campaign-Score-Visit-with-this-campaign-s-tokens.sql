-- execute-campaign: Execute the campaign Score Visit with this campaign's tokens
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), "entered_0" as (insert into membership as m (shard, campaign_id, person_id, times, first_on, last_on)
select c.shard, $1::integer, c.person_id, 1, $2::timestamptz, $3::timestamptz
from base c join person p on p.shard = c.shard and p.id = c.person_id and p.shard = 3 where true
on conflict (shard, campaign_id, person_id) do update set times = m.times + 1, last_on = excluded.last_on
where m.last_on <= $4::timestamptz
returning shard, person_id), "born_0" as (insert into entry (shard, origin, step, depth, how, run_id, serves, version_id, person_id, entered_on, ended_on)
select shard, 1, null, 0, 0, $5::integer, $6::integer, $7::integer, person_id, $8::timestamptz, $9::timestamptz from "entered_0"
returning shard, person_id, id), o as (select b.*, $10::smallint as choice, $11::integer as type_id from (select c.shard, c.person_id, c.entry_id,
case when n.person_id is null then 1 else 0 end::smallint as result, case when n.person_id is null then 'not_qualified' end::text as reason,
$12::integer::integer as asset_id, null::text as value,
null::text as old_value, null::text as new_value,
jsonb_build_object('qualified', n.person_id is not null)::jsonb as attributes, null::timestamptz as until
from base c left join "entered_0" n on n.shard = c.shard and n.person_id = c.person_id) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $13::integer, o.entry_id,
$14::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $15::timestamptz, $16::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $17::integer, $18::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $19::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people) select n.shard, n.person_id as "personId", b.entry_id as "parentId", n.id,
$20::integer as "campaignId", $21::boolean as context
from "born_0" n join base b on b.shard = n.shard and b.person_id = n.person_id
--   $1 = 2
--   $2 = "2026-06-10T12:00:00.000000Z"
--   $3 = "2026-06-10T12:00:00.000000Z"
--   $4 = "-infinity"
--   $5 = 1
--   $6 = 1
--   $7 = 2
--   $8 = "2026-06-10T12:00:00.000000Z"
--   $9 = "2026-06-10T12:00:00.000000Z"
--   $10 = 0
--   $11 = 907
--   $12 = 2
--   $13 = 7
--   $14 = 1
--   $15 = "2026-06-10T12:00:00.000000Z"
--   $16 = "2026-06-10T12:00:00.000000Z"
--   $17 = 7
--   $18 = 1
--   $19 = -1
--   $20 = 2
--   $21 = true
