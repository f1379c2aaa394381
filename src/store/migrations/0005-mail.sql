-- What an e-mail says: the draft people edit, and the version that is sent. Its number is that of the asset its activities name.
create table email (
  id integer primary key references asset (id),
  name text not null,
  draft jsonb not null,
  version_id integer,                  -- the approved version; null: not approved
  created_on timestamptz not null,
  updated_on timestamptz not null,
  deleted_on timestamptz
);
create unique index on email (fold(name)) where deleted_on is null;

-- What was approved; never changed.
create table email_version (
  id integer primary key generated always as identity,
  email_id integer not null references email (id),
  number integer not null,
  content jsonb not null,
  tokens text[] not null,              -- as they are written; a delivery has their values in this order
  created_on timestamptz not null,
  unique (email_id, number)
);

-- The outbox: mail to be handed over, and what became of it. Written under the lock of its shard by the step that sends it;
-- its state also by whoever holds the lease of the outbox.
create sequence delivery_id;
create table delivery (
  shard smallint not null,
  kind smallint not null,              -- 0 e-mail, 1 alert, 2 test
  state smallint not null default 0,   -- 0 queued, 1 accepted, 2 delivered, 3 bounced, 4 given up, 5 stopped
  origin smallint not null,
  step smallint,
  choice smallint,
  tries smallint not null default 0,
  operational boolean not null,
  run_id integer,
  version_id integer not null,
  person_id bigint not null,
  id bigint not null default nextval('delivery_id'),
  entry_id bigint,
  created_on timestamptz not null,
  next_try timestamptz,                -- while it is queued; -infinity: at once
  sent_on timestamptz,
  opened_on timestamptz,
  address text not null,
  answer text,                         -- what the server said last
  tokens text[] not null,
  primary key (shard, id)
);
create unique index delivery_step on delivery (shard, person_id, entry_id, step);
create index delivery_queue on delivery (origin, next_try, id) where next_try is not null;
create index delivery_accepted on delivery (shard, id) where state = 1;
create index delivery_newest on delivery (id);

-- Addresses that may not be mailed, whoever has them: it outlives the person who said so.
create table suppression (
  address text primary key,            -- folded
  person_id bigint not null,           -- whose own fields say it while they are there
  unsubscribed_on timestamptz,
  blocklisted_on timestamptz,
  invalid_on timestamptz
);

-- Who got the mail of a step of a batch run, where several people have one address.
create table send_address (
  run_id integer not null,
  step smallint not null,
  address text not null,
  person_id bigint not null,
  primary key (run_id, step, address)
);

-- Signs the links of mails.
create table secret (name text primary key, value text not null);
insert into secret values ('links', gen_random_uuid()::text || gen_random_uuid()::text);

alter table campaign add column block_over_limit boolean not null default false;

insert into setting (name, value) values
  ('sender_name', '""'),
  ('sender_address', '""'),
  ('mails_per_day', 'null'),
  ('mails_per_7_days', 'null'),
  ('block_over_limit', 'false');
