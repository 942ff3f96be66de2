import { beforeEach, describe, expect, test } from 'vitest';
import type { Day } from '#app/domain/calendar.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { type Outliers, seeOutliers } from '#app/use-cases/territory/see-outliers.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { type FiguredFiling, insertFigures } from '#tests/support/filings.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

const july = '2012-07-31' as Day;
const august = '2012-08-31' as Day;
const september3 = '2012-09-03 10:00';

/** Dubna with six schools and Istra with seven, under MO since July; August's reports are owed. */
async function twoTowns() {
  const names = (many: number, from: number) => Array.from({ length: many }, (_, at) => `Школа № ${from + at}`);
  const territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: names(6, 1), Истра: names(7, 7) },
  });
  const { region } = territory;
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const opened = { orderId: 'MO', scopeId: region.id, years: 0 };
  const { campaignId } = await openCampaign(as(administrator, '2012-07-02 10:00'), opened);
  await openReportingDates(byClock('2012-08-20 00:05', moscow), { regionId: region.id });
  return {
    territory,
    campaignId,
    administrator,
    dubna: territory.municipality('Дубна'),
    istra: territory.municipality('Истра'),
    director: await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1'),
    coordinator: await coordinatorOf(database(), territory, 'Фёдорова И. М.', 'Дубна'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.'),
    supervisor: await regionPerson(database(), territory, 'supervisor', 'Шмагина А. В.'),
  };
}

let people: Awaited<ReturnType<typeof twoTowns>>;
beforeEach(async () => {
  people = await twoTowns();
});

/** August's reports of the schools № `from`…`to`: about half of the teachers, no two schools alike; some say otherwise. */
async function reported(from: number, to: number, otherwise: Record<number, FiguredFiling['figures']> = {}) {
  const filings = Array.from({ length: to - from + 1 }, (_, at): FiguredFiling => {
    const number = from + at;
    const usual = { '5.1': { n: 15 + (number % 5), of: 34 + (number % 7) }, '5.2': { n: 200 + number, of: 450 } };
    return {
      schoolId: people.territory.school(`Школа № ${number}`),
      asOf: august,
      figures: otherwise[number] ?? usual,
    };
  });
  await insertFigures(database(), people, filings);
}

const see = (who: 'coordinator' | 'analyst' | 'supervisor', ask: { municipalityId?: number; asOf?: Day } = {}) =>
  seeOutliers(as(people[who], september3), { campaignId: people.campaignId, asOf: august, ...ask });
const listed = ({ outliers }: Outliers) => outliers.map(({ school, kind, item }) => `${school}: ${kind} ${item}`);

describe('row 20: figures that stand out among all schools', () => {
  test('row 20: a school far from the others is named with its figure, the median and the reason', async () => {
    await reported(1, 13, { 3: { '5.1': { n: 40, of: 40 }, '5.2': { n: 203, of: 450 } } });
    const seen = await see('analyst');
    expect(listed(seen)).toEqual(['Школа № 3: above 5.1']);
    expect(seen).toMatchObject({ compared: 13, total: 1, municipality: null });
    const [outlier] = seen.outliers;
    expect(outlier).toMatchObject({ share: { n: 40, of: 40 }, municipality: { name: 'Дубна' }, explanations: [] });
    if (outlier?.kind !== 'above') throw new Error('Stands out otherwise');
    expect(Math.round((100 * outlier.median.n) / outlier.median.of)).toBe(46);
  });

  test('row 20: the coordinator is told what is usual by all schools, and named the own ones alone', async () => {
    const nobody = { '5.1': { n: 0, of: 40 }, '5.2': { n: 203, of: 450 } };
    await reported(1, 13, { 3: nobody, 9: nobody });
    expect(listed(await see('coordinator'))).toEqual(['Школа № 3: below 5.1']);
    expect(listed(await see('analyst', { municipalityId: people.istra }))).toEqual(['Школа № 9: below 5.1']);
    expect(await see('coordinator')).toMatchObject({
      compared: 13,
      municipalities: [],
      municipality: { name: 'Дубна' },
    });
  });

  test('row 20: copies of another school’s report are found across municipalities', async () => {
    const copied = { '5.1': { n: 17, of: 36 }, '5.2': { n: 211, of: 451 } };
    await reported(1, 13, { 2: copied, 12: copied });
    expect(listed(await see('supervisor'))).toEqual(['Школа № 2: repeated null', 'Школа № 12: repeated null']);
    expect(listed(await see('coordinator'))).toEqual(['Школа № 2: repeated null']);
  });

  test('row 20: a base far from the school’s own last one is found, with the sentence that the school gave', async () => {
    const { director, territory, campaignId } = people;
    const schoolId = territory.school('Школа № 1');
    const form = (of: string) => ({ ...moForm('01.02.2012'), '5.1:n': '15', '5.1:of': of });
    await saveAndFile(as(director, '2012-07-25 11:00'), database(), { schoolId, asOf: july, typed: form('30') });
    await saveAndFile(as(director, '2012-08-29 11:00'), database(), { schoolId, asOf: august, typed: form('60') });
    await reported(2, 13);
    const { outliers } = await seeOutliers(as(people.coordinator, september3), { campaignId, asOf: august });
    expect(outliers.filter(({ kind }) => kind === 'base')).toMatchObject([
      {
        school: 'Школа № 1',
        item: '5.1',
        was: { n: 15, of: 30 },
        share: { n: 15, of: 60 },
        explanations: ['Сведения уточнены по журналам классов.', 'Сведения уточнены по журналам классов.'],
      },
    ]);
  });

  test('row 20: of a corrected report the filing that counts is compared, not the one before it', async () => {
    await reported(1, 13, { 3: { '5.1': { n: 0, of: 40 }, '5.2': { n: 203, of: 450 } } });
    expect(listed(await see('analyst'))).toEqual(['Школа № 3: below 5.1']);
    await reported(3, 3);
    expect(listed(await see('analyst'))).toEqual([]);
  });

  test('row 20: 1,400 schools are compared at once; 500 are listed and all are counted', async () => {
    await database().pool.query(
      `with school as (
         insert into organisations (kind, name, phone, zone, general_education, opened)
         select 'school', 'Лицей № ' || at, null, null, true, '2000-01-01' from generate_series(1, 1387) at
         returning id
       )
       insert into placements (organisation_id, parent_id, since) select id, $1, '2000-01-01' from school`,
      [people.istra],
    );
    await openReportingDates(byClock('2012-08-21 00:05', moscow), { regionId: people.territory.region.id });
    const half = (number: number) => ({ '5.1': { n: number, of: 2 * number }, '5.2': { n: number, of: 2 * number } });
    await reported(1, 13, Object.fromEntries(Array.from({ length: 13 }, (_, at) => [at + 1, half(at + 1)])));
    // Every second lyceum repeats the lyceum before it; the others are all about the same.
    await database().pool.query(
      `with filed as (
         insert into filings (report_id, ordinal, campaign_id, form_id, organisation_id, as_of, filed_at, filed_by,
           from_version, filed_on, counts_from, answers)
         select r.id, 1, d.campaign_id, d.form_id, s.id, d.as_of, now(), $1, 1, d.as_of, now(), '{"items":{},"problems":[]}'
         from reports r
         join reporting_dates d on d.id = r.reporting_date_id and d.as_of = '2012-08-31'
         join organisations s on s.id = r.organisation_id and s.name like 'Лицей%'
         returning id, organisation_id
       ), numbered as (select id, (row_number() over (order by organisation_id))::int / 2 as pair from filed)
       insert into filing_figures (filing_id, item, n, "of")
       select id, item, 1000 + pair, 2000 + 2 * pair from numbered, unnest(array['5.1', '5.2']) as item`,
      [people.administrator.id],
    );
    const seen = await see('analyst');
    expect(seen.compared).toBe(1400);
    expect(seen.total).toBe(1386);
    expect(seen.outliers).toHaveLength(500);
    expect(new Set(seen.outliers.map(({ kind }) => kind))).toEqual(new Set(['repeated']));
  });
});

describe('nothing to show', () => {
  test('no reports, too few of them, and nothing that stands out are told apart', async () => {
    expect(await see('analyst')).toMatchObject({ compared: 0, total: 0, fewest: 10 });
    await reported(1, 9, { 3: { '5.1': { n: 40, of: 40 }, '5.2': { n: 203, of: 450 } } });
    expect(await see('analyst')).toMatchObject({ compared: 9, total: 0 });
    await reported(10, 13);
    expect(await see('analyst')).toMatchObject({ compared: 13, total: 1 });
  });

  test('without a date asked for it is the last one that was due', async () => {
    const { campaignId, analyst } = people;
    const dateOn = async (day: string) => (await seeOutliers(as(analyst, day), { campaignId })).date?.asOf;
    expect(await dateOn('2012-08-31 10:00')).toBe(july);
    expect(await dateOn('2012-09-01 10:00')).toBe(august);
  });
});

describe('who may see it', () => {
  test('nobody learns of another municipality, of a date that never was, or of a campaign that isn’t there', async () => {
    const { coordinator, director, analyst, campaignId, istra } = people;
    const asked = [
      () => seeOutliers(as(coordinator, september3), { campaignId, municipalityId: istra }),
      () => seeOutliers(as(director, september3), { campaignId }),
      () => seeOutliers(as(director, september3), { campaignId, municipalityId: istra }),
      () => seeOutliers(as(analyst, september3), { campaignId, asOf: '2012-08-30' as Day }),
      () => seeOutliers(as(analyst, september3), { campaignId: 999_999 }),
      () => seeOutliers(as(analyst, september3), { campaignId, municipalityId: 999_999 }),
    ];
    for (const ask of asked) expect(await refusalOf(ask())).toEqual({ kind: 'notFound' });
  });
});
