-- The engine's tables. Names are singular and the field's own words.
-- Every table with rows of people starts with `shard`, the unit of order and the distribution column.

-- Text is compared by this one function: case folded, so `is` ignores case in every script.
-- Text is stored in NFC (normalised where it is written), so no reader has to normalise.
create function fold(text) returns text
  language sql immutable strict parallel safe
  return casefold($1 collate pg_unicode_fast);

-- Of several texts at once; folded when the statement is planned, because it is immutable.
create function fold(text[]) returns text[]
  language sql immutable strict parallel safe
  return array(select casefold(v collate pg_unicode_fast) from unnest($1) v);

-- The clock all processes agree on: the machine's clock plus an offset, or standing still.
create table clock (
  one boolean primary key default true check (one),
  offset_us bigint not null default 0,
  stopped_at timestamptz
);
insert into clock default values;

create table setting (
  name text primary key,
  value jsonb not null
);
insert into setting (name, value) values
  ('zone', '"UTC"'),
  ('language', '"en"'),
  ('week_starts', '1'),
  ('quarter_starts', '1'),
  ('person_limit', 'null'),
  ('minimum_lead_minutes', '0'),
  ('refusals_stored_per_hour', '100');

-- 32 rows. A transaction that writes rows of people locks its shards first, ascending.
-- last_instant: no transaction of this shard is earlier. epoch: raised when definitions change.
create table shard (
  shard smallint primary key,
  last_instant timestamptz not null default '-infinity',
  epoch bigint not null default 0
) with (fillfactor = 20, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
insert into shard (shard) select generate_series(0, 31);

-- 32 creation lanes, taken before any shard lock by whoever creates people by key: lane = hash of the key.
create table lane (lane smallint primary key) with (fillfactor = 20);
insert into lane select generate_series(0, 31);

-- ---------------------------------------------------------------- fields and people

create table field (
  id integer primary key generated always as identity,
  name text not null unique,           -- API name, never changes
  label text not null,
  label_fr text,
  type text not null check (type in ('string','text','email','phone','url','integer','score','currency',
                                     'percent','float','date','datetime','boolean','formula')),
  "column" text unique,                -- the column of person; null for a formula
  formula text,                        -- token text, formula fields only
  standard boolean not null default false,
  read_only boolean not null default false,
  hidden boolean not null default false,
  key boolean not null default false,  -- people can be looked up by it
  created_on timestamptz,
  check ((type = 'formula') = ("column" is null))
);
create unique index on field (fold(label)) where not hidden;

create sequence person_id;

-- Half-filled pages: a set-based step rewrites every row of a page, and the new versions fit beside the old (HOT).
-- No index but the primary key: every index that a step touches ends HOT.
create table person (
  shard smallint not null,
  id bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  person_score integer,
  unsubscribed boolean not null default false,
  black_listed boolean not null default false,
  marketing_suspended boolean not null default false,
  email_invalid boolean not null default false,
  email_suspended boolean not null default false,
  do_not_call boolean not null default false,
  is_customer boolean not null default false,
  is_partner boolean not null default false,
  email text,
  first_name text,
  last_name text,
  state text,
  country text,
  city text,
  company text,
  person_status text,
  person_source text,
  job_title text,
  middle_name text,
  salutation text,
  address text,
  postal_code text,
  phone text,
  mobile_phone text,
  main_phone text,
  fax text,
  website text,
  department text,
  role text,
  industry text,
  sic_code text,
  site text,
  num_employees integer,
  annual_revenue numeric(18,2),
  parent_company text,
  billing_address text,
  billing_city text,
  billing_state text,
  billing_country text,
  billing_postal_code text,
  date_of_birth date,
  person_rating text,
  person_time_zone text,
  person_owner_email text,
  person_owner_first_name text,
  person_owner_last_name text,
  person_owner_job_title text,
  person_owner_phone text,
  unsubscribed_reason text,
  email_invalid_cause text,
  email_suspended_at timestamptz,
  email_suspended_cause text,
  do_not_call_reason text,
  notes text,
  anonymous_ip text,
  inferred_city text,
  inferred_company text,
  inferred_country text,
  inferred_metropolitan_area text,
  inferred_phone_area_code text,
  inferred_postal_code text,
  inferred_state_region text,
  original_referrer text,
  original_search_engine text,
  original_search_phrase text,
  original_source_info text,
  original_source_type text,
  registration_source_info text,
  registration_source_type text,
  primary key (shard, id)
) with (fillfactor = 50);
alter table person alter column notes set storage extended;

insert into field (name, label, label_fr, type, "column", standard, read_only, formula)
select name, label, label_fr, type, case when type <> 'formula' then coalesce("column", name) end, true, read_only, formula
from (values
  ('email', 'Email Address', 'Adresse e-mail', 'email', null, false, null),
  ('first_name', 'First Name', 'Prénom', 'string', null, false, null),
  ('last_name', 'Last Name', 'Nom', 'string', null, false, null),
  ('full_name', 'Full Name', 'Nom complet', 'formula', null, true, '{{lead.First Name}} {{lead.Last Name}}'),
  ('middle_name', 'Middle Name', 'Deuxième prénom', 'string', null, false, null),
  ('salutation', 'Salutation', 'Civilité', 'string', null, false, null),
  ('person_score', 'Person Score', 'Score de la personne', 'score', null, false, null),
  ('person_status', 'Person Status', 'Statut de la personne', 'string', null, false, null),
  ('person_source', 'Person Source', 'Source de la personne', 'string', null, false, null),
  ('person_rating', 'Person Rating', 'Évaluation de la personne', 'string', null, false, null),
  ('person_time_zone', 'Person Time Zone', 'Fuseau horaire de la personne', 'string', null, false, null),
  ('job_title', 'Job Title', 'Fonction', 'string', null, false, null),
  ('department', 'Department', 'Service', 'string', null, false, null),
  ('role', 'Role', 'Rôle', 'string', null, false, null),
  ('address', 'Address', 'Adresse', 'text', null, false, null),
  ('city', 'City', 'Ville', 'string', null, false, null),
  ('state', 'State', 'État ou région', 'string', null, false, null),
  ('country', 'Country', 'Pays', 'string', null, false, null),
  ('postal_code', 'Postal Code', 'Code postal', 'string', null, false, null),
  ('phone', 'Phone Number', 'Téléphone', 'phone', null, false, null),
  ('mobile_phone', 'Mobile Phone Number', 'Téléphone mobile', 'phone', null, false, null),
  ('fax', 'Fax Number', 'Télécopie', 'phone', null, false, null),
  ('date_of_birth', 'Date of Birth', 'Date de naissance', 'date', null, false, null),
  ('website', 'Website', 'Site web', 'url', null, false, null),
  ('notes', 'Notes', 'Notes', 'text', null, false, null),
  ('company', 'Company Name', 'Société', 'string', null, false, null),
  ('site', 'Site', 'Établissement', 'string', null, false, null),
  ('industry', 'Industry', 'Secteur', 'string', null, false, null),
  ('sic_code', 'SIC Code', 'Code SIC', 'string', null, false, null),
  ('num_employees', 'Num Employees', 'Effectif', 'integer', null, false, null),
  ('annual_revenue', 'Annual Revenue', 'Chiffre d''affaires annuel', 'currency', null, false, null),
  ('parent_company', 'Parent Company Name', 'Société mère', 'string', null, false, null),
  ('main_phone', 'Main Phone', 'Téléphone principal', 'phone', null, false, null),
  ('billing_address', 'Billing Address', 'Adresse de facturation', 'text', null, false, null),
  ('billing_city', 'Billing City', 'Ville de facturation', 'string', null, false, null),
  ('billing_state', 'Billing State', 'État ou région de facturation', 'string', null, false, null),
  ('billing_country', 'Billing Country', 'Pays de facturation', 'string', null, false, null),
  ('billing_postal_code', 'Billing Postal Code', 'Code postal de facturation', 'string', null, false, null),
  ('person_owner_email', 'Person Owner Email Address', 'E-mail du responsable', 'email', null, false, null),
  ('person_owner_first_name', 'Person Owner First Name', 'Prénom du responsable', 'string', null, false, null),
  ('person_owner_last_name', 'Person Owner Last Name', 'Nom du responsable', 'string', null, false, null),
  ('person_owner_job_title', 'Person Owner Job Title', 'Fonction du responsable', 'string', null, false, null),
  ('person_owner_phone', 'Person Owner Phone Number', 'Téléphone du responsable', 'phone', null, false, null),
  ('unsubscribed', 'Unsubscribed', 'Désabonné', 'boolean', null, false, null),
  ('unsubscribed_reason', 'Unsubscribed Reason', 'Motif du désabonnement', 'string', null, false, null),
  ('black_listed', 'Blocklisted', 'Sur liste de blocage', 'boolean', null, false, null),
  ('marketing_suspended', 'Marketing Suspended', 'Marketing interrompu', 'boolean', null, false, null),
  ('email_invalid', 'Email Invalid', 'E-mail non valide', 'boolean', null, false, null),
  ('email_invalid_cause', 'Email Invalid Cause', 'Cause de l''e-mail non valide', 'string', null, false, null),
  ('email_suspended', 'Email Suspended', 'E-mail interrompu', 'boolean', null, false, null),
  ('email_suspended_at', 'Email Suspended At', 'E-mail interrompu le', 'datetime', null, false, null),
  ('email_suspended_cause', 'Email Suspended Cause', 'Cause de l''interruption', 'string', null, false, null),
  ('do_not_call', 'Do Not Call', 'Ne pas appeler', 'boolean', null, false, null),
  ('do_not_call_reason', 'Do Not Call Reason', 'Motif de ne pas appeler', 'string', null, false, null),
  ('is_customer', 'Is Customer', 'Est client', 'boolean', null, false, null),
  ('is_partner', 'Is Partner', 'Est partenaire', 'boolean', null, false, null),
  ('created_at', 'Created At', 'Créé le', 'datetime', null, true, null),
  ('updated_at', 'Updated At', 'Modifié le', 'datetime', null, true, null),
  ('anonymous_ip', 'Anonymous IP', 'IP anonyme', 'string', null, false, null),
  ('inferred_city', 'Inferred City', 'Ville déduite', 'string', null, false, null),
  ('inferred_company', 'Inferred Company', 'Société déduite', 'string', null, false, null),
  ('inferred_country', 'Inferred Country', 'Pays déduit', 'string', null, false, null),
  ('inferred_metropolitan_area', 'Inferred Metropolitan Area', 'Agglomération déduite', 'string', null, false, null),
  ('inferred_phone_area_code', 'Inferred Phone Area Code', 'Indicatif téléphonique déduit', 'string', null, false, null),
  ('inferred_postal_code', 'Inferred Postal Code', 'Code postal déduit', 'string', null, false, null),
  ('inferred_state_region', 'Inferred State Region', 'Région déduite', 'string', null, false, null),
  ('original_referrer', 'Original Referrer', 'Référent d''origine', 'url', null, false, null),
  ('original_search_engine', 'Original Search Engine', 'Moteur de recherche d''origine', 'string', null, false, null),
  ('original_search_phrase', 'Original Search Phrase', 'Recherche d''origine', 'string', null, false, null),
  ('original_source_info', 'Original Source Info', 'Détail de la source d''origine', 'string', null, false, null),
  ('original_source_type', 'Original Source Type', 'Type de la source d''origine', 'string', null, false, null),
  ('registration_source_info', 'Registration Source Info', 'Détail de la source d''inscription', 'string', null, false, null),
  ('registration_source_type', 'Registration Source Type', 'Type de la source d''inscription', 'string', null, false, null)
) f (name, label, label_fr, type, "column", read_only, formula);

-- Who has which key. kind 0 is e-mail, else the id of a field marked as key; value is folded. Not unique: several
-- people may share an address; the oldest (lowest id) is meant then.
create table person_key (
  lane smallint not null,
  kind integer not null,
  value text not null,
  shard smallint not null,
  person_id bigint not null,
  primary key (value, kind, person_id)
);

-- Where a merged person went.
create table person_alias (
  shard smallint not null,
  id bigint not null,
  into_shard smallint not null,
  into_id bigint not null,
  merged_on timestamptz not null,
  primary key (shard, id)
);
create index on person_alias (into_shard, into_id);

-- Keys that a person has from those merged into them and that none of their own fields says.
create table merged_key (
  shard smallint not null,
  person_id bigint not null,
  kind integer not null,
  value text not null,
  primary key (shard, person_id, kind, value)
);

-- ---------------------------------------------------------------- activities

-- Custom types; the standard ones are in the vocabulary.
create table activity_type (
  id integer primary key check (id >= 100001),
  name text not null unique,
  definition jsonb not null,           -- labels, primary attribute, attributes
  created_on timestamptz not null
);

-- What activities point at and Muster does not make itself: web pages, links, forms, and e-mails sent elsewhere.
create table asset (
  id integer primary key generated always as identity,
  kind text not null,
  name text not null
);
create unique index on asset (kind, fold(name));

-- The log. record() is its only writer. occurred_on is what filters and people see, recorded_on the engine's instant
-- (occurred_on <= recorded_on). Narrow columns first; engine-made rows leave attributes null.
create sequence activity_id;
create table activity (
  shard smallint not null,
  step smallint,
  choice smallint,
  result smallint not null default 0,  -- 0 succeeded, 1 skipped, 2 failed
  type_id integer not null,
  asset_id integer,                    -- the primary value, when it is a thing with an id
  run_id integer,
  person_id bigint not null,
  id bigint not null default nextval('activity_id'),
  entry_id bigint,
  recorded_on timestamptz not null,
  occurred_on timestamptz not null,
  source smallint not null default 0,
  reason text,
  value text,                          -- the primary value, when it is free text
  old_value text,
  new_value text,
  attributes jsonb
) partition by range (recorded_on);
create index activity_person on activity (shard, person_id, occurred_on);
create index activity_type_asset on activity (type_id, asset_id, occurred_on) include (shard, person_id)
  where type_id in (1, 2, 3, 6, 7, 8, 9, 10, 11, 27, 46) or type_id > 100000;
create table activity_rest partition of activity default;

-- ---------------------------------------------------------------- lists

create table static_list (
  id integer primary key generated always as identity,
  name text not null,
  description text,
  created_on timestamptz not null,
  deleted_on timestamptz
);
create unique index on static_list (fold(name)) where deleted_on is null;

create table list_member (
  shard smallint not null,
  list_id integer not null,
  person_id bigint not null,
  added_on timestamptz not null,
  primary key (shard, list_id, person_id)
);

create table smart_list (
  id integer primary key generated always as identity,
  name text not null,
  description text,
  rules jsonb not null,
  created_on timestamptz not null,
  updated_on timestamptz not null,
  deleted_on timestamptz
);
create unique index on smart_list (fold(name)) where deleted_on is null;

-- ---------------------------------------------------------------- campaigns

create table campaign (
  id integer primary key generated always as identity,
  name text not null,
  description text,
  executable boolean not null default false,
  qualification jsonb not null default '{"rule":"once"}',
  person_limit integer,
  version_id integer,                  -- the newest version: what is shown, and what the next run pins
  active_run_id integer,               -- the run of the activation, while a trigger campaign is active
  created_on timestamptz not null,
  updated_on timestamptz not null,
  deleted_on timestamptz
);
create unique index on campaign (fold(name)) where deleted_on is null;

create table campaign_version (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaign,
  number integer not null,
  rules jsonb not null,
  flow jsonb not null,
  created_on timestamptz not null,
  unique (campaign_id, number)
);

-- One batch run, or one activation of a trigger campaign.
create table campaign_run (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaign,
  version_id integer references campaign_version,
  kind text not null check (kind in ('batch', 'trigger')),
  state text not null check (state in ('scheduled','starting','running','done','aborted','blocked','failed','cancelled',
                                       'active','inactive')),
  scheduled_for timestamptz not null,  -- the entry time of everybody in a batch run
  started_on timestamptz,
  ended_on timestamptz,
  person_limit integer,
  step smallint not null default 0,    -- batch: the step being worked; 0 is entering
  matched integer,
  qualified integer,
  reason text,
  problems jsonb,
  asked_by text
);
create unique index campaign_run_alone on campaign_run (campaign_id) where state in ('starting', 'running');
create index on campaign_run (scheduled_for) where state in ('scheduled', 'starting', 'running');
create index on campaign_run (campaign_id, id);

-- How far a batch run is: the people of this shard below next_person are through this step. Its last update in a
-- piece's transaction is what makes a piece happen once.
create table run_place (
  shard smallint not null,
  run_id integer not null,
  step smallint not null,
  next_person bigint not null,
  primary key (shard, run_id, step)
) with (fillfactor = 30);

-- Counts, written with the piece and summed when read, so that workers never meet on a row.
create table run_count (
  shard smallint not null,
  run_id integer not null,
  step smallint not null,
  choice smallint not null,
  result smallint not null,
  reason text not null default '',
  people bigint not null,
  primary key (shard, run_id, step, choice, result, reason)
) with (fillfactor = 30);

create sequence entry_id;

-- One person's way through one flow. Of a batch run: written when the run starts, its step is the run's place, its
-- version the run's. Of a trigger: step and due say where it goes on; both null once it has ended.
create table entry (
  shard smallint not null,
  origin smallint not null,            -- 0 live, 1 bulk
  step smallint,
  depth smallint not null default 0,   -- how many campaigns stand in its chain of causes
  how smallint,                        -- how it ended: 0 finished, 1 removed, 2 aborted, 3 refused, 4 failed, 5 merged
  run_id integer not null,
  version_id integer,
  person_id bigint not null,
  id bigint not null default nextval('entry_id'),
  cause bigint,                        -- the activity that admitted it
  entered_on timestamptz,              -- null: the run's scheduled_for
  due timestamptz,
  ended_on timestamptz,
  chain integer[],                     -- the campaigns in its chain of causes, oldest first
  trigger jsonb,                       -- the event's values, when the flow uses trigger tokens
  primary key (shard, run_id, person_id, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
create index entry_due on entry (shard, origin, due, id) where due is not null;

-- Who has ever been in which campaign: one narrow row for ever.
create table membership (
  shard smallint not null,
  campaign_id integer not null,
  person_id bigint not null,
  times integer not null,
  first_on timestamptz not null,
  last_on timestamptz not null,
  primary key (shard, campaign_id, person_id)
) with (fillfactor = 70);

-- Did Not Enter, summed: bulk events, and live ones above the threshold of an hour.
create table refusal_count (
  shard smallint not null,
  campaign_id integer not null,
  hour timestamptz not null,
  reason text not null,
  people bigint not null,
  stored bigint not null default 0,    -- how many of them have a row in the log
  primary key (shard, campaign_id, hour, reason)
);

-- Events that a loop guard holds back for one person and campaign, until somebody releases or drops them.
create table held_event (
  shard smallint not null,
  campaign_id integer not null,
  person_id bigint not null,
  id bigint not null generated always as identity,
  activity_id bigint not null,
  depth smallint not null,
  chain integer[] not null,
  trigger jsonb,
  held_on timestamptz not null,
  primary key (shard, campaign_id, person_id, id)
);

-- ---------------------------------------------------------------- imports, calls, notes to people

create table import (
  id integer primary key generated always as identity,
  kind text not null check (kind in ('people', 'activities')),
  name text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  options jsonb not null,
  file text not null,
  bytes bigint not null,
  lines_done bigint not null default 0,
  bytes_done bigint not null default 0,
  created bigint not null default 0,
  updated bigint not null default 0,
  unchanged bigint not null default 0,
  skipped bigint not null default 0,
  rejected bigint not null default 0,
  warnings bigint not null default 0,
  problem jsonb,
  asked_on timestamptz not null,
  started_on timestamptz,
  ended_on timestamptz
);

create table import_reject (
  import_id integer not null references import on delete cascade,
  line bigint not null,
  kind smallint not null default 0,    -- 0 rejected, 1 warning
  code text not null,
  field text,
  reason text not null,
  row text,
  primary key (import_id, line, kind, code)
);

-- Answers already given, per item of a call, written in the item's own transaction: the same call again is answered
-- from here. Kept for a week.
create table call_item (
  key text not null,
  item integer not null,
  digest bytea not null,
  answer jsonb not null,
  answered_on timestamptz not null,
  primary key (key, item)
);
create index on call_item (answered_on);

create table notification (
  id bigint primary key generated always as identity,
  noted_on timestamptz not null,
  kind text not null,
  subject text not null,
  detail jsonb
);

create table audit_event (
  id bigint primary key generated always as identity,
  occurred_on timestamptz not null,
  actor text not null,
  action text not null,
  object text not null,
  object_id text,
  detail jsonb
);
