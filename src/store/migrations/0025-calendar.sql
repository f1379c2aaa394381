-- A run that is only pencilled in is `tentative`: it stands on the calendar and nothing that looks for planned runs asks
-- for it (decision 0042).
alter table campaign_run drop constraint campaign_run_state_check;
alter table campaign_run add constraint campaign_run_state_check check (state in
  ('tentative','scheduled','starting','running','waiting','done','aborted','blocked','failed','cancelled','missed','active','inactive','dry'));
-- What it is called on the calendar, if not like its campaign, and what somebody noted about it.
alter table campaign_run add column title text;
alter table campaign_run add column description text;
create index campaign_run_calendar on campaign_run (scheduled_for) where kind = 'batch';

-- Kinds of notes that an installation gave itself.
create table entry_type (
  id integer primary key generated always as identity,
  name text not null,
  icon text not null,
  colour text not null,
  hidden boolean not null default false
);
create unique index on entry_type (fold(name));

-- What stands on a program's calendar and does nothing.
create table calendar_note (
  id integer primary key generated always as identity,
  program_id integer not null references folder,
  type_id integer references entry_type on delete set null,
  name text not null,
  description text,
  starts_on timestamptz not null,
  ends_on timestamptz check (ends_on > starts_on),
  created_by text
);
create index on calendar_note (starts_on);
create index on calendar_note (program_id);
