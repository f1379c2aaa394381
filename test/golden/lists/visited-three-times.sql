-- for everybody
select count(*) as people from person p where p.id in (select a.person_id from activity a where (a.type_id = $1 and ((a.occurred_on >= $2::timestamptz and a.occurred_on < $3::timestamptz) and a.recorded_on >= $4::timestamptz)) group by a.person_id having count(*) >= $5)
--   $1 = 1
--   $2 = "2026-05-11T12:00:00.000001Z"
--   $3 = "2026-06-10T12:00:00.000001Z"
--   $4 = "2026-05-11T12:00:00.000001Z"
--   $5 = 3

-- for one person
select ((select count(*) from (select from activity a where a.shard = p.shard and a.person_id = p.id and (a.type_id = $1 and ((a.occurred_on >= $2::timestamptz and a.occurred_on < $3::timestamptz) and a.recorded_on >= $4::timestamptz)) limit $5) enough) >= $6) as holds from unnest($7::smallint[], $8::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = 1
--   $2 = "2026-05-11T12:00:00.000001Z"
--   $3 = "2026-06-10T12:00:00.000001Z"
--   $4 = "2026-05-11T12:00:00.000001Z"
--   $5 = 3
--   $6 = 3
--   $7 = [5]
--   $8 = [701]
