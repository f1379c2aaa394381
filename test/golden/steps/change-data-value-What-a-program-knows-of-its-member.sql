-- change-data-value: What a program knows of its member
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), "asked_0" as (select c.*, v.text, case when v.text is null then null when length(text) > $1 then 'value_too_long' when not pg_input_is_valid(text, $2) then 'wrong_type' end as refused
from base c join person p on p.shard = c.shard and p.id = c.person_id and p.shard = 3,
lateral (select nullif(normalize(coalesce(nullif(p."first_name"::text, ''), $3::text) || $4::text || coalesce(nullif((select s.name from program_member m join program_status s on s.id = m.status_id
where m.shard = p.shard and m.program_id = $5::integer and m.person_id = p.id), ''), $6::text) || $7::text || coalesce(nullif((select to_char(m.member_since at time zone $8, 'YYYY-MM-DD') from program_member m
where m.shard = p.shard and m.program_id = $9::integer and m.person_id = p.id), ''), $10::text) || $11::text || coalesce(nullif((select m.data ->> $12::text from program_member m
where m.shard = p.shard and m.program_id = $13::integer and m.person_id = p.id), ''), $14::text), nfc), '') as text) v), "changed_0" as (update person p set "notes" = case when c.refused is null then c.text::text end, updated_at = $15::timestamptz
from "asked_0" c where p.shard = c.shard and p.id = c.person_id and p.shard = 3 and c.refused is null and p."notes" is distinct from case when c.refused is null then c.text::text end
returning c.shard, c.person_id, c.entry_id, old."notes" as before, new."notes" as after), o as (select b.*, $16::smallint as choice, $17::integer as type_id from (select "changed_0".shard, "changed_0".person_id, "changed_0".entry_id,
0::smallint as result, null::text as reason,
$18::integer as asset_id, null::text as value,
before::text as old_value, after::text as new_value,
null::jsonb as attributes, null::timestamptz as until
from "changed_0" union all select c.shard, c.person_id, c.entry_id,
2::smallint as result, c.refused::text as reason,
$19::integer as asset_id, null::text as value,
null::text as old_value, left(c.text, 255)::text as new_value,
null::jsonb as attributes, null::timestamptz as until
from "asked_0" c where c.refused is not null) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $20::integer, o.entry_id,
$21::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $22::timestamptz, $23::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $24::integer, $25::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $26::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people) select 1 where false
--   $1 = 30000
--   $2 = "text"
--   $3 = "You"
--   $4 = ", "
--   $5 = 1
--   $6 = ""
--   $7 = " since "
--   $8 = "UTC"
--   $9 = 1
--   $10 = ""
--   $11 = ": "
--   $12 = "1"
--   $13 = 1
--   $14 = ""
--   $15 = "2026-06-10T12:00:00.000000Z"
--   $16 = 0
--   $17 = 13
--   $18 = 25
--   $19 = 25
--   $20 = 7
--   $21 = 1
--   $22 = "2026-06-10T12:00:00.000000Z"
--   $23 = "2026-06-10T12:00:00.000000Z"
--   $24 = 7
--   $25 = 1
--   $26 = -1
