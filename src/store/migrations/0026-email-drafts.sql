-- Two people who edit one e-mail do not overwrite each other: every draft that is saved has a number.
alter table email add column draft_number integer not null default 1;
