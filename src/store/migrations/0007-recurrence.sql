-- How a campaign repeats (domain/recurrence.ts): a wall clock time in a zone, on days counted from a first one.
-- next_at is all the engine asks for; null when the series is over.
create table schedule (
  campaign_id integer primary key references campaign,
  recurrence jsonb not null,
  next_at timestamptz,
  set_on timestamptz not null,
  set_by text
);
create index on schedule (next_at) where next_at is not null;

-- The day of the series that a run stands for. It has a row once it is anything but to come as the series says: its time
-- came, or somebody moved or cancelled it. So no day happens twice, whoever finds it due.
alter table campaign_run add column occurrence date;
create unique index campaign_run_occurrence on campaign_run (campaign_id, occurrence) where occurrence is not null;

-- When a planned run was found due. From then on it waits for nothing but the run before it; one found a day late or
-- more is missed. (A run that is only pencilled in would be a state of its own, which nobody here asks for.)
alter table campaign_run add column called_on timestamptz;
alter table campaign_run drop constraint campaign_run_state_check;
alter table campaign_run add constraint campaign_run_state_check check (state in
  ('scheduled','starting','running','waiting','done','aborted','blocked','failed','cancelled','missed','active','inactive'));
create index campaign_run_uncalled on campaign_run (scheduled_for) where state = 'scheduled' and called_on is null;
-- What is to be worked, and what a campaign has planned; neither reads who is not due, or what is over.
create index campaign_run_called on campaign_run (campaign_id)
  where state in ('starting', 'running') or (state = 'scheduled' and called_on is not null);
create index campaign_run_planned on campaign_run (campaign_id, scheduled_for) where state = 'scheduled';
drop index campaign_run_scheduled_for_idx;
