-- for everybody
select count(*) as people from person p where (p."person_score" = any($1::integer[]) or p."person_score" is null)
--   $1 = ["0"]

-- for one person
select (p."person_score" = any($1::integer[]) or p."person_score" is null) as holds from unnest($2::smallint[], $3::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = ["0"]
--   $2 = [5]
--   $3 = [701]
