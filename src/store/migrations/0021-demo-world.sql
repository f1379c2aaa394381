-- The demo world is made while Muster serves, and is removed with one command (docs/decisions/0040-demo-on-first-start.md).
alter table demo
  add column done real not null default 0, -- how much of it is made, from 0 to 1
  add column last jsonb,                   -- the last number of each kind of thing; what has a later one is somebody else's
  add column removing_on timestamptz,      -- its removal has begun; until it is done, asking again goes on with it
  add column removed_on timestamptz;       -- it is gone, and is not made again
