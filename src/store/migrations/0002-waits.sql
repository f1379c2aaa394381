-- People may stay in a step: of a batch run, after all others are through it.
alter table campaign_run drop constraint campaign_run_state_check;
alter table campaign_run add constraint campaign_run_state_check check (state in
  ('scheduled','starting','running','waiting','done','aborted','blocked','failed','cancelled','active','inactive'));
-- When everybody who did not wait was through a batch run.
alter table campaign_run add column through_on timestamptz;
create index on campaign_run (id) where state = 'waiting';

-- Who is inside a run and when they go on, in the order in which a cohort is worked.
create index entry_inside on entry (run_id, due, shard, person_id) where due is not null;
