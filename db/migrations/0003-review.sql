-- A return says why by a category of the order's list, in words, and at which items.
alter table reviews add column category text;
update reviews set category = 'other' where decision = 'returned';
alter table reviews add constraint reviews_category check ((decision = 'returned') = (category is not null));

create table remarks (
  filing_id integer not null references reviews (filing_id),
  -- An item of the form, or `problems`.
  item text not null,
  text text not null,
  primary key (filing_id, item)
);

-- What the soft checks found when it was filed, and the school's sentence about it.
create table filing_warnings (
  filing_id integer not null references filings,
  -- The check and the item: `fell:6.1`, `unchanged`.
  key text not null,
  explanation text not null,
  -- The finding with its figures as they were then: the last report may be amended later.
  found jsonb not null,
  primary key (filing_id, key)
);

-- An accepted report is corrected by an amendment: its draft and its filing stand beside the accepted version, which
-- counts until the amendment is accepted.
alter table reports
  add column amendment text check (amendment in ('draft', 'filed')),
  add column amendment_reason text,
  add constraint reports_amendment check (
    (amendment is null) = (amendment_reason is null) and (amendment is null or status = 'accepted')
  );
alter table filings
  -- Why the accepted report was corrected; absent for an ordinary filing.
  add column amendment_reason text,
  -- From when its figures count: an ordinary filing from its own moment, an amendment from its acceptance.
  add column counts_from timestamptz;
update filings set counts_from = filed_at;
alter table filings
  add constraint filings_counts check (amendment_reason is not null or counts_from = filed_at);
drop index filings_last;
-- The systems that a campaign's schools named, for the form's suggestions.
create index filings_systems on filings (campaign_id, system) where system is not null;
create index filings_last on filings (organisation_id, campaign_id, form_id, as_of desc, counts_from desc);
