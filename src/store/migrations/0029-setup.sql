-- Whether somebody has answered what a first start asks, or put it off (docs/decisions/0045-what-a-first-start-asks.md).
-- Where a setting was changed before there is nothing to ask.
insert into setting (name, value)
select 'setup_answered', to_jsonb(exists (select from audit_event where object = 'setting' and actor <> 'demo'));
