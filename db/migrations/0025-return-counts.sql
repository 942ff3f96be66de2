-- What a campaign's reports are returned for: how many returns for a category remark on an item. Kept by a trigger, so that a
-- process of the release before counts too.
create table return_counts (
  campaign_id integer not null references campaigns,
  item text not null,
  category text not null,
  times integer not null,
  primary key (campaign_id, item, category)
) with (fillfactor = 50);

-- In one order, so that two returns at once don't wait for each other.
create function count_returns() returns trigger language plpgsql as $$
begin
  insert into return_counts (campaign_id, item, category, times)
  select f.campaign_id, k.item, v.category, count(*)
  from remarked k
  join reviews v on v.filing_id = k.filing_id and v.decision = 'returned'
  join filings f on f.id = k.filing_id
  group by f.campaign_id, k.item, v.category
  order by f.campaign_id, k.item, v.category
  on conflict (campaign_id, item, category) do update set times = return_counts.times + excluded.times;
  return null;
end $$;
create trigger remarks_count_returns after insert on remarks
  referencing new table as remarked for each statement execute function count_returns();

-- The trigger is there first: nothing can be returned between it and the count of what was returned before.
insert into return_counts (campaign_id, item, category, times)
select f.campaign_id, k.item, v.category, count(*)
from remarks k
join reviews v on v.filing_id = k.filing_id and v.decision = 'returned'
join filings f on f.id = k.filing_id
group by f.campaign_id, k.item, v.category;
