-- What a draft holds that can't be read as an answer, as it was typed, by field: nothing typed is lost.
alter table reports add column unread jsonb not null default '{}';

-- Who has a report's form open right now.
create table presences (
  report_id integer not null references reports on delete cascade,
  user_id integer not null references users on delete cascade,
  seen_at timestamptz not null,
  primary key (report_id, user_id)
);
