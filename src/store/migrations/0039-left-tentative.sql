-- Of a tentative run: the time for which it was said that it had passed. One that is moved may be told of again.
alter table campaign_run add column told_for timestamptz;
update campaign_run set told_for = scheduled_for where state = 'tentative' and scheduled_for < now();
create index campaign_run_tentative on campaign_run (scheduled_for) where state = 'tentative' and told_for is distinct from scheduled_for;
