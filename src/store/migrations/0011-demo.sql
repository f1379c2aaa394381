-- The demo world, if this is one.
create table demo (
  one boolean primary key default true check (one),
  made_on timestamptz,                 -- null: it is being made, or its maker died
  folder_id integer references folder, -- everything it defines is below
  last_person bigint,                  -- the people up to this number are its people
  fields text[],
  activity_types text[]
);
