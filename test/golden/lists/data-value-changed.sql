-- for everybody
select count(*) as people from person p where p.id in (select a.person_id from activity a where (a.type_id = $1 and a.asset_id = any($2::integer[]) and fold(a."new_value") = any(fold($3::text[]))) and a.result = 0)
--   $1 = 13
--   $2 = [17]
--   $3 = ["CA"]

-- for one person
select exists (select from activity a where a.shard = p.shard and a.person_id = p.id and (a.type_id = $1 and a.asset_id = any($2::integer[]) and fold(a."new_value") = any((select fold($3::text[]))::text[])) and a.result = 0) as holds from unnest($4::smallint[], $5::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = 13
--   $2 = [17]
--   $3 = ["CA"]
--   $4 = [5]
--   $5 = [701]
