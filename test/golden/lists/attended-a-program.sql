-- for everybody
select count(*) as people from person p where p.id in (select m.person_id from program_member m where (m.program_id = any($1::integer[]) and m.status_id = any(array(select s.id from program_status s where fold(s.name) = any(fold($2::text[]))))))
--   $1 = [1]
--   $2 = ["Attended"]

-- for one person
select exists (select from program_member m where m.shard = p.shard and m.person_id = p.id and (m.program_id = any($1::integer[]) and m.status_id = any(array(select s.id from program_status s where fold(s.name) = any((select fold($2::text[]))::text[]))))) as holds from unnest($3::smallint[], $4::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = [1]
--   $2 = ["Attended"]
--   $3 = [5]
--   $4 = [701]
