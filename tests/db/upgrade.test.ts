import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayIn, month, type Zone } from '#app/domain/calendar.ts';
import type { Order } from '#app/domain/orders/order.ts';
import { orderSchema } from '#app/domain/orders/order-schema.ts';
import { planTerm } from '#app/domain/territory/plan.ts';
import { kg } from '#app/orders/kg.ts';
import { mo } from '#app/orders/mo.ts';
import type { Database } from '#db/client.ts';
import { type Migrations, migrate } from '#db/migrate.ts';
import { editionOf, editionSchools, editionTotals } from '#db/queries/editions.ts';
import type { Db } from '#db/schema.ts';
import { emptyDatabase } from '#tests/support/database.ts';

const files = import.meta.glob<string>('../../db/migrations/0001-*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const first: Migrations = { '0001-foundation': Object.values(files)[0] ?? '' };

let own: Awaited<ReturnType<typeof emptyDatabase>>;
let database: Database;
beforeAll(async () => {
  own = await emptyDatabase();
  database = await own.open();
});
afterAll(() => own.drop());

/** 23:30 on 15 May in Yekaterinburg, and half an hour after that midnight: one in time, one late. */
const [inTime, late] = [new Date('2012-05-15T17:30:00Z'), new Date('2012-05-15T18:30:00Z')];
const zone = 'Asia/Yekaterinburg' as Zone;

test('an installation of the first release keeps its reports, its editions, and knows the days in force for each of them', async () => {
  const { pool } = database;
  await migrate(database, first);
  const { returnReasons, forms, ...order } = kg;
  const asReleased = forms.map(({ fileDaysAfter, changeDaysAfter, comparisons, ...form }) => form);
  await pool.query(`
    insert into organisations (kind, name, zone, opened) values
      ('region', 'Югра', '${zone}', '2000-01-01'), ('municipality', 'Когалым', null, '2000-01-01'),
      ('school', 'Школа № 7', null, '2000-01-01'), ('school', 'Школа № 8', null, '2000-01-01');
    insert into placements (organisation_id, parent_id, since) values (2, 1, '2000-01-01'), (3, 2, '2000-01-01'), (4, 2, '2000-01-01');
    insert into users (email, name, role, organisation_id) values ('a@example.test', 'Гаврилова', 'director', 3)`);
  await pool.query(
    `insert into campaigns (order_id, scope_id, definition, moved_by_years, opened_at) values ('KG', 2, $1, 0, '2012-04-01')`,
    [JSON.stringify({ ...order, forms: asReleased })],
  );
  const [monthly] = mo.forms.map(({ fileDaysAfter, changeDaysAfter, comparisons, ...form }) => form);
  const targets = mo.targets.map((target) => ({ ...target, plan: undefined }));
  await pool.query(
    `insert into campaigns (order_id, scope_id, definition, moved_by_years, opened_at) values ('MO', 1, $1, 0, '2012-06-15')`,
    [JSON.stringify({ ...mo, forms: [monthly], targets })],
  );
  await pool.query(
    `insert into reporting_dates (campaign_id, form_id, as_of, due, opens) values (1, 'report', '2012-05-15', '2012-05-15', '2012-04-15')`,
  );
  await pool.query(`insert into reports (reporting_date_id, organisation_id, status, answers) values
    (1, 3, 'returned', '{"items":{},"problems":[]}'), (1, 4, 'filed', '{"items":{},"problems":[]}')`);
  await pool.query(
    `insert into filings (report_id, ordinal, campaign_id, form_id, organisation_id, as_of, filed_at, filed_by, from_version, late, answers)
     select id, 1, 1, 'report', organisation_id, '2012-05-15', case id when 1 then $1 else $2 end::timestamptz, 1, 1, id = 2,
       '{"items":{},"problems":[{"text":"Нет связи","solved":"no"}]}' from reports`,
    [inTime, late],
  );
  await pool.query(
    `insert into reviews (filing_id, decision, reason, at, by) values (1, 'returned', 'Ошибка', '2012-05-16', 1)`,
  );

  const totals = {
    asOf: '2012-05-31',
    region: { covered: { n: 1, of: 2 } },
    municipalitiesMet: { n: 0, of: 1 },
    municipalities: [{ id: 2, name: 'Когалым', covered: { n: 1, of: 2 } }],
  };
  const schools = [3, 4].map((id) => ({ id, name: `Школа № ${id + 4}`, municipalityId: 2 }));
  for (const number of [1, 2]) {
    await pool.query(
      `insert into editions (campaign_id, month, number, read_at, complete, totals, schools) values (1, '2012-05', $1, $2, true, $3, $4)`,
      [number, new Date(`2012-06-0${number}T01:00:00Z`), JSON.stringify(totals), JSON.stringify(schools)],
    );
  }

  await migrate(database);

  const { rows: filings } = await pool.query(
    `select f.filed_on, f.filed_on > r.due as late, f.counts_from = f.filed_at as counts, r.file_until, r.change_until,
       (select category from reviews v where v.filing_id = f.id) as category,
       (select count(*) from filing_problems p where p.filing_id = f.id) as problems
     from filings f join reports r on r.id = f.report_id order by f.id`,
  );
  const days = { file_until: '2012-06-14', change_until: '2012-07-14', counts: true, problems: 1 };
  expect(filings).toEqual([
    { filed_on: dayIn(zone, inTime), late: false, category: 'other', ...days },
    { filed_on: dayIn(zone, late), late: true, category: null, ...days },
  ]);
  const { rows: editions } = await pool.query<{ head: { previous: string | null }; sha256: string; whole: string }>(
    `select head, encode(sha256, 'hex') as sha256,
       encode(sha256(convert_to(head::text || E'\n' || (
         select string_agg(line::text || E'\n', '' order by ordinal) from edition_lines where edition_id = e.id
       ), 'UTF8')), 'hex') as whole
     from editions e order by id`,
  );
  expect(editions.map(({ sha256, whole }) => sha256 === whole)).toEqual([true, true]);
  expect(editions.map(({ head }) => head.previous)).toEqual([null, editions[0]?.sha256]);
  const db = database.db as Db;
  const kept = await editionOf(db, { campaignId: 1, month: month('2012-05') });
  expect(await editionTotals(db, kept?.id ?? 0)).toEqual(totals);
  expect(await editionSchools(db, kept?.id ?? 0, { municipalityId: 2 })).toEqual(schools);
  const { rows } = await pool.query<{ definition: unknown }>('select definition from campaigns');
  expect(rows.flatMap(({ definition }) => orderSchema.safeParse(definition).error?.issues ?? [])).toEqual([]);
  expect(rows.map(({ definition }) => planTerm(definition as Order))).toEqual([null, '2012-07-01']);
});
