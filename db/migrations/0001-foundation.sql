-- Russian order of names: Ё stands beside Е whatever locale the cluster was made with.
create collation ru (provider = icu, locale = 'ru-RU');

create table organisations (
  id integer primary key generated always as identity,
  kind text not null check (kind in ('region', 'municipality', 'school')),
  name text not null check (name <> ''),
  phone text,
  -- The region alone names the zone in which days and months begin.
  zone text check ((zone is not null) = (kind = 'region')),
  general_education boolean not null default true,
  -- Half-open: the first day on which it works, and the first on which it no longer does.
  opened date not null,
  closed date check (closed > opened),
  -- Generated data says so on every page.
  demo boolean not null default false,
  -- Raised by every change: the form that was opened on an older one does not overwrite it.
  version integer not null default 1
);
create unique index organisations_name on organisations (kind, name) where kind = 'municipality';

-- To whom an organisation belonged, and when; half-open, so that a move leaves no day without a parent.
create table placements (
  organisation_id integer not null references organisations,
  parent_id integer not null references organisations,
  since date not null,
  until date check (until > since),
  primary key (organisation_id, since)
);
create index placements_parent on placements (parent_id, organisation_id);
create unique index placements_current on placements (organisation_id) where until is null;

create table users (
  id integer primary key generated always as identity,
  email text not null check (email = lower(email)),
  name text not null check (name <> ''),
  position text,
  phone text,
  role text not null check (role in
    ('director', 'responsible', 'coordinator', 'analyst', 'supervisor', 'methodist', 'administrator')),
  organisation_id integer not null references organisations,
  -- Absent until the person has used the invitation.
  password_hash text,
  blocked boolean not null default false,
  version integer not null default 1,
  constraint users_email unique (email)
);
create index users_organisation on users (organisation_id);

create table invitations (
  code_hash bytea primary key,
  user_id integer not null references users on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table sessions (
  token_hash bytea primary key,
  user_id integer not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);

-- rate-limiter-flexible's own shape.
create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

create table campaigns (
  id integer primary key generated always as identity,
  order_id text not null,
  -- The region or municipality whose schools the order binds.
  scope_id integer not null references organisations,
  -- The order as it stood at opening, dates moved; an old report is always shown by it.
  definition jsonb not null,
  moved_by_years integer not null,
  opened_at timestamptz not null,
  constraint campaigns_once unique (order_id, scope_id, moved_by_years)
);

create table reporting_dates (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaigns,
  form_id text not null,
  as_of date not null,
  due date not null,
  opens date not null check (opens <= due),
  constraint reporting_dates_once unique (campaign_id, form_id, as_of)
);

-- One organisation's answers for one reporting date. The row is the obligation: it is there before anyone types.
create table reports (
  id integer primary key generated always as identity,
  reporting_date_id integer not null references reporting_dates,
  organisation_id integer not null references organisations,
  status text not null default 'due' check (status in ('due', 'draft', 'filed', 'returned', 'accepted')),
  answers jsonb,
  version integer not null default 0,
  saved_at timestamptz,
  saved_by integer references users,
  constraint reports_once unique (organisation_id, reporting_date_id),
  constraint reports_saved check ((status = 'due') = (answers is null))
);
create index reports_by_date on reports (reporting_date_id, status);

-- Each filing is kept as it was: what it said, when, by whom, in time or late.
create table filings (
  id integer primary key generated always as identity,
  report_id integer not null references reports,
  ordinal integer not null check (ordinal > 0),
  -- From the report's rows, so that the last filing of a school as of a day is one index look-up.
  campaign_id integer not null references campaigns,
  form_id text not null,
  organisation_id integer not null references organisations,
  as_of date not null,
  filed_at timestamptz not null,
  filed_by integer not null references users,
  -- The version of the draft that was filed: a repeated click finds its own filing.
  from_version integer not null,
  late boolean not null,
  answers jsonb not null,
  -- The first day on which this filing makes the school covered; absent when it does not.
  covered_from date,
  -- The system named in it, projected for lists and exports.
  system text,
  constraint filings_ordinal unique (report_id, ordinal)
);
create index filings_last on filings (organisation_id, campaign_id, form_id, as_of desc, filed_at desc);

create table filing_figures (
  filing_id integer not null references filings,
  item text not null,
  n integer not null check (n >= 0),
  "of" integer not null,
  primary key (filing_id, item),
  constraint filing_figures_share check (n <= "of")
);

create table reviews (
  filing_id integer primary key references filings,
  decision text not null check (decision in ('accepted', 'returned')),
  reason text,
  at timestamptz not null,
  by integer not null references users,
  constraint reviews_reason check ((decision = 'returned') = (reason is not null))
);

-- A frozen monthly summary. Compiling again makes the next number; nothing here is ever updated.
create table editions (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaigns,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  number integer not null check (number > 0),
  -- Taken before the data was read.
  read_at timestamptz not null,
  -- The data was read after the month had ended.
  complete boolean not null,
  -- Region and municipalities apart from the schools: charts over months read the small part alone.
  totals jsonb not null,
  schools jsonb not null,
  constraint editions_number unique (campaign_id, month, number)
);

create table job_runs (
  -- Days and months are the region's.
  region_id integer not null references organisations,
  job text not null,
  -- The month or day the run is for.
  period text not null,
  attempt integer not null check (attempt > 0),
  status text not null check (status in ('requested', 'running', 'succeeded', 'failed')),
  requested_by integer references users,
  started_at timestamptz,
  finished_at timestamptz,
  -- On the database's own clock: tells a run at work from one whose process died.
  heartbeat_at timestamptz,
  -- What was done, or what went wrong, in a sentence.
  result text,
  primary key (region_id, job, period, attempt)
);

create table audit (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  -- Absent: the clock, or somebody not signed in.
  actor_id integer references users,
  action text not null,
  subject text not null,
  subject_id integer,
  organisation_id integer references organisations,
  details jsonb not null default '{}'
);
create index audit_subject on audit (subject, subject_id);
