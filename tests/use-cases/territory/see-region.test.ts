import { beforeEach, describe, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { seeOrder } from '#app/use-cases/orders/see-order.server.ts';
import { campaignsOfViewer, seeRegion, seeSummary } from '#app/use-cases/territory/see-region.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/**
 * MO in two municipalities: Dubna with three schools that count and one of arts, Istra with one. By the end of June 2012
 * school № 1 uses a system, № 2 does not yet, № 3 and Istra's gymnasium have never reported.
 */
async function monitoredRegion() {
  const territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: {
      Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3', { name: 'Школа искусств', generalEducation: false }],
      Истра: ['Гимназия'],
    },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const opened = as(administrator, '2012-06-14 10:00');
  const { campaignId } = await openCampaign(opened, { orderId: 'MO', scopeId: territory.region.id, years: 0 });
  const { campaignId: ofDubna } = await openCampaign(opened, {
    orderId: 'KG',
    scopeId: territory.municipality('Дубна'),
    years: 0,
  });
  const director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
  const colleague = await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 2');
  const june = (who: typeof director, since: string | null) =>
    saveAndFile(as(who, '2012-06-28 12:00'), database(), {
      schoolId: who.schoolId,
      asOf: '2012-06-30',
      typed: moForm(since),
    });
  await june(director, '01.02.2012');
  await june(colleague, null);
  return {
    campaignId,
    ofDubna,
    regionId: territory.region.id,
    director,
    coordinator: await coordinatorOf(database(), territory, 'Фёдорова И. М.', 'Дубна'),
    otherCoordinator: await coordinatorOf(database(), territory, 'Зимин А. А.', 'Истра'),
    istra: await schoolPerson(database(), territory, 'director', 'Белова Н. К.', 'Гимназия'),
    administrator,
    analyst: await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.'),
    supervisor: await regionPerson(database(), territory, 'supervisor', 'Шмагина А. В.'),
    methodist: await regionPerson(database(), territory, 'methodist', 'Волкова Л. С.'),
  };
}

let people: Awaited<ReturnType<typeof monitoredRegion>>;
beforeEach(async () => {
  people = await monitoredRegion();
});

const june = { month: month('2012-06') };

describe('the region’s coverage', () => {
  test('counts the schools that use a system of all that are open, reporting or not', async () => {
    const seen = await seeRegion(as(people.supervisor, '2012-06-30 18:00'), {
      campaignId: people.campaignId,
      at: june,
    });
    expect(seen.source).toEqual({ kind: 'live' });
    expect(seen.totals.region.covered).toEqual({ n: 1, of: 4 });
    expect(seen.totals.region.target).toBe('pending');
    expect(seen.totals.municipalitiesMet).toEqual({ n: 0, of: 2 });
    expect(seen.totals.schoolsWithReport).toBe(2);
    expect(
      seen.totals.municipalities.map(({ name, covered, stillNeeded }) => ({ name, covered, stillNeeded })),
    ).toEqual([
      { name: 'Дубна', covered: { n: 1, of: 3 }, stillNeeded: 2 },
      { name: 'Истра', covered: { n: 0, of: 1 }, stillNeeded: 1 },
    ]);
    expect(seen.totals.excluded.map(({ name, reason }) => ({ name, reason }))).toEqual([
      { name: 'Школа искусств', reason: 'notGeneral' },
    ]);
  });

  test('of a month that is over comes from its edition; today’s page adds today to the chart', async () => {
    await compileSummary(byClock('2012-07-05 06:00', moscow), { regionId: people.regionId, month: june.month });
    const seen = await seeRegion(as(people.analyst, '2012-07-10 09:00'), { campaignId: people.campaignId, at: june });
    expect(seen.source).toMatchObject({ kind: 'edition', number: 1, complete: true });
    expect(seen.months).toEqual(['2012-06', '2012-07']);
    expect(seen.history.map(({ month: of, source, covered }) => ({ of, source, covered }))).toEqual([
      { of: '2012-06', source: 'edition', covered: { n: 1, of: 4 } },
    ]);
    const running = { month: month('2012-07') };
    const now = await seeRegion(as(people.analyst, '2012-07-10 09:00'), { campaignId: people.campaignId, at: running });
    expect(now.history.map(({ month: of, source }) => ({ of, source }))).toEqual([
      { of: '2012-06', source: 'edition' },
      { of: '2012-07', source: 'live' },
    ]);
  });

  test('names every edition of its month, the newest first, and none for a single day', async () => {
    const { campaignId, regionId, analyst } = people;
    await compileSummary(byClock('2012-06-29 06:00', moscow), { regionId, month: june.month });
    await compileSummary(byClock('2012-07-05 06:00', moscow), { regionId, month: june.month });
    const ctx = as(analyst, '2012-07-10 09:00');
    const { editions } = await seeRegion(ctx, { campaignId, at: june });
    expect(editions.map(({ number, complete }) => [number, complete])).toEqual([
      [2, true],
      [1, false],
    ]);
    const first = await seeSummary(ctx, { campaignId, at: june, edition: 1 });
    expect(first.source).toMatchObject({ kind: 'edition', number: 1, complete: false });
    const onDay = await seeRegion(ctx, { campaignId, at: { month: june.month, day: day('2012-06-27') } });
    expect(onDay.editions).toEqual([]);
  });

  test('can be asked for a single day: before the first filing nobody was known to be covered', async () => {
    const at = { month: june.month, day: day('2012-06-27') };
    const seen = await seeRegion(as(people.analyst, '2012-07-10 09:00'), { campaignId: people.campaignId, at });
    expect(seen.source).toEqual({ kind: 'live' });
    expect(seen.totals.region.covered).toEqual({ n: 0, of: 4 });
    expect(seen.totals.schoolsWithReport).toBe(0);
  });

  test('is seen by every role of the region', async () => {
    for (const person of [people.analyst, people.supervisor, people.methodist, people.administrator]) {
      const ctx = as(person, '2012-07-10 09:00');
      expect((await campaignsOfViewer(ctx)).map(({ id }) => id)).toEqual([people.campaignId, people.ofDubna]);
      expect((await seeRegion(ctx, { campaignId: people.campaignId, at: june })).campaign.id).toBe(people.campaignId);
    }
  });

  test('does not exist for a director and a coordinator', async () => {
    for (const person of [people.director, people.coordinator]) {
      const ctx = as(person, '2012-07-10 09:00');
      const refusal = await refusalOf(seeRegion(ctx, { campaignId: people.campaignId, at: june }));
      expect(refusal).toEqual({ kind: 'notFound' });
    }
    const director = as(people.director, '2012-07-10 09:00');
    expect(await refusalOf(campaignsOfViewer(director))).toEqual({ kind: 'notFound' });
    // What was opened for the own municipality is the coordinator's.
    const own = await campaignsOfViewer(as(people.coordinator, '2012-07-10 09:00'));
    expect(own.map(({ id }) => id)).toEqual([people.ofDubna]);
  });

  test('of an order opened for one municipality takes in that one alone', async () => {
    const ctx = as(people.analyst, '2012-07-10 09:00');
    const seen = await seeRegion(ctx, { campaignId: people.ofDubna, at: { month: month('2012-07') } });
    expect(seen.campaign.scope).toMatchObject({ kind: 'municipality', name: 'Дубна' });
    expect(seen.totals.municipalities.map(({ name }) => name)).toEqual(['Дубна']);
    expect(seen.bands[0]?.facts.map(({ band, state }) => [band.from, state])).toEqual([
      [30, null],
      [41, null],
      [61, null],
      [100, null],
    ]);
  });

  test('does not exist for another region', async () => {
    const other = await createTerritory(database(), { name: 'Югра', zone: yekaterinburg, municipalities: {} });
    const stranger = await regionPerson(database(), other, 'analyst', 'Орлова Н. Н.');
    const asked = seeRegion(as(stranger, '2012-07-10 09:00'), { campaignId: people.campaignId, at: june });
    expect(await refusalOf(asked)).toEqual({ kind: 'notFound' });
  });
});

describe('an order', () => {
  test('is read by the region and by everybody whom it binds, with its reporting dates', async () => {
    const { analyst, coordinator, director } = people;
    for (const person of [analyst, coordinator, director]) {
      const seen = await seeOrder(as(person, '2012-07-10 09:00'), people.ofDubna);
      expect(seen.order.id).toBe('KG');
      expect(seen.dates.map(({ asOf }) => asOf)).toEqual([
        '2012-09-20',
        '2012-10-15',
        '2012-11-15',
        '2012-12-25',
        '2013-01-01',
      ]);
    }
  });

  test('of one municipality does not exist for another', async () => {
    for (const person of [people.otherCoordinator, people.istra]) {
      const ctx = as(person, '2012-07-10 09:00');
      expect(await refusalOf(seeOrder(ctx, people.ofDubna))).toEqual({ kind: 'notFound' });
      expect((await seeOrder(ctx, people.campaignId)).order.id).toBe('MO');
    }
  });
});
