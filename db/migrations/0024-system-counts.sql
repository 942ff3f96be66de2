-- How many filings of a campaign name a system, so that a form's suggestions don't read all filings. Spread over shards by
-- school: two schools that name the same system at once seldom wait for each other. Kept by a trigger, so that a process of the
-- release before counts too.
create table system_counts (
  campaign_id integer not null references campaigns,
  system text not null,
  shard smallint not null,
  filings integer not null,
  primary key (campaign_id, system, shard)
) with (fillfactor = 50);

create function count_system() returns trigger language plpgsql as $$
begin
  insert into system_counts (campaign_id, system, shard, filings)
  values (new.campaign_id, new.system, new.organisation_id % 32, 1)
  on conflict (campaign_id, system, shard) do update set filings = system_counts.filings + 1;
  return null;
end $$;
create trigger filings_count_system after insert on filings
  for each row when (new.system is not null) execute function count_system();

-- The trigger is there first: nothing can be filed between it and the count of what was filed before.
insert into system_counts (campaign_id, system, shard, filings)
select campaign_id, system, 0, count(*) from filings where system is not null group by 1, 2;
