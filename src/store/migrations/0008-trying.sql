-- Somebody tries a campaign on one person: a run of its own, in which nobody takes part. (Its entry ends as `tested`.)
alter table campaign_run drop constraint campaign_run_kind_check;
alter table campaign_run add constraint campaign_run_kind_check check (kind in ('batch', 'trigger', 'executable', 'test'));
