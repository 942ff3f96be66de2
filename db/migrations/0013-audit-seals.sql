-- What a write found and what it left, by field, and the role in which the person acted: a role of today need not be that of then.
alter table audit
  add column changes jsonb not null default '{}',
  add column actor_role text,
  -- The seal that holds the row; none yet for what came after the last one.
  add column seal integer;
create index audit_organisation on audit (organisation_id, id);
create index audit_actor on audit (actor_id, id);
create index audit_seal on audit (seal, id);

-- A seal closes the audit up to its moment: SHA-256 of every row it holds, and one over all of them and the seal before.
-- Whoever changes, takes away or slips in a row has to make all later seals anew, and the one that is printed gives it away.
create table audit_seals (
  number integer primary key check (number > 0),
  sealed_at timestamptz not null,
  -- When the first and the last of its rows were written.
  from_at timestamptz not null,
  until_at timestamptz not null,
  rows integer not null check (rows > 0),
  -- Audit id → SHA-256 of the row.
  fingerprints jsonb not null,
  hash bytea not null
);
alter table audit add constraint audit_seal_known foreign key (seal) references audit_seals;
