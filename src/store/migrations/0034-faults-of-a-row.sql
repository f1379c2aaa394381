-- A row of a file that was refused has all that is wrong with it: an array of {code, field, args}. `field` is its label in
-- both languages. What was refused before has the sentence it was refused with, in place of its arguments.
alter table import_reject add column faults jsonb;
update import_reject set faults = jsonb_build_array(jsonb_build_object(
  'code', code, 'field', case when field is null then null else jsonb_build_object('en', field, 'fr', field) end,
  'args', args, 'reason', case when args is null then reason end));
alter table import_reject drop column code, drop column field, drop column reason, drop column args,
  alter column faults set not null, add primary key (import_id, line, kind);
