-- A question to the figures that a person keeps under a name; the address's query is the question.
create table views (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaigns,
  user_id integer not null references users,
  name text not null check (name <> ''),
  query text not null,
  saved_at timestamptz not null,
  constraint views_name unique (campaign_id, user_id, name)
);
