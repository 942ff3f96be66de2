import { beforeEach, describe, expect, test } from 'vitest';
import type { Day } from '#app/domain/calendar.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { seeOrder } from '#app/use-cases/orders/see-order.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { regionOf } from '#db/queries/organisations.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow, moveSchool, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/** KG for Dubna alone and MO for the region; the lyceum is Dubna's, the new school opens in the autumn of 2012. */
let territory: Territory;
let ofDubna: number;
let ofRegion: number;
beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Лицей', { name: 'Новая школа', opened: '2012-10-01' }], Истра: [] },
  });
  await placed('Новая школа', { since: '2012-10-01' as Day });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const open = (orderId: string, scopeId: number) =>
    openCampaign(as(administrator, '2012-03-26 10:00'), { orderId, scopeId, years: 0 });
  ofDubna = (await open('KG', territory.municipality('Дубна'))).campaignId;
  ofRegion = (await open('MO', territory.region.id)).campaignId;
});

async function placed(school: string, days: { since?: Day; until?: Day }): Promise<void> {
  const id = territory.school(school);
  await database().db.updateTable('placements').set(days).where('organisation_id', '=', id).execute();
}

const directorOf = (school: string) => schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', school);

describe('a school that is not open yet', () => {
  test('has its page for those who are invited, with the dates it will owe', async () => {
    const director = await directorOf('Новая школа');
    const seen = await seeSchool(as(director, '2012-04-20 09:00'), director.schoolId);
    expect(seen.school).toMatchObject({ municipality: 'Дубна', region: 'Московская область', opened: '2012-10-01' });
    expect(seen.campaigns.flatMap(({ reports }) => reports)).toEqual([]);
    expect(seen.campaigns.flatMap(({ ahead }) => ahead).filter(({ asOf }) => asOf < '2012-10-01')).toEqual([]);
  });

  test('is there for its future municipality alone', async () => {
    const id = territory.school('Новая школа');
    const own = await coordinatorOf(database(), territory, 'Фёдорова И. М.', 'Дубна');
    const other = await coordinatorOf(database(), territory, 'Зимин А. А.', 'Истра');
    expect((await seeSchool(as(own, '2012-04-20 09:00'), id)).school.schoolId).toBe(id);
    expect(await refusalOf(seeSchool(as(other, '2012-04-20 09:00'), id))).toEqual({ kind: 'notFound' });
  });
});

test('a school without a place today stands where it stood last, and still lies in its region', async () => {
  const director = await directorOf('Лицей');
  await placed('Лицей', { until: '2012-04-01' as Day });
  const { school } = await seeSchool(as(director, '2012-04-20 09:00'), director.schoolId);
  expect(school.municipality).toBe('Дубна');
  expect(await regionOf(database().db, director.schoolId)).toMatchObject({ name: 'Московская область' });
});

test('a school that moved keeps what it reported under its former municipality’s order', async () => {
  const director = await directorOf('Лицей');
  const { schoolId } = director;
  await openReportingDates(byClock('2012-05-05 06:00', moscow), { regionId: territory.region.id });
  await saveAndFile(as(director, '2012-05-14 12:00'), database(), { schoolId, asOf: '2012-05-15', typed: kgForm });
  await moveSchool(database(), schoolId, { municipalityId: territory.municipality('Истра'), since: '2012-06-01' });

  const ctx = as(director, '2012-06-20 09:00');
  const { school, campaigns } = await seeSchool(ctx, schoolId);
  expect(school.municipality).toBe('Истра');
  const former = campaigns.find(({ id }) => id === ofDubna);
  const filed = former?.reports.filter(({ status }) => status === 'filed');
  expect(filed?.map(({ asOf }) => asOf)).toEqual(['2012-05-15']);
  expect(former?.ahead).toEqual([]);
  expect((await seeOrder(ctx, ofDubna)).order.id).toBe('KG');
  // The school that never was there knows nothing of it.
  const newcomer = await directorOf('Новая школа');
  await database()
    .db.updateTable('placements')
    .set({ parent_id: territory.municipality('Истра') })
    .where('organisation_id', '=', newcomer.schoolId)
    .execute();
  await database().db.deleteFrom('reports').where('organisation_id', '=', newcomer.schoolId).execute();
  const seen = await seeSchool(as(newcomer, '2012-06-20 09:00'), newcomer.schoolId);
  expect(seen.campaigns.map(({ id }) => id)).toEqual([ofRegion]);
});
