-- for everybody
select count(*) as people from person p where (fold(p."state") = any(fold($1::text[]))) is not true
--   $1 = ["CA"]

-- for one person
select (fold(p."state") = any((select fold($1::text[]))::text[])) is not true as holds from unnest($2::smallint[], $3::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = ["CA"]
--   $2 = [5]
--   $3 = [701]
