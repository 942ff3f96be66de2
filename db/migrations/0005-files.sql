-- Documents as they were uploaded. Served only as downloads, to those who may see their organisation.
create table files (
  id integer primary key generated always as identity,
  organisation_id integer not null references organisations,
  name text not null check (name <> ''),
  -- By content, not by name.
  type text not null check (type in ('pdf', 'docx', 'jpeg', 'png')),
  size integer not null check (size > 0),
  sha256 bytea not null,
  content bytea not null,
  uploaded_at timestamptz not null,
  uploaded_by integer not null references users
);
create index files_organisation on files (organisation_id);
-- Pictures and PDF are compressed already.
alter table files alter column content set storage external;

alter table decisions add constraint decisions_file foreign key (file_id) references files;

-- The register of local acts of a school: what was approved, when, and the paper itself.
create table acts (
  id integer primary key generated always as identity,
  organisation_id integer not null references organisations,
  kind text not null check (kind in ('appointment', 'plan', 'localAct', 'change', 'other')),
  number text not null check (number <> ''),
  date date not null,
  title text not null check (title <> ''),
  file_id integer references files,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by integer not null references users,
  -- Taken off the register, kept for whoever looks back.
  removed_at timestamptz,
  removed_by integer references users,
  constraint acts_removed check ((removed_at is null) = (removed_by is null))
);
create index acts_organisation on acts (organisation_id) where removed_at is null;

-- Who answered for the journal at a school, by which order (KG-3.3); half-open, so that a hand-over leaves no gap.
create table appointments (
  id integer primary key generated always as identity,
  organisation_id integer not null references organisations,
  user_id integer not null references users,
  order_number text not null check (order_number <> ''),
  order_date date not null,
  act_id integer references acts,
  since date not null,
  until date check (until >= since),
  appointed_at timestamptz not null,
  appointed_by integer not null references users
);
create unique index appointments_current on appointments (organisation_id) where until is null;
