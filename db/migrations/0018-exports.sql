-- Files that are made in the background and fetched later: whoever asked may leave the page.
create table exports (
  id integer primary key generated always as identity,
  campaign_id integer not null references campaigns,
  user_id integer not null references users,
  -- The month or day that the file speaks of, as addresses write it, and the edition where an earlier one is asked for.
  shown_at text not null,
  edition integer,
  asked_at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'ready', 'failed')),
  attempts integer not null default 0,
  -- On the database's own clock: tells a file in the making from one whose process died.
  heartbeat_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  name text,
  size bigint not null default 0
);
create index exports_person on exports (user_id, id);
create index exports_unfinished on exports (id) where status in ('waiting', 'running');

-- The file in pieces, so that neither making nor fetching it needs room for the whole.
create table export_parts (
  export_id integer not null references exports on delete cascade,
  ordinal integer not null check (ordinal > 0),
  content bytea not null,
  primary key (export_id, ordinal)
);

alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (kind in
  ('opened', 'dueIn7', 'dueIn1', 'overdue', 'filed', 'returned', 'accepted', 'reviewerIdle', 'reminder', 'moved', 'handedOver',
   'factorOn', 'factorOff', 'factorReset', 'recoveryUsed', 'fileReady'));
