-- A series that is only pencilled in. Nothing of it runs, so none of its days is next: whoever looks for what is to run asks
-- for next_at, and passes over it.
alter table schedule add column tentative boolean not null default false,
  add constraint schedule_tentative check (not tentative or next_at is null);
