-- for everybody
select count(*) as people from person p where p.id not in (select m.person_id from program_member m where m.program_id = $1::integer and m.status_id = any($2::integer[]))
--   $1 = 1
--   $2 = [10]

-- for one person
select not exists (select from program_member m where m.shard = p.shard and m.person_id = p.id and m.program_id = $1::integer and m.status_id = any($2::integer[])) as holds from unnest($3::smallint[], $4::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = 1
--   $2 = [10]
--   $3 = [5]
--   $4 = [701]
