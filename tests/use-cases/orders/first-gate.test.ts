/** Orders of other kinds than the first two: each opens, shows true pages, compiles, and has no figure that is not its own. */
import { beforeEach, describe, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import { decidingForm, type Order } from '#app/domain/orders/order.ts';
import { orderSchema } from '#app/domain/orders/order-schema.ts';
import { orders } from '#app/orders/index.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { publish } from '#app/use-cases/orders/manage-campaigns.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { inTransaction } from '#db/client.ts';
import { insertCampaign } from '#db/queries/campaigns.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { pageRoutes, pagesOver } from '#tests/support/pages.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

const { MO } = orders;
const [monthly] = MO.forms;
const [coverage] = MO.targets;
if (!monthly || coverage?.kind !== 'coverage') throw new Error('MO has lost its form or its target');

const bare: Order = { ...MO, id: 'X', number: '1', stages: [], forms: [], targets: [], measures: [] };
/** A number or a heading of a coverage that the order does not define; the word alone is a link of the frame. */
const coverageFigure = /Охват[^<]{0,20}\d|охват[^<]{0,20}\d|<dt>Охват|<th[^>]*>Охват/;
const due = { kind: 'until', day: day('2012-08-10') } as const;
const common = { number: '3', responsible: '', termText: 'до 10.08.2012', result: null, stage: null, term: due };

/** Each with words of its pages that would be false. */
const kinds: Record<string, { order: Order; none: RegExp }> = {
  'asks for no form, only for a statement': {
    order: {
      ...bare,
      measures: [
        { ...common, id: 'X-3', title: 'издать приказ', owedBy: 'school', statement: { name: 'приказ по школе' } },
      ],
    },
    none: coverageFigure,
  },
  'asks for nothing that schools fill in': {
    order: { ...bare, measures: [{ ...common, id: 'X-3', title: 'утвердить план', owedBy: 'municipality' }] },
    none: coverageFigure,
  },
  'is for institutions alone': {
    order: { ...bare, measures: [{ ...common, id: 'X-3', title: 'вести мониторинг', owedBy: 'other' }] },
    none: coverageFigure,
  },
  'has a form and no target': { order: { ...MO, id: 'X', number: '1', stages: [], targets: [] }, none: coverageFigure },
  'has two forms and two targets': {
    order: {
      ...MO,
      id: 'X',
      number: '1',
      forms: [
        monthly,
        { ...monthly, id: 'staff', name: 'кадры', title: 'Обучение кадров', items: monthly.items.slice(0, 4) },
      ],
      targets: [
        coverage,
        {
          ...coverage,
          id: 'staff',
          title: 'Есть система',
          form: 'staff',
          criterion: [{ item: '2', is: 'answered' }],
          plan: undefined,
        },
      ],
    },
    none: /\bNaN\b/,
  },
};

async function opened(order: Order) {
  const territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2'], Истра: ['Гимназия'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const openedAt = instant('2012-06-13 12:00', moscow);
  const campaign = { order: orderSchema.parse(order), scopeId: territory.region.id, movedByYears: 0, openedAt };
  const campaignId = await inTransaction(database().db, { id: null }, (trx) => insertCampaign(trx, campaign));
  const regionId = territory.region.id;
  await openReportingDates(byClock('2012-06-14 00:05', moscow), { regionId });
  await openReportingDates(byClock('2012-08-01 00:05', moscow), { regionId });
  await publish(as(administrator, '2012-08-01 10:00'), { campaign: String(campaignId), published: 'yes' });
  const director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
  if (order.forms.length > 0) {
    const filed = { schoolId: director.schoolId, asOf: '2012-06-30', typed: moForm('01.06.2012') };
    await saveAndFile(as(director, '2012-06-29 10:00'), database(), filed);
  }
  const compiled = await compileSummary(byClock('2012-08-01 00:20', moscow), { regionId, month: month('2012-07') });
  return {
    territory,
    campaignId,
    compiled,
    director,
    people: [
      director,
      await coordinatorOf(database(), territory, 'Фёдорова И. М.', 'Дубна'),
      await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.'),
      await regionPerson(database(), territory, 'supervisor', 'Шмагина А. В.'),
      administrator,
    ],
  };
}

/** Every page that is asked for by a campaign, a municipality or a school alone. */
function addresses(ids: Record<string, string>): string[] {
  return pageRoutes.flatMap(({ path, index }) => {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    const known = names.every((name) => ids[name] !== undefined);
    return known && !index ? [`/${path.replace(/:(\w+)/g, (_, name) => ids[name] ?? '')}`] : [];
  });
}

describe.each(Object.entries(kinds))('an order that %s', (_name, { order, none }) => {
  let world: Awaited<ReturnType<typeof opened>>;
  beforeEach(async () => {
    world = await opened(order);
  });

  test('opens, compiles, and every page and file of it is there for everybody whom it concerns', async () => {
    const { campaignId, territory, compiled, people } = world;
    expect(compiled.map(({ month, number }) => [month, number])).toEqual([['2012-07', 1]]);
    const pages = pagesOver(database(), instant('2012-08-20 10:00', moscow));
    const ids = {
      campaignId: String(campaignId),
      municipalityId: String(territory.municipality('Дубна')),
      schoolId: String(territory.school('Школа № 1')),
      month: '2012-07',
      number: '1',
      at: '2012-07',
      figure: 'reported',
      measureId: 'X-3',
      format: 'csv',
    };
    const urls = addresses(ids);
    expect(urls.length).toBeGreaterThan(35);
    const seen = new Map<string, number>();
    const untrue: string[] = [];
    for (const person of people) {
      const cookie = await pages.cookieOf(person);
      for (const url of urls) {
        const answer = await pages.get(url, cookie);
        const text = await answer.text();
        expect([person.role, url, answer.status < 500]).toEqual([person.role, url, true]);
        seen.set(`${person.role} ${url}`, answer.status);
        const isOfCampaign = /^.(campaigns|open)\/\d/.test(url) && !url.includes('order');
        const said = answer.headers.get('content-type')?.startsWith('text/html')
          ? text.replace(/<script[\s\S]*?<\/script>/g, '')
          : '';
        const found = isOfCampaign && answer.status === 200 ? none.exec(said) : null;
        if (found) untrue.push(`${url}: ${said.slice(Math.max(0, found.index - 60), found.index + 40)}`);
      }
    }
    await pages.idle();
    expect([...new Set(untrue)]).toEqual([]);
    const analyst = [...seen].filter(([key, status]) => key.startsWith('analyst /campaigns') && status === 200);
    expect(analyst.length).toBeGreaterThan(12);
  });
});

test('two forms on one day are two reports, told apart by name, each filed and watched by itself', async () => {
  const { director, territory, people, campaignId } = await opened(
    kinds['has two forms and two targets']?.order ?? bare,
  );
  const schoolId = territory.school('Школа № 1');
  await saveAndFile(as(director, '2012-07-30 10:00'), database(), {
    schoolId,
    asOf: '2012-07-31',
    typed: moForm(null),
  });
  const coordinator = people.find(({ role }) => role === 'coordinator') ?? director;
  const seen = async (formId?: string) => {
    const ask = { campaignId, municipalityId: territory.municipality('Дубна'), asOf: day('2012-07-31'), formId };
    const { date, reports } = await seeMunicipalityReports(as(coordinator, '2012-07-31 10:00'), ask);
    return [date?.formName, reports.map(({ standing }) => standing)];
  };
  expect([await seen('monthly'), await seen('staff')]).toEqual([
    [null, ['filed', 'notDue']],
    ['кадры', ['notDue', 'notDue']],
  ]);
  expect(await refusalOf(seen('toString'))).toEqual({ kind: 'notFound' });
});

test('the form of the target decides, wherever it stands among the forms; without a target the schools’ first', () => {
  const { forms, targets } = kinds['has two forms and two targets']?.order ?? bare;
  const [first, second] = forms;
  const late: Order = { ...MO, forms, targets: targets.slice(1) };
  expect([decidingForm(late), decidingForm({ ...late, targets: [] }), decidingForm(bare)]).toEqual([
    second,
    first,
    null,
  ]);
});
