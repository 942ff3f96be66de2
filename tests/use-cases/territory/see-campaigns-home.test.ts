/** The first page of who sees many campaigns: each in one line that is true of its kind, what is wrong today first. */
import { beforeEach, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { orders } from '#app/orders/index.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { closeCampaign } from '#app/use-cases/orders/end-campaign.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeCampaignsHome } from '#app/use-cases/territory/see-campaigns-home.server.ts';
import { inTransaction } from '#db/client.ts';
import { insertCampaign } from '#db/queries/campaigns.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym } from '#tests/support/kogalym.ts';
import { regionPerson } from '#tests/support/people.ts';
import { kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let people: Awaited<ReturnType<typeof kogalym>>;
let analyst: User;
beforeEach(async () => {
  people = await kogalym(database());
  analyst = await regionPerson(database(), people.territory, 'analyst', 'Орлова Н. Н.');
});

const compile = (at: string, of: string) =>
  compileSummary(byClock(at, yekaterinburg), { regionId: people.region.id, month: month(of) });
const home = (at: string, who: User = analyst) => seeCampaignsHome(as(who, at));
const only = async (at: string) => (await home(at)).find(({ id }) => id === people.campaignId);

test('a line tells the coverage of the last month that is over and who has filed for the date that fell due last', async () => {
  expect(await only('2012-05-10 10:00')).toMatchObject({ covered: null, wrong: [] });
  await saveAndFile(as(people.director, '2012-05-14 10:00'), database(), {
    ...{ schoolId: people.director.schoolId, asOf: '2012-05-15', typed: kgForm },
  });
  expect((await only('2012-05-15 23:00'))?.wrong).toEqual([]);
  await compile('2012-06-01 00:15', '2012-05');
  expect(await only('2012-06-02 10:00')).toMatchObject({
    covered: { asOf: '2012-05-31', share: { n: 1, of: 3 } },
    last: { asOf: '2012-05-15', filed: { n: 1, of: 3 } },
    wrong: [{ kind: 'overdue', reports: 2 }],
  });
  // After its last day to file a report is lost and not overdue.
  expect((await only('2012-06-15 10:00'))?.wrong).toEqual([]);
});

test('a month that is over and not compiled is wrong, and a summary that has not been sent by the order’s day', async () => {
  const { campaignId } = await openCampaign(as(people.administrator, '2012-07-02 10:00'), {
    orderId: 'MO',
    scopeId: people.region.id,
    years: 0,
  });
  const wrong = async (at: string) =>
    (await home(at)).find(({ id }) => id === campaignId)?.wrong.filter(({ kind }) => kind !== 'overdue');
  expect(await wrong('2012-07-31 10:00')).toEqual([]);
  expect(await wrong('2012-08-01 10:00')).toEqual([{ kind: 'notCompiled', month: '2012-07' }]);
  await compile('2012-08-01 11:00', '2012-07');
  expect(await wrong('2012-08-05 23:00')).toEqual([]);
  expect(await wrong('2012-08-06 10:00')).toEqual([{ kind: 'notSent', month: '2012-07' }]);
  await compile('2012-10-01 00:15', '2012-09');
  expect(await wrong('2012-10-02 10:00')).toEqual([{ kind: 'missed', by: '2012-09-01' }]);
});

test('what needs attention comes first, then what is in order, then what is closed; one that asks for no report says so', async () => {
  const { MO } = orders;
  const bare = { ...MO, id: 'X', number: '1', stages: [], forms: [], targets: [] };
  const measures = MO.measures.map((measure) => ({ ...measure, statement: undefined }));
  const bareId = await inTransaction(database().db, { id: null }, (trx) =>
    insertCampaign(trx, {
      order: { ...bare, measures },
      scopeId: people.region.id,
      movedByYears: 0,
      openedAt: instant('2012-05-20 10:00', yekaterinburg),
    }),
  );
  const { campaignId: closedId } = await openCampaign(as(people.administrator, '2012-05-01 10:00'), {
    orderId: 'KG',
    scopeId: people.region.id,
    years: 1,
  });
  await closeCampaign(as(people.administrator, '2012-05-21 10:00'), {
    campaignId: closedId,
    typed: { on: '22.05.2012', document: 'Приказ № 7', reason: 'Отменён' },
  });
  const lines = await home('2012-05-25 10:00');
  expect(lines.map(({ id }) => id)).toEqual([people.campaignId, bareId, closedId]);
  expect(lines.map(({ closed }) => closed)).toEqual([false, false, true]);
  expect(lines[1]).toMatchObject({ covered: null, last: null, measures: measures.length, wrong: [] });
  expect(lines[2]?.wrong).toEqual([]);
});

test('a coordinator sees the own municipality’s orders, others and schools none', async () => {
  await openReportingDates(byClock('2012-05-10 00:05', yekaterinburg), { regionId: people.region.id });
  const { campaignId } = await openCampaign(as(people.administrator, '2012-05-01 10:00'), {
    orderId: 'KG',
    scopeId: people.municipalityId,
    years: 1,
  });
  expect((await home('2012-05-10 10:00', people.coordinator)).map(({ id }) => id)).toEqual([campaignId]);
  for (const who of [people.stranger, people.director]) {
    expect(await refusalOf(home('2012-05-10 10:00', who))).toEqual({ kind: 'notFound' });
  }
});
