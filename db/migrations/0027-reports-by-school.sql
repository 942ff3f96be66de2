-- Outside of a transaction, so that nobody waits. What schools owe by a day, school by school: a municipality's page reads its
-- own schools' month, whatever all others have.
create index concurrently if not exists reports_due on reports (organisation_id, due) where not_required is null;
-- What waits for a coordinator, among years of reports that were accepted.
create index concurrently if not exists reports_waiting on reports (organisation_id) where status = 'filed' or amendment = 'filed';
