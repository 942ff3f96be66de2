-- The plan of a municipality under an order (MO-4.1). Each save is a version of its own: the newest counts, the earlier
-- ones stay as they were.
create table plans (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaigns,
  municipality_id integer not null references organisations,
  version integer not null,
  -- The document that approves it.
  number text not null check (number <> ''),
  date date not null,
  title text,
  -- Who answers for the rollout in the municipality.
  responsible text not null check (responsible <> ''),
  position text not null check (position <> ''),
  phone text,
  file_id integer references files,
  saved_at timestamptz not null,
  saved_by integer not null references users,
  constraint plans_version unique (campaign_id, municipality_id, version)
);

-- How many schools are to be covered by the end of which day.
create table plan_steps (
  plan_id integer not null references plans,
  by date not null,
  schools integer not null check (schools >= 0),
  primary key (plan_id, by)
);

-- Campaigns opened before don't know which measure asks for the plans.
update campaigns set definition = jsonb_set(definition, '{targets}', (
  select jsonb_agg(
    case when target ->> 'id' = 'in-use' then target || '{"plan": "MO-4.1-1"}'::jsonb else target end order by at
  )
  from jsonb_array_elements(definition -> 'targets') with ordinality as targets (target, at)
))
where order_id = 'MO';
