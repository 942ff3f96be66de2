-- The analytic note of an edition, as people have written it: each saving is a version of its own, and none is changed. An edition
-- without one has the note that its figures draft.
create table notes (
  id integer primary key generated always as identity,
  edition_id integer not null references editions,
  version integer not null check (version > 0),
  -- Words and bound figures by section, which sections are a person's own, who signs.
  content jsonb not null,
  written_at timestamptz not null,
  written_by integer not null references users,
  constraint notes_once unique (edition_id, version)
);
