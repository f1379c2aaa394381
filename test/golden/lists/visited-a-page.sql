-- for everybody
select count(*) as people from person p where p.id in (select a.person_id from activity a where (a.type_id = $1 and a.asset_id = any(array(select s.id from asset s where s.kind = $2 and fold(s.name) = any(fold($3::text[])))) and ((a.occurred_on >= $4::timestamptz and a.occurred_on < $5::timestamptz) and a.recorded_on >= $6::timestamptz)))
--   $1 = 1
--   $2 = "page"
--   $3 = ["/page/17"]
--   $4 = "2026-05-11T12:00:00.000001Z"
--   $5 = "2026-06-10T12:00:00.000001Z"
--   $6 = "2026-05-11T12:00:00.000001Z"

-- for one person
select exists (select from activity a where a.shard = p.shard and a.person_id = p.id and (a.type_id = $1 and a.asset_id = any(array(select s.id from asset s where s.kind = $2 and fold(s.name) = any(fold($3::text[])))) and ((a.occurred_on >= $4::timestamptz and a.occurred_on < $5::timestamptz) and a.recorded_on >= $6::timestamptz))) as holds from unnest($7::smallint[], $8::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = 1
--   $2 = "page"
--   $3 = ["/page/17"]
--   $4 = "2026-05-11T12:00:00.000001Z"
--   $5 = "2026-06-10T12:00:00.000001Z"
--   $6 = "2026-05-11T12:00:00.000001Z"
--   $7 = [5]
--   $8 = [701]
