-- From which day on a filing meets each coverage target of its order beyond the first, by the target's id; the first one's day is
-- `covered_from`.
alter table filings add column met_from jsonb not null default '{}';
