-- send-email: Send the e-mail Spring offer
with base as (select m.*, 0::smallint as choice from (select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7) m), "asked_0" as (select c.shard, c.person_id, c.entry_id, p.email as address, array[coalesce(nullif(p."first_name"::text, ''), $1::text)] as tokens,
case when p.black_listed or s.blocklisted_on is not null then 'blocklisted'
when coalesce(p.email, '') = '' then 'email_empty'
when p.email_invalid or s.invalid_on is not null or p.email !~ $2 then 'email_invalid'
when p.email_suspended and p.email_suspended_at > $3::timestamptz then 'email_suspended'
when p.unsubscribed then 'unsubscribed'
when s.unsubscribed_on is not null then 'durable_unsubscribe'
when p.marketing_suspended then 'marketing_suspended' end as refused, null::text as over,
(select r.kind in ('batch', 'action') from campaign_run r where r.id = $4::integer)
and exists (select from person_key k where k.kind = 0 and k.value = fold(p.email) and k.person_id <> p.id) as shared
from base c join person p on p.shard = c.shard and p.id = c.person_id and p.shard = 3
left join suppression s on s.address = fold(p.email) and s.person_id <> p.id), "claimed_0" as (insert into send_address (run_id, step, address, person_id)
select distinct on (fold(address)) $5::integer as run_id, $6::smallint as step, fold(address), person_id from "asked_0"
where shared and refused is null and over is null order by fold(address), person_id
on conflict do nothing returning person_id), "judged_0" as (select a.*, coalesce(a.refused, case when a.shared and a.person_id not in (select person_id from "claimed_0") and (a.over is null or exists (
select from send_address t where t.run_id = $7::integer and t.step = $8::smallint and t.address = fold(a.address)))
then 'duplicate_address' end, a.over) as reason from "asked_0" a), "sent_0" as (insert into delivery (shard, kind, origin, step, choice, operational, run_id, version_id, person_id, entry_id, created_on, next_try, address, tokens)
select m.shard, $9::smallint, $10::smallint, $11::smallint, $12::smallint, $13::boolean,
$14::integer, $15::integer, m.person_id, m.entry_id, $16::timestamptz, '-infinity', m.address, m.tokens
from "judged_0" m where m.reason is null), o as (select b.*, $17::smallint as choice, $18::integer as type_id from (select j.shard, j.person_id, j.entry_id,
case when j.reason is null then 0 else 1 end::smallint as result, j.reason::text as reason,
$19::integer::integer as asset_id, null::text as value,
null::text as old_value, null::text as new_value,
null::jsonb as attributes, null::timestamptz as until
from "judged_0" j) b), written as (insert into activity (shard, person_id, type_id, asset_id,
value, run_id, entry_id, step, choice, result, reason, source, old_value, new_value, attributes, recorded_on, occurred_on
) select o.shard, o.person_id, o.type_id, o.asset_id, o.value, $20::integer, o.entry_id,
$21::smallint, o.choice, o.result, o.reason, 0::smallint, o.old_value, o.new_value, o.attributes, $22::timestamptz, $23::timestamptz from o), counted as (insert into run_count as n (shard, run_id, step, choice, result, reason, people)
select q.shard, $24::integer, $25::smallint, q.choice, q.result, q.reason, q.people
from (select shard, choice, $26::smallint as result, '' as reason, count(*) as people from base group by 1, 2 union all select shard, choice, result, coalesce(reason, '') as reason, count(*) as people from o group by 1, 2, 3, 4) q
on conflict (shard, run_id, step, choice, result, reason) do update set people = n.people + excluded.people) select 1 where false
--   $1 = "you"
--   $2 = "^[^\\s@,;:<>\"()\\[\\]\\\\]+@[^\\s@,;:<>\"()\\[\\]\\\\]+$"
--   $3 = "2026-06-09T12:00:00.000000Z"
--   $4 = 7
--   $5 = 7
--   $6 = 1
--   $7 = 7
--   $8 = 1
--   $9 = 0
--   $10 = 1
--   $11 = 1
--   $12 = 0
--   $13 = false
--   $14 = 7
--   $15 = 1
--   $16 = "2026-06-10T12:00:00.000000Z"
--   $17 = 0
--   $18 = 6
--   $19 = 1
--   $20 = 7
--   $21 = 1
--   $22 = "2026-06-10T12:00:00.000000Z"
--   $23 = "2026-06-10T12:00:00.000000Z"
--   $24 = 7
--   $25 = 1
--   $26 = -1
