-- Filled-in forms that came as Excel files: one by a school, many by a coordinator. Each file is looked at apart, shows
-- what it would change, and changes it only when asked.
create table imports (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaigns,
  -- Whose: the school's, or the municipality's whose coordinator brought the folder.
  organisation_id integer not null references organisations,
  at timestamptz not null,
  by integer not null references users,
  -- Asked to do what the dry run showed: save as drafts, or file for the schools.
  confirmed text check (confirmed in ('save', 'file')),
  confirmed_at timestamptz,
  constraint imports_confirmed check ((confirmed is null) = (confirmed_at is null))
);
create index imports_organisation on imports (organisation_id, id);

create table import_files (
  id integer primary key generated always as identity,
  import_id integer not null references imports on delete cascade,
  name text not null,
  size integer not null,
  -- Deleted after 30 days, with the answers that were read from it.
  content bytea,
  -- waiting → read (or refused) → done (or failed)
  status text not null check (status in ('waiting', 'read', 'refused', 'done', 'failed')),
  report_id integer references reports,
  -- What was found in it and what became of it (app/domain/import.ts).
  result jsonb
);
create index import_files_import on import_files (import_id, id);
create index import_files_waiting on import_files (id) where status = 'waiting';
alter table import_files alter column content set storage external;

-- Filed by a coordinator for a school, by the school's own file; absent when the school filed it itself.
alter table filings add column import_id integer references imports;
