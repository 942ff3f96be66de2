/** An installation of any size whose schools have reported for any number of months, made in the database by a few statements. */
import type pg from 'pg';
import { type Day, day } from '#app/domain/calendar.ts';
import { orders } from '#app/orders/index.ts';

export type Size = { schools: number; municipalities: number; months: number };

/** The day that it is in the installation, whatever its size: the months lie behind it, and the last one's reports are coming in. */
export const installationDay: Day = day('2022-07-01');
export const lastDate: Day = day('2022-06-30');

/** The tables that `makeInstallation` fills, and what hangs on them. */
export async function emptied({ pool }: { pool: pg.Pool }): Promise<void> {
  await pool.query('truncate organisations restart identity cascade');
}

/**
 * Nineteen of twenty schools report every month; every tenth filing was returned with a remark and filed again; what is older
 * than the last month is accepted. One report in fifty has an extension, one in sixty is not required.
 */
export async function makeInstallation({ pool }: { pool: pg.Pool }, { schools, municipalities, months }: Size) {
  const run = (text: string, values: unknown[] = []) => pool.query(text, values);
  await run(
    `insert into organisations (kind, name, zone, opened) values ('region', 'Область', 'Europe/Moscow', '2000-01-01')`,
  );
  await run(
    `insert into organisations (kind, name, opened) select 'municipality', 'Район ' || i, '2000-01-01' from generate_series(1, $1::int) i`,
    [municipalities],
  );
  await run(
    `insert into organisations (kind, name, opened, phone) select 'school', 'Школа № ' || i, '2000-01-01', '+7 495 000-00-00' from generate_series(1, $1::int) i`,
    [schools],
  );
  await run(
    `insert into placements (organisation_id, parent_id, since)
     select id, case kind when 'municipality' then 1 else 2 + id % $1::int end, '2000-01-01' from organisations where kind <> 'region'`,
    [municipalities],
  );
  await run(
    `insert into users (email, name, role, organisation_id, password_hash)
     select 'user' || id || '@example.test', 'Иванова ' || id,
       case kind when 'region' then 'administrator' when 'municipality' then 'coordinator' else 'director' end, id, 'x'
     from organisations order by id`,
  );
  await run(
    `insert into campaigns (order_id, scope_id, definition, moved_by_years, opened_at) values ('MO', 1, $1, 0, '2012-01-01T00:00:00Z')`,
    [JSON.stringify(orders.MO)],
  );
  await run(
    `insert into reporting_dates (campaign_id, form_id, as_of, due, opens, file_until, change_until)
     select 1, 'monthly', d, d, d - 29, d + 30, d + 60 from (
       select (date '2022-07-01' - make_interval(months => $1::int - i) + interval '1 month' - interval '1 day')::date as d
       from generate_series(1, $1::int) i) days
     order by d`,
    [months],
  );
  await run(
    `insert into decisions (kind, reporting_date_id, organisation_id, due, file_until, change_until, reason, decided_at, decided_by)
     select case (s.id * 7 + d.id) % 60 when 0 then 'notRequired' else 'extension' end, d.id, s.id,
       case when (s.id * 7 + d.id) % 60 > 0 then d.due + 5 end, case when (s.id * 7 + d.id) % 60 > 0 then d.file_until + 5 end,
       case when (s.id * 7 + d.id) % 60 > 0 then d.change_until + 5 end, 'other', d.opens, 1
     from reporting_dates d, organisations s
     where s.kind = 'school' and ((s.id * 7 + d.id) % 60 = 0 or (s.id * 7 + d.id) % 50 = 1)`,
  );
  const answers = { items: { '2': 'Школьный портал' }, problems: [] };
  await run(
    `insert into reports (reporting_date_id, organisation_id, status, answers, version, due, file_until, change_until, not_required)
     select d.id, s.id, case when n.kind = 'notRequired' or (s.id + d.id) % 20 = 0 then 'due' when d.due < date '2022-06-01' then 'accepted' else 'filed' end,
       case when n.kind = 'notRequired' or (s.id + d.id) % 20 = 0 then null else $1::jsonb end, 1,
       coalesce(n.due, d.due), coalesce(n.file_until, d.file_until), coalesce(n.change_until, d.change_until),
       case n.kind when 'notRequired' then 'decision' end
     from reporting_dates d cross join organisations s
     left join decisions n on n.reporting_date_id = d.id and n.organisation_id = s.id
     where s.kind = 'school' order by d.id, s.id`,
    [JSON.stringify(answers)],
  );
  await run(
    `insert into filings (report_id, ordinal, campaign_id, form_id, organisation_id, as_of, filed_at, filed_by, from_version, filed_on,
       answers, covered_from, system, counts_from)
     select r.id, k, 1, 'monthly', r.organisation_id, d.as_of, d.as_of - 3 + k + time '12:00', 1, 1, d.as_of - 3 + k, r.answers,
       case when r.organisation_id % 120 < d.id then d.as_of end, 'Система ' || r.organisation_id % 7, d.as_of - 3 + k + time '12:00'
     from reports r join reporting_dates d on d.id = r.reporting_date_id
     cross join lateral generate_series(1, case when (r.organisation_id + d.id) % 10 = 1 then 2 else 1 end) k
     where r.status <> 'due' order by d.id, r.organisation_id, k`,
  );
  await run(
    `insert into filing_figures (filing_id, item, n, "of")
     select id, item, id % 40, 40 from filings, (values ('5.1'), ('5.2')) items(item) order by id`,
  );
  await run(
    `insert into reviews (filing_id, decision, category, reason, at, by)
     select f.id, 'returned', (array['figures', 'requisites', 'outdated'])[1 + f.id % 3], 'Показатели не сходятся.', f.filed_at + interval '1 hour', 1
     from filings f where f.ordinal = 1 and exists (select from filings g where g.report_id = f.report_id and g.ordinal = 2) order by f.id`,
  );
  await run(
    `insert into reviews (filing_id, decision, at, by)
     select f.id, 'accepted', f.filed_at + interval '1 hour', 1
     from filings f join reports r on r.id = f.report_id
     where r.status = 'accepted' and not exists (select from filings g where g.report_id = f.report_id and g.ordinal > f.ordinal) order by f.id`,
  );
  await run(
    `insert into remarks (filing_id, item, text) select filing_id, (array['5.1', '5.2', '3', 'problems'])[1 + filing_id % 4], 'Проверьте.' from reviews where decision = 'returned' order by 1`,
  );
  await run('vacuum analyze');
}
