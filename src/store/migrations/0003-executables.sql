-- An executable campaign has one run for ever: what is logged of its steps names it.
alter table campaign_run drop constraint campaign_run_kind_check;
alter table campaign_run add constraint campaign_run_kind_check check (kind in ('batch', 'trigger', 'executable'));
insert into campaign_run (campaign_id, kind, state, scheduled_for, started_on)
  select id, 'executable', 'active', created_on, created_on from campaign where executable;
create unique index campaign_run_executable on campaign_run (campaign_id) where kind = 'executable';
