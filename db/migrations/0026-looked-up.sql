-- Outside of a transaction, so that nobody waits: keys by which rows are looked up or deleted, and that no whole index had yet.
create index concurrently if not exists invitations_user on invitations (user_id);
create index concurrently if not exists contacts_report on contacts (report_id);
create index concurrently if not exists acts_of_organisation on acts (organisation_id);
create index concurrently if not exists appointments_organisation on appointments (organisation_id);
-- Moved dates: a handful among what was decided about schools.
create index concurrently if not exists decisions_moves on decisions (reporting_date_id) where organisation_id is null;
