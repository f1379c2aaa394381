-- for everybody
select count(*) as people from person p where (p."date_of_birth" < $1::date or p."date_of_birth" is null)
--   $1 = "2000-01-01"

-- for one person
select (p."date_of_birth" < $1::date or p."date_of_birth" is null) as holds from unnest($2::smallint[], $3::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = "2000-01-01"
--   $2 = [5]
--   $3 = [701]
