-- for everybody
select count(*) as people from person p where p.acquisition_program = any(array(select f.id from folder f where f.kind = 'program' and starts_with(fold(f.name), fold($1::text))))
--   $1 = "Lau"

-- for one person
select p.acquisition_program = any(array(select f.id from folder f where f.kind = 'program' and starts_with(fold(f.name), (select fold($1::text))))) as holds from unnest($2::smallint[], $3::bigint[]) e (shard, person_id)
join person p on p.shard = e.shard and p.id = e.person_id
--   $1 = "Lau"
--   $2 = [5]
--   $3 = [701]
