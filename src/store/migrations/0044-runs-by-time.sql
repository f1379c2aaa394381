-- Runs are listed by the moment they began, or shall begin: of a campaign, and of all. A run that was moved alone stands
-- in its order, whatever its number.
create index campaign_run_moment on campaign_run (campaign_id, coalesce(started_on, scheduled_for), id);
create index campaign_run_moments on campaign_run (coalesce(started_on, scheduled_for), id);
drop index campaign_run_campaign_id_id_idx;
