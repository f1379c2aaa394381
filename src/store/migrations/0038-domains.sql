-- People are found by the domain of their address.
create index person_domain on person_key (split_part(value, '@', 2)) where kind = 0;
