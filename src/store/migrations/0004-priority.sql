-- How urgent the next step of who waits for their turn is: 0 high, 1 medium, 2 low. Given when they are let in and when
-- they begin to wait; `fixed` when the campaign's author said so instead.
alter table entry add column class smallint not null default 2, add column fixed boolean not null default false;
drop index entry_due;
create index entry_due on entry (shard, class, origin, due, id) where due is not null;
-- What the author said of those who enter from now on; null: by their next step.
alter table campaign add column class smallint check (class in (0, 1, 2));
