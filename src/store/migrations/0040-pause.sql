-- A paused campaign: nobody in it goes on, none of its runs begins. `resuming`: it goes on, and who stood still is being let go.
alter table campaign add column paused_on timestamptz, add column resuming boolean not null default false;
create index campaign_resuming on campaign (id) where resuming;
-- Of an entry that is due: its campaign is paused, so it is not looked at until that is over.
alter table entry add column paused boolean not null default false;
drop index entry_due;
create index entry_due on entry (shard, class, origin, due, id) where due is not null and not paused;
