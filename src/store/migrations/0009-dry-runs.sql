-- A run in state `dry` is in a transaction that will be rolled back: nobody ever sees one.
alter table campaign_run drop constraint campaign_run_state_check;
alter table campaign_run add constraint campaign_run_state_check check (state in
  ('scheduled','starting','running','waiting','done','aborted','blocked','failed','cancelled','missed','active','inactive','dry'));
