-- What the sentence about a row names, so that everybody reads it in their language.
alter table import_reject add column args jsonb;
