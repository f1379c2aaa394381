-- A single flow action is a run of no campaign: its people are written down when it is asked for, its one step is a
-- version of no campaign.
alter table campaign_version alter column campaign_id drop not null;
alter table campaign_run alter column campaign_id drop not null;
alter table campaign_run drop constraint campaign_run_kind_check;
alter table campaign_run add constraint campaign_run_kind_check
  check (kind in ('batch', 'trigger', 'executable', 'test', 'compensation', 'action'));
alter table campaign_run add constraint campaign_run_campaign check (campaign_id is not null or kind in ('action', 'compensation'));
