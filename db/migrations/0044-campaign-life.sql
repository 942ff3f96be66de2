-- A campaign's end: closed from a day on by a document, or withdrawn before anybody filed.
alter table campaigns
  add column closed_on date,
  add column closed_document text,
  add column closed_reason text,
  add column withdrawn_at timestamptz,
  add column withdrawn_reason text;

-- What has been withdrawn does not keep the order from being opened once more.
alter table campaigns drop constraint campaigns_once;
create unique index campaigns_once on campaigns (order_id, scope_id, moved_by_years) where withdrawn_at is null;
