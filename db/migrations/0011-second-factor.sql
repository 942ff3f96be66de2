-- A person's second factor: the secret that their authenticator makes codes from; proposed until a code has confirmed it.
create table second_factors (
  user_id integer primary key references users on delete cascade,
  secret bytea not null,
  -- Encrypted with the installation's key; without one the secret is kept as it is.
  sealed boolean not null,
  -- What the recovery codes are hashed with.
  salt bytea not null,
  proposed_at timestamptz not null,
  confirmed_at timestamptz,
  -- The last step of thirty seconds whose code was used: no code gets in twice.
  last_step bigint not null default 0
);

create table recovery_codes (
  user_id integer not null references second_factors on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- The password was right, and the code is awaited.
create table pending_sign_ins (
  token_hash bytea primary key,
  user_id integer not null references users on delete cascade,
  expires_at timestamptz not null
);
create index pending_sign_ins_user on pending_sign_ins (user_id);

-- Roles that sign in with a second factor and not otherwise.
create table required_factors (
  region_id integer not null references organisations,
  role text not null check (role in
    ('director', 'responsible', 'coordinator', 'analyst', 'supervisor', 'methodist', 'administrator')),
  primary key (region_id, role)
);

-- What happened to a person's second factor is told to that person.
alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (kind in
  ('opened', 'dueIn7', 'dueIn1', 'overdue', 'filed', 'returned', 'accepted', 'reviewerIdle', 'reminder', 'moved', 'handedOver',
   'factorOn', 'factorOff', 'factorReset', 'recoveryUsed'));
