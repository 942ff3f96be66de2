import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { day, lastDay, month, type Zone } from '#app/domain/calendar.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { fullSummary } from '#app/use-cases/territory/full-summary.server.ts';
import { seeSummary } from '#app/use-cases/territory/see-region.server.ts';
import { loadCampaign } from '#app/use-cases/territory/summary.server.ts';
import { editionsOfMonth } from '#db/queries/editions.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess, moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const august = month('2012-08');
const september = month('2012-09');

/** A region of one municipality and three schools under MO, which owe their reports for August and September. */
async function regionUnderMo(name: string, zone: Zone, municipality: string) {
  const schools = ['Школа № 1', 'Школа № 2', 'Школа № 3'];
  const territory = await createTerritory(database(), { name, zone, municipalities: { [municipality]: schools } });
  const regionId = territory.region.id;
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  const openedBy = as(administrator, '2012-08-01 12:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'MO', scopeId: regionId, years: 0 });
  await openReportingDates(byClock('2012-09-01 00:05', zone), { regionId });
  return {
    ...territory,
    regionId,
    campaignId,
    administrator,
    analyst,
    async reportUse(school: string, filedAt: string, asOf = '2012-08-31') {
      const director = await schoolPerson(database(), territory, 'director', `Директор ${school}`, school);
      const report = { schoolId: director.schoolId, asOf, typed: moForm('01.02.2012') };
      await saveAndFile(as(director, filedAt), database(), report);
    },
    async compileAt(at: string, of = august) {
      const [compiled] = await compileSummary(byClock(at, zone), { regionId, month: of });
      return compiled;
    },
    /** The month as the analyst sees it at that moment. */
    summaryOf: (of: typeof august, at: string, edition?: number) =>
      seeSummary(as(analyst, at), { campaignId, at: { month: of }, edition }),
  };
}

describe('the last day of a month', () => {
  test('ends at midnight in Moscow', async () => {
    const { reportUse, compileAt } = await regionUnderMo('Московская область', moscow, 'Дубна');
    await reportUse('Школа № 1', '2012-08-31 23:30');
    await reportUse('Школа № 2', '2012-09-01 00:30');
    expect(byClock('2012-08-31 23:30', moscow).now.toISOString()).toBe('2012-08-31T19:30:00.000Z');
    expect((await compileAt('2012-09-01 01:00'))?.totals.region).toMatchObject({
      covered: { n: 1, of: 3 },
      reported: { n: 1, of: 3 },
      onTime: { n: 1, of: 3 },
    });
  });

  test('ends two hours earlier, at its own midnight, in Yekaterinburg', async () => {
    const { reportUse, compileAt } = await regionUnderMo('Свердловская область', yekaterinburg, 'Екатеринбург');
    await reportUse('Школа № 1', '2012-08-31 23:30');
    await reportUse('Школа № 2', '2012-09-01 00:30');
    // In Moscow it is still August.
    expect(byClock('2012-09-01 00:30', yekaterinburg).now.toISOString()).toBe('2012-08-31T18:30:00.000Z');
    expect(await compileAt('2012-09-01 01:00')).toMatchObject({
      complete: true,
      totals: { asOf: '2012-08-31', region: { covered: { n: 1, of: 3 } } },
    });
  });
});

test('an edition read before the month has ended is not complete', async () => {
  const { reportUse, compileAt, summaryOf } = await regionUnderMo('Московская область', moscow, 'Дубна');
  await reportUse('Школа № 1', '2012-08-20 10:00');
  expect(await compileAt('2012-08-20 12:00')).toMatchObject({
    number: 1,
    complete: false,
    totals: { asOf: '2012-08-20' },
  });
  expect(await compileAt('2012-08-31 23:59')).toMatchObject({
    number: 2,
    complete: false,
    totals: { asOf: '2012-08-31' },
  });
  expect(await compileAt('2012-09-01 00:00')).toMatchObject({ number: 3, complete: true });
  expect((await summaryOf(august, '2012-09-01 09:00')).source).toMatchObject({
    kind: 'edition',
    number: 3,
    complete: true,
  });
  expect((await summaryOf(august, '2012-09-01 09:00', 1)).source).toMatchObject({ number: 1, complete: false });
});

test('a month that has not begun is not compiled', async () => {
  const { compileAt, campaignId } = await regionUnderMo('Московская область', moscow, 'Дубна');
  expect(await compileAt('2012-08-31 23:59', september)).toBeUndefined();
  expect(await compileAt('2012-08-31 23:59', month('2012-05'))).toBeUndefined();
  expect(await editionsOfMonth(database().db, campaignId, september)).toEqual([]);
});

test('a late report changes neither the edition nor the figures of the day, and counts in the next month', async () => {
  const { reportUse, compileAt, summaryOf } = await regionUnderMo('Московская область', moscow, 'Дубна');
  await reportUse('Школа № 1', '2012-08-30 10:00');
  await compileAt('2012-09-01 00:15');
  const frozen = await summaryOf(august, '2012-09-01 09:00');

  await reportUse('Школа № 2', '2012-09-03 10:00');
  expect(await summaryOf(august, '2012-09-30 09:00')).toEqual(frozen);
  const again = await compileAt('2012-09-04 00:15');
  expect(again).toMatchObject({ number: 2, totals: frozen.totals });
  expect(frozen.totals.region).toMatchObject({ covered: { n: 1, of: 3 }, onTime: { n: 1, of: 3 } });

  const next = await compileAt('2012-10-01 00:15', september);
  expect(next?.totals.region).toMatchObject({ covered: { n: 2, of: 3 }, reported: { n: 0, of: 3 } });
  const { schools } = await summaryOf(september, '2012-10-01 09:00');
  expect(schools.map(({ name, last }) => [name, last?.filedOn, last?.late])).toEqual([
    ['Школа № 1', '2012-08-30', false],
    ['Школа № 2', '2012-09-03', true],
    ['Школа № 3', undefined, undefined],
  ]);
});

test('compiling again makes the next edition and keeps the first', async () => {
  const { campaignId, administrator, regionId, compileAt, summaryOf } = await regionUnderMo(
    'Московская область',
    moscow,
    'Дубна',
  );
  await compileAt('2012-09-01 00:15');
  await compileSummary(as(administrator, '2012-09-02 11:00'), { regionId, month: august });
  const editions = await editionsOfMonth(database().db, campaignId, august);
  expect(editions.map(({ number, complete, readAt }) => [number, complete, readAt.toISOString()])).toEqual([
    [2, true, '2012-09-02T07:00:00.000Z'],
    [1, true, '2012-08-31T20:15:00.000Z'],
  ]);
  expect((await summaryOf(august, '2012-09-03 09:00')).source).toMatchObject({ kind: 'edition', number: 2 });
  expect(await refusalOf(summaryOf(august, '2012-09-03 09:00', 3))).toEqual({ kind: 'notFound' });
});

test('live and compiled agree to the school', async () => {
  const { campaignId, analyst, reportUse, compileAt, summaryOf } = await regionUnderMo(
    'Московская область',
    moscow,
    'Дубна',
  );
  await reportUse('Школа № 1', '2012-08-30 10:00');
  await reportUse('Школа № 2', '2012-08-31 10:00');
  const before = await summaryOf(august, '2012-09-01 00:10');
  await compileAt('2012-09-01 00:15');
  const after = await summaryOf(august, '2012-09-01 00:20');
  expect([before.source.kind, after.source.kind]).toEqual(['live', 'edition']);
  expect({ ...after, source: before.source }).toEqual(before);

  const scope = await loadCampaign(database().db, campaignId);
  const live = await fullSummary(database().db, analyst, scope, {
    month: august,
    asOf: lastDay(august),
    readAt: byClock('2012-09-01 00:15', moscow).now,
  });
  expect(live).toEqual({ totals: after.totals, schools: after.schools });
  expect(live.totals.region.figures['5.1']).toEqual({ n: 60, of: 80, schools: 2 });
});

test('a single day is always counted live, beside an edition', async () => {
  const { campaignId, analyst, reportUse, compileAt } = await regionUnderMo('Московская область', moscow, 'Дубна');
  await reportUse('Школа № 1', '2012-08-30 10:00');
  await compileAt('2012-09-01 00:15');
  const at = { month: august, day: day('2012-08-29') };
  const { source, totals } = await seeSummary(as(analyst, '2012-09-03 09:00'), { campaignId, at });
  expect([source.kind, totals.asOf, totals.region.covered]).toEqual(['live', '2012-08-29', { n: 0, of: 3 }]);
});

describe('a month is compiled by the clock and the administrator alone', () => {
  test('an analyst may see it, but not compile it', async () => {
    const { regionId, campaignId, analyst } = await regionUnderMo('Московская область', moscow, 'Дубна');
    const asked = compileSummary(as(analyst, '2012-09-01 09:00'), { regionId, month: august });
    expect(await refusalOf(asked)).toEqual({ kind: 'forbidden' });
    expect(await editionsOfMonth(database().db, campaignId, august)).toEqual([]);
  });

  test('for a coordinator, a director and another region’s administrator it does not exist', async () => {
    const territory = await regionUnderMo('Московская область', moscow, 'Дубна');
    const { regionId, campaignId } = territory;
    const neighbour = await regionUnderMo('Тверская область', moscow, 'Конаково');
    const coordinator = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна');
    const director = await schoolPerson(database(), territory, 'director', 'Зуева И. И.', 'Школа № 1');
    for (const person of [coordinator, director, neighbour.administrator]) {
      const asked = compileSummary(as(person, '2012-09-01 09:00'), { regionId, month: august });
      expect(await refusalOf(asked), person.role).toEqual({ kind: 'notFound' });
    }
    const seen = seeSummary(as(neighbour.analyst, '2012-09-01 09:00'), { campaignId, at: { month: august } });
    expect(await refusalOf(seen)).toEqual({ kind: 'notFound' });
    expect(await editionsOfMonth(database().db, campaignId, august)).toEqual([]);
  });
});

test('each edition is in the audit with who made it', async () => {
  const { regionId, administrator, compileAt } = await regionUnderMo('Московская область', moscow, 'Дубна');
  await compileAt('2012-09-01 00:15');
  await compileSummary(as(administrator, '2012-09-02 11:00'), { regionId, month: august });
  const rows = await database()
    .db.selectFrom('audit')
    .where('action', '=', 'summary.compile')
    .select(['actor_id', 'details'])
    .orderBy('id')
    .execute();
  expect(rows).toMatchObject([
    { actor_id: null, details: { month: '2012-08', number: 1, complete: true } },
    { actor_id: administrator.id, details: { month: '2012-08', number: 2, complete: true } },
  ]);
});

describe('an edition', () => {
  test('of a running month has nothing that was filed after the moment it says its data were read', async () => {
    const { reportUse, compileAt } = await regionUnderMo('Московская область', moscow, 'Дубна');
    await reportUse('Школа № 1', '2012-08-31 10:00');
    await reportUse('Школа № 2', '2012-08-31 10:05');
    const compiled = await compileAt('2012-08-31 10:02');
    expect(compiled?.totals.region).toMatchObject({ covered: { n: 1, of: 3 }, reported: { n: 1, of: 3 } });
  });

  test('is read from one snapshot: what is filed while it is compiled is not in it', async () => {
    const { reportUse, compileAt } = await regionUnderMo('Московская область', moscow, 'Дубна');
    await reportUse('Школа № 1', '2012-08-31 10:00');
    const { kind, pool } = database();
    // PGlite has one connection: nothing comes between the reads of a transaction.
    const hold = kind === 'postgres' ? await pool.connect() : undefined;
    await hold?.query('begin; select from campaigns for no key update');
    const compiling = compileAt('2012-09-01 01:00');
    if (hold) {
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      // Not by the one that holds: inside of a transaction this view stays as it was first read.
      while ((await pool.query(waiting)).rowCount === 0) await pause(20);
      await reportUse('Школа № 2', '2012-08-31 11:00');
      await hold.query('rollback');
      hold.release();
    }
    expect((await compiling)?.totals.region.covered).toEqual({ n: 1, of: 3 });
  });

  test('compiled by two at once is numbered one after the other', async () => {
    const { regionId } = await regionUnderMo('Московская область', moscow, 'Дубна');
    const ask = { regionId, month: august };
    const both = await asAnotherProcess(database(), (other) =>
      Promise.all([
        compileSummary(byClock('2012-09-01 01:00', moscow), ask),
        compileSummary({ ...byClock('2012-09-01 01:00', moscow), db: other.db }, ask),
      ]),
    );
    expect(
      both
        .flat()
        .map(({ number }) => number)
        .sort(),
    ).toEqual([1, 2]);
  });
});
