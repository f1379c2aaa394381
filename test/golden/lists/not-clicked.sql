-- for everybody
select count(*) as people from person p where p.id not in (select a.person_id from activity a where (a.type_id = $1 and ((a.occurred_on >= $2::timestamptz and a.occurred_on < $3::timestamptz) and a.recorded_on >= $4::timestamptz)))
--   $1 = 11
--   $2 = "2026-03-12T12:00:00.000001Z"
--   $3 = "2026-06-10T12:00:00.000001Z"
--   $4 = "2026-03-12T12:00:00.000001Z"

-- for one person
select not exists (select from activity a where a.shard = p.shard and a.person_id = p.id and (a.type_id = $1 and ((a.occurred_on >= $2::timestamptz and a.occurred_on < $3::timestamptz) and a.recorded_on >= $4::timestamptz))) as holds from unnest($5::smallint[], $6::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = 11
--   $2 = "2026-03-12T12:00:00.000001Z"
--   $3 = "2026-06-10T12:00:00.000001Z"
--   $4 = "2026-03-12T12:00:00.000001Z"
--   $5 = [5]
--   $6 = [701]
