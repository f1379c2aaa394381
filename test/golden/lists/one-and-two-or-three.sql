-- for everybody
select count(*) as people from person p where (fold(p."state") = any(fold($1::text[])) and (p."person_score" >= $2::integer or p.id in (select a.person_id from activity a where (a.type_id = $3 and a.asset_id = any(array(select s.id from asset s where s.kind = $4 and fold(s.name) = any(fold($5::text[])))) and ((a.occurred_on >= $6::timestamptz and a.occurred_on < $7::timestamptz) and a.recorded_on >= $8::timestamptz)))))
--   $1 = ["CA"]
--   $2 = "50"
--   $3 = 1
--   $4 = "page"
--   $5 = ["/page/17"]
--   $6 = "2026-05-11T12:00:00.000001Z"
--   $7 = "2026-06-10T12:00:00.000001Z"
--   $8 = "2026-05-11T12:00:00.000001Z"

-- for one person
select (fold(p."state") = any((select fold($1::text[]))::text[]) and (p."person_score" >= $2::integer or exists (select from activity a where a.shard = p.shard and a.person_id = p.id and (a.type_id = $3 and a.asset_id = any(array(select s.id from asset s where s.kind = $4 and fold(s.name) = any(fold($5::text[])))) and ((a.occurred_on >= $6::timestamptz and a.occurred_on < $7::timestamptz) and a.recorded_on >= $8::timestamptz))))) as holds from unnest($9::smallint[], $10::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = ["CA"]
--   $2 = "50"
--   $3 = 1
--   $4 = "page"
--   $5 = ["/page/17"]
--   $6 = "2026-05-11T12:00:00.000001Z"
--   $7 = "2026-06-10T12:00:00.000001Z"
--   $8 = "2026-05-11T12:00:00.000001Z"
--   $9 = [5]
--   $10 = [701]
