-- for everybody
select count(*) as people from person p where (p."updated_at" >= $1::timestamptz and p."updated_at" < $2::timestamptz)
--   $1 = "2026-05-27T12:00:00.000001Z"
--   $2 = "2026-06-10T12:00:00.000001Z"

-- for one person
select (p."updated_at" >= $1::timestamptz and p."updated_at" < $2::timestamptz) as holds from unnest($3::smallint[], $4::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = "2026-05-27T12:00:00.000001Z"
--   $2 = "2026-06-10T12:00:00.000001Z"
--   $3 = [5]
--   $4 = [701]
