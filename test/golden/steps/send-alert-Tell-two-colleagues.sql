-- send-alert: Tell two colleagues
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), "asked_0" as (select c.shard, c.person_id, c.entry_id, t.address, array[coalesce(nullif(p."first_name"::text, ''), $1::text)] as tokens
from base c join person p on p.shard = c.shard and p.id = c.person_id and p.shard = 3,
lateral (select string_agg(distinct btrim(a), ', ') as address
from regexp_split_to_table(concat_ws(',', $2::text), '[,;]') a where btrim(a) ~ $3) t), "sent_0" as (insert into delivery (shard, kind, origin, step, choice, operational, run_id, version_id, person_id, entry_id, created_on, next_try, address, tokens)
select m.shard, $4::smallint, $5::smallint, $6::smallint, $7::smallint, $8::boolean,
$9::integer, $10::integer, m.person_id, m.entry_id, $11::timestamptz, '-infinity', m.address, m.tokens
from "asked_0" m where m.address is not null), o as (select b.*, $12::smallint as choice, $13::integer as type_id from (select a.shard, a.person_id, a.entry_id,
case when case when a.address is null then 'no_recipient' end is null then 0 else 1 end::smallint as result, case when a.address is null then 'no_recipient' end::text as reason,
$14::integer::integer as asset_id, null::text as value,
null::text as old_value, null::text as new_value,
case when a.address is not null then jsonb_build_object('recipients', a.address) end::jsonb as attributes, null::timestamptz as until
from "asked_0" a) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $15::integer, o.entry_id,
$16::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $17::timestamptz, $18::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $19::integer, $20::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $21::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people) select 1 where false
--   $1 = "you"
--   $2 = "anna@example.com; ben@example.com"
--   $3 = "^[^\\s@,;:<>\"()\\[\\]\\\\]+@[^\\s@,;:<>\"()\\[\\]\\\\]+$"
--   $4 = 1
--   $5 = 1
--   $6 = 1
--   $7 = 0
--   $8 = true
--   $9 = 7
--   $10 = 2
--   $11 = "2026-06-10T12:00:00.000000Z"
--   $12 = 0
--   $13 = 38
--   $14 = 2
--   $15 = 7
--   $16 = 1
--   $17 = "2026-06-10T12:00:00.000000Z"
--   $18 = "2026-06-10T12:00:00.000000Z"
--   $19 = 7
--   $20 = 1
--   $21 = -1
