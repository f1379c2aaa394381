-- Since when an active campaign admits nobody because something is wrong with it; of which somebody was told.
alter table campaign add column unsound_on timestamptz;
