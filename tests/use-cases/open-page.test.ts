import { beforeEach, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { nobody } from '#app/use-cases/context.server.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { publish } from '#app/use-cases/orders/manage-campaigns.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeOpenCampaigns, seeOpenPage } from '#app/use-cases/territory/see-open-page.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let territory: Awaited<ReturnType<typeof createTerritory>>;
let campaignId: number;
let administrator: User;
beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2'], Реутов: ['Лицей'], Протвино: [] },
  });
  administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const opened = as(administrator, '2012-08-01 12:00');
  campaignId = (await openCampaign(opened, { orderId: 'MO', scopeId: territory.region.id, years: 0 })).campaignId;
  await openReportingDates(byClock('2012-08-05 00:05', moscow), { regionId: territory.region.id });
  const director = await schoolPerson(database(), territory, 'director', 'Зуева И. И.', 'Школа № 2');
  const report = { schoolId: director.schoolId, asOf: '2012-08-31', typed: moForm('01.02.2012') };
  await saveAndFile(as(director, '2012-08-30 10:00'), database(), report);
});

const compile = (at: string, of: string) =>
  compileSummary(byClock(at, moscow), { regionId: territory.region.id, month: month(of) });
const publishIt = (published: string, who = administrator) =>
  publish(as(who, '2012-09-02 10:00'), { campaign: String(campaignId), published });
const anybody = () => ({ db: database().db, user: nobody, now: new Date('2012-09-03T09:00:00Z') });

test('until the region wishes so, a campaign does not exist for who has not signed in', async () => {
  await compile('2012-09-01 00:15', '2012-08');
  expect(await seeOpenCampaigns(anybody())).toEqual([]);
  expect(await refusalOf(seeOpenPage(anybody(), campaignId))).toEqual({ kind: 'notFound' });
});

test('everybody sees the last complete edition’s figures of the region and its municipalities, and no school or person', async () => {
  await compile('2012-09-01 00:15', '2012-08');
  await compile('2012-09-15 10:00', '2012-09');
  await publishIt('yes');
  const page = await seeOpenPage(anybody(), campaignId);
  expect(page.figures).toMatchObject({
    month: '2012-08',
    edition: 1,
    region: { name: 'Московская область', covered: { n: 1, of: 3, percent: '33.3' }, target: 'pending' },
    municipalitiesMet: { n: 0, of: 2 },
    municipalities: [
      { name: 'Дубна', covered: { n: 1, of: 2, percent: '50.0' }, onTime: { n: 1, of: 2 } },
      { name: 'Реутов', covered: { n: 0, of: 1, percent: '0.0' } },
    ],
  });
  expect(JSON.stringify(page)).not.toMatch(/Школа|Лицей|Зуева|Лебедев/);
});

test('the page closes again, and both are in the audit', async () => {
  await publishIt('yes');
  expect((await seeOpenPage(anybody(), campaignId)).figures).toBeNull();
  await publishIt('no');
  expect(await refusalOf(seeOpenPage(anybody(), campaignId))).toEqual({ kind: 'notFound' });
  const rows = await database().db.selectFrom('audit').select('action').orderBy('id').execute();
  const said = rows.map(({ action }) => action).filter((action) => /^campaign.(publish|unpublish)$/.test(action));
  expect(said).toEqual(['campaign.publish', 'campaign.unpublish']);
});

test('an analyst does not decide what everybody sees', async () => {
  const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  expect(await refusalOf(publishIt('yes', analyst))).toMatchObject({
    kind: expect.stringMatching(/notFound|forbidden/),
  });
  expect(await seeOpenCampaigns(anybody())).toEqual([]);
});
