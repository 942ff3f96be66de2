-- An edition is a document of lines that can be hashed, compared and read in parts: a head, then a line each for the totals, every
-- school, every group of problems, every problem and every change since the edition before it.

alter table editions
  -- The edition of the campaign that was compiled before this one, of whatever month: the chain of hashes goes through all of them.
  add column previous_id integer references editions,
  -- Absent: the scheduler.
  add column compiled_by integer references users,
  -- The text of the first line, as it is hashed.
  add column head json,
  -- The few figures of a month that charts over months show.
  add column point jsonb,
  -- Over the lines that say figures; without the head, whose time and number are each edition's own, and without the changes.
  add column figures_sha256 bytea,
  -- Over the whole document, byte for byte as its file has it.
  add column sha256 bytea;

create table edition_lines (
  edition_id integer not null references editions,
  ordinal integer not null check (ordinal > 0),
  kind text not null check (kind in ('totals', 'school', 'group', 'problem', 'changes', 'change')),
  -- Of a school's line, so that a municipality reads its own schools alone.
  municipality_id integer,
  school_id integer,
  -- `json` keeps the text as it was written, byte for byte.
  line json not null,
  -- Names the line that was changed where there is no second copy to compare with.
  sha256 bytea not null,
  primary key (edition_id, ordinal)
);
create index edition_lines_kind on edition_lines (edition_id, kind, municipality_id, ordinal);

insert into edition_lines (edition_id, ordinal, kind, municipality_id, school_id, line, sha256)
select id, ordinal, kind, municipality_id, school_id, line::json, sha256(convert_to(line, 'UTF8')) from (
  select id, 1 as ordinal, 'totals' as kind, null::int as municipality_id, null::int as school_id,
    '{"totals":' || totals::text || '}' as line
  from editions
  union all
  select e.id, s.ordinal::int + 1, 'school', (s.school->>'municipalityId')::int, (s.school->>'id')::int,
    '{"school":' || s.school::text || '}'
  from editions e, jsonb_array_elements(e.schools) with ordinality s(school, ordinal)
) lines;

update editions set point = jsonb_strip_nulls(jsonb_build_object(
  'asOf', totals->'asOf', 'municipalitiesMet', totals->'municipalitiesMet', 'covered', totals->'region'->'covered',
  'bands', case when complete then totals->'bands' end,
  'municipalities', (
    select coalesce(jsonb_object_agg(m->>'id', jsonb_build_array(m->'covered'->'n', m->'covered'->'of')), '{}')
    from jsonb_array_elements(totals->'municipalities') m)));

do $$
declare
  edition record;
  of_campaign integer := 0;
  before_id integer;
  before_sha256 bytea;
  document text;
begin
  for edition in select e.*, c.order_id from editions e join campaigns c on c.id = e.campaign_id order by e.campaign_id, e.id loop
    if of_campaign <> edition.campaign_id then
      of_campaign := edition.campaign_id;
      before_id := null;
      before_sha256 := null;
    end if;
    document := jsonb_build_object(
      'format', 1, 'campaign', edition.campaign_id, 'order', edition.order_id, 'month', edition.month, 'number', edition.number,
      'readAt', to_char(edition.read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'complete', edition.complete,
      'previous', encode(before_sha256, 'hex'))::text;
    update editions set
      previous_id = before_id,
      head = document::json,
      figures_sha256 = (
        select sha256(string_agg(convert_to(line::text || E'\n', 'UTF8'), ''::bytea order by ordinal))
        from edition_lines where edition_id = edition.id),
      sha256 = (
        select sha256(convert_to(document || E'\n', 'UTF8') || string_agg(convert_to(line::text || E'\n', 'UTF8'), ''::bytea order by ordinal))
        from edition_lines where edition_id = edition.id)
    where id = edition.id;
    select id, sha256 into before_id, before_sha256 from editions where id = edition.id;
  end loop;
end $$;

alter table editions
  alter column head set not null,
  alter column point set not null,
  alter column figures_sha256 set not null,
  alter column sha256 set not null,
  drop column totals,
  drop column schools;
create index editions_chain on editions (campaign_id, id);

-- A compiled month never changes. Putting one back from its second copy says so first.
create function refuse_change_of_edition() returns trigger language plpgsql as $$
begin
  if current_setting('svodka.restoring', true) = 'on' then
    return coalesce(new, old);
  end if;
  raise exception 'an edition never changes';
end $$;
create trigger editions_frozen before update or delete on editions
  for each row execute function refuse_change_of_edition();
create trigger edition_lines_frozen before update or delete on edition_lines
  for each row execute function refuse_change_of_edition();

-- From which day on a filing puts its school at each of the order's stages, by the stage's id; empty where the order asks no form for them.
alter table filings add column stages jsonb not null default '{}';
