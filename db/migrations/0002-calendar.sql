-- Three days of each reporting date, as the order has them: due (shown), the last day to file, the last day to change; all
-- inclusive. What decides about one school stands in `reports`, which follows the decisions below.
alter table reporting_dates
  add column file_until date,
  add column change_until date;
update reporting_dates set file_until = due + 30, change_until = due + 60;
alter table reporting_dates
  alter column file_until set not null,
  alter column change_until set not null,
  add constraint reporting_dates_order check (due <= file_until and file_until <= change_until);

-- What has been decided about a reporting date: moved for all, extended or not required for one school. A decision is
-- never deleted: it is revoked, and who looks back finds both.
create table decisions (
  id integer primary key generated always as identity,
  kind text not null check (kind in ('move', 'extension', 'notRequired')),
  reporting_date_id integer not null references reporting_dates,
  -- The school; absent when the date itself is moved.
  organisation_id integer references organisations,
  due date,
  file_until date,
  change_until date,
  -- A code of the product's list, and the person's own words beside it.
  reason text not null,
  note text,
  -- Requisites of the deciding document, if there is one.
  document text,
  file_id integer,
  decided_at timestamptz not null,
  decided_by integer not null references users,
  revoked_at timestamptz,
  revoked_by integer references users,
  constraint decisions_school check ((kind = 'move') = (organisation_id is null)),
  constraint decisions_days check (
    case when kind = 'notRequired' then due is null and file_until is null and change_until is null
    else due <= file_until and file_until <= change_until end
  ),
  constraint decisions_revoked check ((revoked_at is null) = (revoked_by is null))
);
-- One of a kind is in force for a date and school.
create unique index decisions_in_force on decisions (reporting_date_id, kind, coalesce(organisation_id, 0))
  where revoked_at is null;
create index decisions_school on decisions (organisation_id) where organisation_id is not null;

-- The days in force for this school, and why nothing is owed: settled by db/queries/terms whenever a decision, the
-- register or the calendar changes, so that every list reads them as they are.
alter table reports
  add column due date,
  add column file_until date,
  add column change_until date,
  add column not_required text
    check (not_required in ('decision', 'notOpenYet', 'closed', 'notGeneral', 'outOfScope'));
update reports r set due = d.due, file_until = d.file_until, change_until = d.change_until
from reporting_dates d where d.id = r.reporting_date_id;
alter table reports
  alter column due set not null,
  alter column file_until set not null,
  alter column change_until set not null;

-- The day of filing on the region's calendar: late or not follows from the days in force, original or changed.
alter table filings add column filed_on date;
update filings f set filed_on = (f.filed_at at time zone (
  select o.zone from campaigns c
  left join placements p on p.organisation_id = c.scope_id and p.until is null
  join organisations o on o.kind = 'region' and o.id in (c.scope_id, p.parent_id)
  where c.id = f.campaign_id limit 1
))::date;
alter table filings alter column filed_on set not null, drop column late;

-- Campaigns opened before know neither how long a report stays open nor what reports are returned for.
update campaigns set definition = definition
  || jsonb_build_object('forms', (
    select jsonb_agg(form || '{"fileDaysAfter": 30, "changeDaysAfter": 60, "comparisons": []}'::jsonb order by at)
    from jsonb_array_elements(definition -> 'forms') with ordinality as forms (form, at)
  ))
  || jsonb_build_object('returnReasons', '[
    {"id": "requisites", "title": "Не указаны или неверны реквизиты документов"},
    {"id": "figures", "title": "Показатели не сходятся или вызывают сомнение"},
    {"id": "incomplete", "title": "Заполнено не всё"},
    {"id": "outdated", "title": "Сведения не обновлены с прошлого отчёта"},
    {"id": "other", "title": "Другое"}
  ]'::jsonb);
