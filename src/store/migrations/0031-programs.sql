-- Who is told of what by mail (docs/decisions/0050-notifications-by-mail.md).
create table notification_mail (
  address text not null,
  kind text not null,
  mailed_on timestamptz,               -- when the last mail of this kind went to it; null: none yet
  primary key (address, kind)
);
create unique index on notification_mail (fold(address), kind);

-- What is still to be told by mail: written with the notification, gone with the mail that tells it. No foreign keys: what
-- nobody is told of any more, or is no longer there, is left out of the mail.
create table notification_waiting (
  address text not null,
  kind text not null,
  notification_id bigint not null,
  primary key (address, kind, notification_id)
);

-- Where people open these pages: for links in such mails.
insert into setting (name, value) values ('pages_address', '""');

-- When what is in a program stops by itself, and when it did (docs/decisions/0051-expiration.md).
alter table program add column expires_on timestamptz, add column expired_on timestamptz;
-- Whose edit of its costs somebody saves over.
alter table program add column costs_number integer not null default 1;
