-- The tree: folders, and programs, which are folders that have more. Whatever people make stands in one, or at the top.
create table folder (
  id integer primary key generated always as identity,
  parent_id integer references folder, -- null: at the top
  kind text not null check (kind in ('folder', 'program')),
  name text not null,
  description text,
  created_on timestamptz not null,
  updated_on timestamptz not null,
  deleted_on timestamptz
);
create unique index on folder (coalesce(parent_id, 0), fold(name)) where deleted_on is null;
-- A program's name stands before those of its assets, so there is one of it.
create unique index on folder (fold(name)) where kind = 'program' and deleted_on is null;

create table program (
  id integer primary key references folder,
  type text not null default 'default' check (type in ('default', 'event', 'engagement', 'email'))
);

-- A value that steps and e-mails below its folder can use as {{my.Name}}.
create table my_token (
  folder_id integer not null references folder,
  name text not null,
  type text not null check (type in ('text', 'number', 'date', 'score', 'rich text')),
  value text not null,
  updated_on timestamptz not null
);
create unique index on my_token (folder_id, fold(name));

alter table campaign add column folder_id integer references folder;
alter table static_list add column folder_id integer references folder;
alter table smart_list add column folder_id integer references folder;
alter table email add column folder_id integer references folder;

-- A name is unique in its program, whatever folder of it: `refuseSameNames` sees to that, these find it.
drop index campaign_fold_idx;
drop index static_list_fold_idx;
drop index smart_list_fold_idx;
drop index email_fold_idx;
create unique index on campaign (fold(name), coalesce(folder_id, 0)) where deleted_on is null;
create unique index on static_list (fold(name), coalesce(folder_id, 0)) where deleted_on is null;
create unique index on smart_list (fold(name), coalesce(folder_id, 0)) where deleted_on is null;
create unique index on email (fold(name), coalesce(folder_id, 0)) where deleted_on is null;
create index on campaign (folder_id);
create index on static_list (folder_id);
create index on smart_list (folder_id);
create index on email (folder_id);

-- Every folder with the program it is or stands in, and the names that lead to it.
create view placed_folder as
with recursive placed (id, parent_id, kind, name, program_id, path) as (
  select id, parent_id, kind, name, case when kind = 'program' then id end, array[name]
  from folder where parent_id is null and deleted_on is null
  union all
  select f.id, f.parent_id, f.kind, f.name, case when f.kind = 'program' then f.id else p.program_id end, p.path || f.name
  from placed p join folder f on f.parent_id = p.id and f.deleted_on is null
)
select p.*, o.name as program_name from placed p left join folder o on o.id = p.program_id;

-- Every asset with its full name: behind its program's name, where it stands in one.
create view placed_asset as
select a.*, f.program_id, f.program_name, concat(f.program_name || '.', a.name) as full_name
from (
  select 'campaign' as kind, id, name, folder_id from campaign where deleted_on is null
  union all select 'list', id, name, folder_id from static_list where deleted_on is null
  union all select 'smart list', id, name, folder_id from smart_list where deleted_on is null
  union all select 'email', id, name, folder_id from email where deleted_on is null
) a left join placed_folder f on f.id = a.folder_id;

-- Which of a mail's values are HTML as they are: those of rich text tokens.
alter table delivery add column rich smallint[];
