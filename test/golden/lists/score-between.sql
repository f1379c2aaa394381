-- for everybody
select count(*) as people from person p where p."person_score" between $1::integer and $2::integer
--   $1 = "40"
--   $2 = "60"

-- for one person
select p."person_score" between $1::integer and $2::integer as holds from unnest($3::smallint[], $4::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = "40"
--   $2 = "60"
--   $3 = [5]
--   $4 = [701]
