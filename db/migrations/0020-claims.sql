-- What a process takes in hand (db/queries/claims.ts) is told alike of runs, letters, imported files and files made in the
-- background: how often it has been taken (the number of the holder's claim), when its holder last showed life, how often
-- it has failed and how often its process died since somebody asked for it, and that it is not to be taken before then.
alter table job_runs
  add column failures integer not null default 0,
  add column interruptions integer not null default 0,
  -- Of a failed run: when it is tried again; absent when it is given up.
  add column next_attempt_at timestamptz;
alter table letters
  add column heartbeat_at timestamptz,
  add column failures integer not null default 0,
  add column interruptions integer not null default 0;
alter table import_files
  add column attempts integer not null default 0,
  add column heartbeat_at timestamptz,
  add column failures integer not null default 0,
  add column interruptions integer not null default 0,
  add column next_attempt_at timestamptz;
alter table exports
  add column failures integer not null default 0,
  add column interruptions integer not null default 0,
  add column next_attempt_at timestamptz;
-- Taken by how they stand, not by looking through all that was ever run.
create index job_runs_open on job_runs (region_id, status) where status in ('requested', 'running', 'failed');

-- When a scheduler last looked at the timetable, on the database's own clock: one row.
create table scheduler_looks (
  one boolean primary key default true check (one),
  looked_at timestamptz not null
);
insert into scheduler_looks (looked_at) values (now());
