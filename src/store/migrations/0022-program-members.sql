-- Programs with members (docs/decisions/0041-program-members.md).

-- What a program of some type can have as its channel: the statuses its members go through.
create table channel (
  id integer primary key generated always as identity,
  name text not null,
  type text not null check (type in ('default', 'event', 'engagement', 'email')),
  standard boolean not null default false, -- as Muster ships it
  created_on timestamptz,
  updated_on timestamptz,
  deleted_on timestamptz
);
create unique index on channel (fold(name)) where deleted_on is null;

-- One that is deleted or hidden is kept: whoever has it keeps it.
create table program_status (
  id integer primary key generated always as identity,
  channel_id integer not null references channel,
  name text not null,
  step smallint not null check (step > 0), -- nobody goes back to a smaller one
  success boolean not null default false,
  hidden boolean not null default false,   -- nobody gets it any more
  deleted_on timestamptz
);
create unique index on program_status (channel_id, fold(name)) where deleted_on is null;

insert into channel (name, type, standard) values
  ('Operational', 'default', true),
  ('Content', 'default', true),
  ('Online Advertising', 'default', true),
  ('List Import', 'default', true),
  ('Event', 'event', true),
  ('Webinar', 'event', true),
  ('Trade Show', 'event', true),
  ('Nurture', 'engagement', true),
  ('Email Send', 'email', true);
insert into program_status (channel_id, name, step, success)
select c.id, s.name, s.step, s.success
from channel c join (values
  (1, 'Operational', 'Member', 10, false),
  (2, 'Content', 'Member', 10, false),
  (3, 'Content', 'Engaged', 20, true),
  (4, 'Online Advertising', 'Visited', 10, false),
  (5, 'Online Advertising', 'Responded', 20, true),
  (6, 'List Import', 'Imported', 10, false),
  (7, 'List Import', 'Engaged', 20, true),
  (8, 'Event', 'Invited', 10, false),
  (9, 'Event', 'Waitlisted', 20, false),
  (10, 'Event', 'Registered', 20, false),
  (11, 'Event', 'No Show', 30, false),
  (12, 'Event', 'Attended', 30, true),
  (13, 'Webinar', 'Invited', 10, false),
  (14, 'Webinar', 'Registered', 20, false),
  (15, 'Webinar', 'No Show', 30, false),
  (16, 'Webinar', 'Attended', 30, true),
  (17, 'Webinar', 'Attended On-demand', 40, true),
  (18, 'Trade Show', 'Invited', 10, false),
  (19, 'Trade Show', 'Visited Booth', 20, true),
  (20, 'Trade Show', 'Met', 30, true),
  (21, 'Nurture', 'Member', 10, false),
  (22, 'Nurture', 'Engaged', 20, true),
  (23, 'Email Send', 'Sent', 10, false),
  (24, 'Email Send', 'Opened', 20, false),
  (25, 'Email Send', 'Clicked', 30, true)
) s (place, channel, name, step, success) on s.channel = c.name
order by s.place;

alter table program add column channel_id integer references channel;
update program p set channel_id = (select min(c.id) from channel c where c.type = p.type);
alter table program alter column channel_id set not null;

-- What a program costs in a month.
create table program_cost (
  program_id integer not null references program on delete cascade,
  month date not null check (extract(day from month) = 1),
  amount numeric(18,2) not null,
  note text,
  primary key (program_id, month)
);

-- What can be said of every member of every program, besides its status.
create table member_field (
  id integer primary key generated always as identity,
  name text not null unique,
  label text not null,
  label_fr text,
  type text not null check (type in ('string', 'text', 'email', 'phone', 'url', 'integer', 'currency', 'percent', 'float',
                                     'date', 'datetime', 'boolean')),
  hidden boolean not null default false,
  created_on timestamptz
);
create unique index on member_field (fold(label)) where not hidden;

-- Who has which status in which program. Rules ask by person or by program, a page by program: both find it by the key.
create table program_member (
  shard smallint not null,
  source smallint not null,            -- who made them a member, as in the log
  acquired boolean not null,           -- it is their acquisition program
  program_id integer not null,
  status_id integer not null,
  campaign_id integer,                 -- the campaign that made them a member; null: a call, a person or an import
  success_on date,                     -- null: no success
  person_id bigint not null,
  member_since timestamptz not null,
  status_on timestamptz not null,
  data jsonb,                          -- member fields by their number
  primary key (shard, program_id, person_id)
) with (fillfactor = 70);

-- The program in which a name first became a member. A program is no field; its day is one.
alter table person add column acquisition_program integer, add column acquisition_date date;
insert into field (name, label, label_fr, type, "column", standard, read_only)
values ('acquisition_date', 'Acquisition Date', 'Date d''acquisition', 'date', 'acquisition_date', true, true);
