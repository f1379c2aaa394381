-- change-program-member-data: Write down the meal
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), "asked_0" as (select q.*, case when q.refused is null then q.text::text::text end as value from (
select c.*, m.data ->> $1::text as was, v.text, case when m.status_id is null then 'not_in_program' when v.text is null then null when length(v.text) > $2 then 'value_too_long' when not pg_input_is_valid(v.text, $3) then 'wrong_type' end as refused
from base c join person p on p.shard = c.shard and p.id = c.person_id and p.shard = 3
left join lateral (
select m.status_id, m.success_on, m.data from program_member m where m.shard = c.shard and m.program_id = $4::integer and m.person_id = c.person_id limit 1) m on true,
lateral (select nullif(coalesce(nullif(p."notes"::text, ''), $5::text), '') as text) v) q), "changed_0" as (update program_member m set data = nullif(coalesce(m.data, '{}') - $6::text || jsonb_strip_nulls(jsonb_build_object($7::text, a.value)), '{}')
from "asked_0" a where m.shard = a.shard and m.program_id = $8::integer and m.person_id = a.person_id and a.refused is null and a.was is distinct from a.value
returning a.shard, a.person_id, a.entry_id, a.was, a.value), o as (select b.*, $9::smallint as choice, $10::integer as type_id from (select "changed_0".shard, "changed_0".person_id, "changed_0".entry_id,
0::smallint as result, null::text as reason,
$11::integer::integer as asset_id, null::text as value,
was::text as old_value, "changed_0".value::text as new_value,
jsonb_build_object('attribute', $12::text)::jsonb as attributes, null::timestamptz as until
from "changed_0" union all select a.shard, a.person_id, a.entry_id,
case a.refused when 'not_in_program' then 1 else 2 end::smallint as result, a.refused::text as reason,
$13::integer::integer as asset_id, null::text as value,
null::text as old_value, left(a.text, 255)::text as new_value,
jsonb_build_object('attribute', $14::text)::jsonb as attributes, null::timestamptz as until
from "asked_0" a where a.refused is not null) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $15::integer, o.entry_id,
$16::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $17::timestamptz, $18::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $19::integer, $20::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $21::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people) select 1 where false
--   $1 = "1"
--   $2 = 255
--   $3 = "text"
--   $4 = 1
--   $5 = ""
--   $6 = "1"
--   $7 = "1"
--   $8 = 1
--   $9 = 0
--   $10 = 123
--   $11 = 1
--   $12 = "meal"
--   $13 = 1
--   $14 = "meal"
--   $15 = 7
--   $16 = 1
--   $17 = "2026-06-10T12:00:00.000000Z"
--   $18 = "2026-06-10T12:00:00.000000Z"
--   $19 = 7
--   $20 = 1
--   $21 = -1
