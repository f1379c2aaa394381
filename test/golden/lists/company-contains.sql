-- for everybody
select count(*) as people from person p where strpos(fold(p."company"), fold($1::text)) > 0
--   $1 = "99"

-- for one person
select strpos(fold(p."company"), (select fold($1::text))) > 0 as holds from unnest($2::smallint[], $3::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = "99"
--   $2 = [5]
--   $3 = [701]
