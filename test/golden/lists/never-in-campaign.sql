-- for everybody
select count(*) as people from person p where p.id not in (select m.person_id from membership m where m.campaign_id = any($1::integer[]))
--   $1 = [1]

-- for one person
select not exists (select from membership m where m.shard = p.shard and m.campaign_id = any($1::integer[]) and m.person_id = p.id) as holds from unnest($2::smallint[], $3::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = [1]
--   $2 = [5]
--   $3 = [701]
