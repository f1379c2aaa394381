-- What somebody changed is found by its name, as it was called then, also when it is gone.
alter table audit_event add column name text;
update audit_event set object = 'held event' where object = 'held-event';
update audit_event set action = 'edit' where action = 'change';
update audit_event a set name = coalesce(detail ->> 'name', case
  when object = 'campaign' then (select name from campaign where id::text = object_id)
  when object = 'list' then (select name from static_list where id::text = object_id)
  when object = 'smart list' then (select name from smart_list where id::text = object_id)
  when object = 'email' then (select name from email where id::text = object_id)
  when object in ('folder', 'program') then (select name from folder where id::text = object_id)
  when object = 'channel' then (select name from channel where id::text = object_id)
  when object = 'field' then (select label from field where name = object_id)
  when object in ('suppression', 'notification mail', 'member field') then object_id end);
create index on audit_event (occurred_on, id);
create index on audit_event (object, object_id, occurred_on, id);
