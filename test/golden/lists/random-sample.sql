-- for everybody
select count(*) as people from person p where (hashint8extended(p.id, $1::bigint) & 1048575) < $2
--   $1 = 0
--   $2 = 104858

-- for one person
select (hashint8extended(p.id, $1::bigint) & 1048575) < $2 as holds from unnest($3::smallint[], $4::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = 0
--   $2 = 104858
--   $3 = [5]
--   $4 = [701]
