-- What schools are grouped by: known of a school, or not known yet.
alter table organisations
  add column school_kind text check (school_kind in
    ('secondary', 'gymnasium', 'lyceum', 'basic', 'primary', 'evening', 'boarding', 'cadet', 'correctional', 'other')),
  add column settlement text check (settlement in ('urban', 'rural')),
  add check (kind = 'school' or (school_kind is null and settlement is null));

-- A school closes into others: merged into one, or split into several. It is closed on that day; they work on it.
create table successions (
  from_id integer not null references organisations,
  to_id integer not null references organisations check (to_id <> from_id),
  kind text not null check (kind in ('merged', 'split')),
  -- The first day on which the one no longer works, and the others work in its place.
  since date not null,
  document text not null check (document <> ''),
  at timestamptz not null,
  by integer not null references users,
  primary key (from_id, to_id)
);
create index successions_to on successions (to_id);
-- A merged school has one successor.
create unique index successions_merged on successions (from_id) where kind = 'merged';
