-- wait: Until three days before the birthday
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), o as (select b.*, $1::smallint as choice, $2::integer as type_id from (select c.shard, c.person_id, c.entry_id,
case when w.until > $3::timestamptz then 0 else 1 end::smallint as result, case when w.until is null then 'no_date' when not (w.until > $4::timestamptz) then 'date_passed' end::text as reason,
null::integer as asset_id, null::text as value,
null::text as old_value, to_char(w.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')::text as new_value,
null::jsonb as attributes, case when w.until > $5::timestamptz then w.until end::timestamptz as until
from base c join person p on p.shard = c.shard and p.id = c.person_id and p.shard = 3 cross join
lateral (select ((case when (p."date_of_birth" + make_interval(years => $6 - extract(year from p."date_of_birth")::integer))::date >= $7::date then (p."date_of_birth" + make_interval(years => $8 - extract(year from p."date_of_birth")::integer))::date else (p."date_of_birth" + make_interval(years => $9 - extract(year from p."date_of_birth")::integer))::date end + $10::integer) + $11::time) at time zone $12 as until) w) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $13::integer, o.entry_id,
$14::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $15::timestamptz, $16::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $17::integer, $18::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $19::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people), stay as (select shard, person_id, entry_id, until from o union all select shard, person_id, entry_id, null::timestamptz as until from base where choice = any($20::smallint[])), parked as (
update entry e set due = s.until, step = $21::smallint, version_id = $22::integer, how = null, ended_on = null,
class = case when e.fixed then e.class else $23::smallint end
from stay s where e.shard = s.shard and e.run_id = $24::integer and e.person_id = s.person_id and e.id = s.entry_id and s.until is not null
returning e.id) select id as "entryId" from parked
--   $1 = 0
--   $2 = 902
--   $3 = "2026-06-10T12:00:00.000000Z"
--   $4 = "2026-06-10T12:00:00.000000Z"
--   $5 = "2026-06-10T12:00:00.000000Z"
--   $6 = 2026
--   $7 = "2026-06-10"
--   $8 = 2026
--   $9 = 2027
--   $10 = -3
--   $11 = "00:00"
--   $12 = "UTC"
--   $13 = 7
--   $14 = 1
--   $15 = "2026-06-10T12:00:00.000000Z"
--   $16 = "2026-06-10T12:00:00.000000Z"
--   $17 = 7
--   $18 = 1
--   $19 = -1
--   $20 = []
--   $21 = 1
--   $22 = 1
--   $23 = 2
--   $24 = 7
