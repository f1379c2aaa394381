-- Kinds of activities that somebody gave a name, to narrow any log to them.
create table log_filter (
  id integer primary key generated always as identity,
  name text not null,
  types integer[] not null
);
create unique index on log_filter (fold(name));
