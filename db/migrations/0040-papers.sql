-- What tells a form from the others of its order, in few words; none where the order has one form.
alter table reporting_dates add column form_name text;

-- The copies of documents that were handed in with a filing (KG-3.3, KG-3.5), as they were then: the register may change later.
create table filing_papers (
  filing_id integer not null references filings,
  item text not null,
  file_id integer not null references files,
  primary key (filing_id, item)
);
create index filing_papers_file on filing_papers (file_id);
