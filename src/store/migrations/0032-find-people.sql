-- People are found by the beginnings of the words of their names and of their company; the beginning of an address is
-- found in person_key.

-- The words of a text as they are compared: folded, and without accents, so that “zoe” finds “Zoë”.
create function words(text) returns text[]
  language sql immutable strict parallel safe
  return array_remove(string_to_array(translate(
    case when octet_length($1) = char_length($1) then fold($1)
      else regexp_replace(normalize(fold($1), nfd), U&'[\0300-\036f]', '', 'g') end,
    U&'-,\0009\00a0\3000', '     '), ' '), '');

-- Those of a person; of names that are written without a space between them, also both as one word, family name first.
-- A word that the index keeps has at most 2 kB, so no more is read of each.
create function person_words(first_name text, last_name text, company text) returns tsvector
  language sql immutable parallel safe
  return array_to_tsvector(words(coalesce(left($1, 100), '') || ' ' || coalesce(left($2, 100), '') || ' ' || coalesce(left($3, 100), '')
    || case when $2 collate "C" >= U&'\2e80' then ' ' || left($2, 100) || coalesce(left($1, 100), '') else '' end));

-- Asks for those who have a word that begins so, for each word of a text; null: the text has none.
create function words_begin(text) returns tsquery
  language sql immutable strict parallel safe
  return (select string_agg('''' || replace(replace(w, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery from unnest(words($1)) w);

-- What is new is first only gathered, and put in its place by settleNames, so that whoever writes people never waits for it.
create index person_words on person using gin (person_words(first_name, last_name, company)) with (gin_pending_list_limit = 65536);
