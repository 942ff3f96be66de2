-- How a person wants to hear of what happens: a letter at once, one a day, or none; the product shows them always.
alter table users add column letters text not null default 'daily' check (letters in ('atOnce', 'daily', 'none'));

-- What a person was told. The key says of what: it is the ledger by which nothing is said twice, whatever run was missed.
create table notices (
  id bigint primary key generated always as identity,
  user_id integer not null references users on delete cascade,
  kind text not null check (kind in
    ('opened', 'dueIn7', 'dueIn1', 'overdue', 'filed', 'returned', 'accepted', 'reviewerIdle', 'reminder', 'moved', 'handedOver')),
  key text not null,
  report_id integer references reports,
  organisation_id integer references organisations,
  campaign_id integer references campaigns,
  -- What its sentence needs: days, names of schools, counts; never a secret.
  details jsonb not null default '{}',
  at timestamptz not null,
  read_at timestamptz,
  -- The person wanted letters when it was said: later changes of mind send nothing of the past.
  by_letter boolean not null,
  -- The letter that carried it.
  letter_id bigint,
  constraint notices_once unique (user_id, key)
);
create index notices_person on notices (user_id, id);
create index notices_unread on notices (user_id) where read_at is null;
create index notices_unwritten on notices (user_id) where by_letter and letter_id is null and read_at is null;
create index notices_idle on notices (organisation_id, campaign_id, at) where kind = 'reviewerIdle';

-- Letters to be sent and sent. Without a mail server they stay here, where they can be read.
create table letters (
  id bigint primary key generated always as identity,
  user_id integer not null references users on delete cascade,
  address text not null,
  -- The day of a digest: one per person and day. Absent for a letter sent at once.
  digest_for date,
  subject text not null,
  text text not null,
  written_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  error text,
  constraint letters_digest unique (user_id, digest_for)
);
create index letters_unsent on letters (next_attempt_at) where sent_at is null;
alter table notices add constraint notices_letter foreign key (letter_id) references letters;

-- When a school was last reached about what it owes, and how.
create table contacts (
  id integer primary key generated always as identity,
  report_id integer not null references reports,
  organisation_id integer not null references organisations,
  kind text not null check (kind in ('reminder', 'call')),
  note text,
  -- The region's calendar day: one reminder a day for a report, however many click.
  day date not null,
  at timestamptz not null,
  by integer not null references users
);
create unique index contacts_reminded on contacts (report_id, day) where kind = 'reminder';
create index contacts_organisation on contacts (organisation_id, at desc);
