-- Outside of a transaction, so that nobody waits. What a school can still file, by its last day, among years of reports that it has
-- filed or can't file any more.
create index concurrently if not exists reports_to_file on reports (organisation_id, greatest(file_until, change_until))
  where status in ('due', 'draft', 'returned') or amendment = 'draft';
