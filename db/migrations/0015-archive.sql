-- The archive of editions: what became of each check of the chain and of its second copy, who vouches for an edition, and to
-- whom it was sent.

create table archive_checks (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaigns,
  -- The region's calendar day.
  day date not null,
  at timestamptz not null,
  -- Absent: the nightly job.
  by integer references users,
  status text not null check (status in ('sound', 'mended', 'damaged', 'unreachable')),
  -- How many editions were read; and how many files, absent without a second copy.
  editions integer not null,
  files integer,
  -- What kept the folder from being used.
  trouble text,
  findings jsonb not null
);
-- However often the nightly job runs, a day has one row of it.
create unique index archive_checks_nightly on archive_checks (campaign_id, day) where by is null;
create index archive_checks_campaign on archive_checks (campaign_id, at);

-- An analyst has looked at the edition and vouches for its figures.
create table edition_approvals (
  edition_id integer primary key references editions,
  at timestamptz not null,
  by integer not null references users
);

-- To whom a campaign's editions are sent; not necessarily users.
create table edition_recipients (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaigns,
  name text not null,
  email text not null,
  added_at timestamptz not null,
  added_by integer not null references users,
  constraint edition_recipients_email unique (campaign_id, email)
);

-- The key is what lets an edition go to an address once, whoever presses how often.
create table edition_sendings (
  edition_id integer not null references editions,
  email text not null,
  name text not null,
  at timestamptz not null,
  by integer not null references users,
  letter_id bigint references letters,
  primary key (edition_id, email)
);

-- A letter to somebody who is no user.
alter table letters alter column user_id drop not null;

-- Editions go out as soon as they are vouched for.
alter table campaigns add column sends_editions boolean not null default false;
