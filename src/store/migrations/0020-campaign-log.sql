-- What the runs of a campaign did, newest first (docs/decisions/0039-a-campaigns-log.md).
create index activity_run on activity (run_id, id) where run_id is not null;
