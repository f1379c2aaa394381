-- A row may be taken without the values that cannot be stored: how many there were. What they were stands in import_reject
-- as kind 2, beside 0 (rejected) and 1 (warning).
alter table import add column left_out bigint not null default 0;
