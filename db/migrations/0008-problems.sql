-- The problems that a filing names. The key stays with a problem from report to report: its age and its end can be told.
create table filing_problems (
  filing_id integer not null references filings,
  key text not null,
  ordinal integer not null,
  text text not null,
  solved text not null check (solved in ('fully', 'partly', 'no')),
  how text,
  primary key (filing_id, key)
);
insert into filing_problems (filing_id, key, ordinal, text, solved, how)
select f.id, md5(f.organisation_id || ':' || lower(trim(problem ->> 'text'))), min(at)::int, min(problem ->> 'text'),
  min(problem ->> 'solved'), min(problem ->> 'how')
from filings f, jsonb_array_elements(f.answers -> 'problems') with ordinality as problems (problem, at)
where problem ->> 'text' is not null and problem ->> 'solved' is not null
group by f.id, 2;
