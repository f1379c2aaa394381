-- Whoever knows it may read the calendar.
insert into secret values ('calendar', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

-- When it was said of an activation that nobody enters any more (behaviour §4.7).
alter table campaign_run add column told_idle_on timestamptz;
