-- A run of kind `test`: somebody tried a campaign on one person, whose entry ended as `tested`; nobody took part.
-- Of kind `compensation`: what another run of the campaign wrote is put back, once for each run. Its targets are the
-- fields, scores and lists it is about.
alter table campaign_run drop constraint campaign_run_kind_check;
alter table campaign_run add constraint campaign_run_kind_check check (kind in ('batch', 'trigger', 'executable', 'test', 'compensation'));
alter table campaign_run add column compensates integer references campaign_run, add column targets jsonb;
create unique index campaign_run_compensates on campaign_run (compensates) where compensates is not null;

-- Of a way through an executable: the run in whose service it is.
alter table entry add column serves integer;
