-- The forecast reads who was sent what in the last days. Mails stand in the order in which they were made, so a summary of
-- each stretch of the table finds them, and costs next to nothing to keep.
create index delivery_created on delivery using brin (created_on) with (pages_per_range = 32, autosummarize = on);
