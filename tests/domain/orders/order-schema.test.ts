import { describe, expect, test } from 'vitest';
import { orderSchema } from '#app/domain/orders/order-schema.ts';
import { allOrders, orders } from '#app/orders/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: what is broken here is what the types would forbid
type Draft = any;

/** The complaints about an order in which something was broken, as `path: message`. */
function complaintsAbout(order: unknown, breakIt: (order: Draft) => void): string[] {
  const draft = structuredClone(order);
  breakIt(draft);
  const { error } = orderSchema.safeParse(draft);
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}
const kg = (breakIt: (order: Draft) => void) => complaintsAbout(orders.KG, breakIt);
const mo = (breakIt: (order: Draft) => void) => complaintsAbout(orders.MO, breakIt);
const itemOf = (order: Draft, id: string) => order.forms[0].items.find((item: Draft) => item.id === id);

describe('a broken order is refused, and the path leads to the break', () => {
  test('a date that does not exist', () => {
    expect(kg((order) => (order.forms[0].reporting.dates[1] = '2012-09-31'))).toEqual([
      'forms.0.reporting.dates.1: not a calendar date',
    ]);
    expect(mo((order) => (order.forms[0].reporting.from = '2012-13'))).toEqual(['forms.0.reporting.from: not a month']);
  });

  test('reporting dates or bands out of order', () => {
    expect(kg((order) => order.forms[0].reporting.dates.reverse())).toEqual([
      'forms.0.reporting.dates: dates must ascend',
    ]);
    expect(kg((order) => (order.targets[1].bands[1].by = '2012-09-20'))).toEqual([
      'targets.1.bands: bands must ascend by their day',
    ]);
  });

  test('a second item, measure or clause of the same id', () => {
    expect(kg((order) => (order.forms[0].items[7].id = '6.1'))).toEqual(['forms.0.items.7.id: a second 6.1']);
    expect(mo((order) => (order.measures[1].id = 'MO-1-1'))).toEqual(['measures.1.id: a second MO-1-1']);
    expect(mo((order) => (order.clauses[1].id = 'MO-1'))).toEqual(['clauses.1.id: a second MO-1']);
  });

  test('an id that would break the names of fields', () => {
    expect(mo((order) => (itemOf(order, '6').id = 'problems'))).toEqual([
      'forms.0.items.11.id: taken by the table of problems',
    ]);
    expect(mo((order) => (itemOf(order, '6').id = '6:1'))).toEqual([
      'forms.0.items.11.id: not an id: Latin letters, digits, dots and hyphens',
    ]);
  });

  test('a target of a form, item or clause that is not there', () => {
    expect(kg((order) => (order.targets[0].form = 'monthly'))).toEqual(['targets.0.form: no form monthly']);
    expect(kg((order) => (order.targets[1].item = '16'))).toEqual(['targets.1.item: form report has no item 16']);
    expect(kg((order) => (order.targets[0].criterion[1].item = '13.1'))).toEqual([
      'targets.0.criterion.1.item: form report has no item 13.1',
    ]);
    expect(mo((order) => (order.targets[0].clause = 'MO-4.4'))).toEqual(['targets.0.clause: no clause MO-4.4']);
  });

  test('a plan that no measure asks of municipalities, or that has no target of theirs', () => {
    expect(mo((order) => (order.targets[0].plan = 'MO-4.1-3'))).toEqual([
      'targets.0.plan: no measure of municipalities MO-4.1-3',
    ]);
    expect(mo((order) => (order.targets[0].plan = 'MO-4.2-1'))).toEqual([
      'targets.0.plan: no measure of municipalities MO-4.2-1',
    ]);
    expect(mo((order) => (order.targets[0].per = 'region'))).toEqual([
      'targets.0.plan: municipalities have no target to plan for',
    ]);
  });

  test('a target that reads an item of the wrong kind', () => {
    expect(mo((order) => (order.targets[0].criterion[1].item = '2'))).toEqual([
      'targets.0.criterion.1.item: item 2 is text, where day is needed',
    ]);
    expect(kg((order) => (order.targets[0].criterion[1].item = '11'))).toEqual([
      'targets.0.criterion.1.item: item 11 is yesNo, where share is needed',
    ]);
    expect(kg((order) => (order.targets[0].criterion[0] = { item: '14', is: 'yes' }))).toEqual([
      'targets.0.criterion.0.item: item 14 is share, where yesNo is needed',
    ]);
    expect(kg((order) => (order.targets[1].item = '15'))).toEqual([
      'targets.1.item: item 15 is longText, where share is needed',
    ]);
    expect(kg((order) => (order.targets[0].criterion[0].item = '12'))).toEqual([
      'targets.0.criterion.0.item: item 12 is a heading and has no answer',
    ]);
  });

  test('a target read from a form that schools do not fill', () => {
    expect(mo((order) => (order.forms[0].filledBy = 'municipality'))).toEqual([
      ...[0, 1].map((stage) => `stages.${stage}.reached.form: no form of schools monthly`),
      'targets.0.form: monthly is not filled by schools',
    ]);
  });

  test('a threshold above the whole, or a band below its beginning', () => {
    expect(mo((order) => (order.targets[0].threshold = { n: 101, of: 100 }))).toEqual([
      'targets.0.threshold.n: more than the base',
    ]);
    expect(kg((order) => (order.targets[1].bands[0].to = 29))).toEqual([
      'targets.1.bands.0.to: ends below its beginning',
    ]);
    expect(kg((order) => (order.targets[1].bands[0].since = true))).toEqual([
      'targets.1.bands: only the last band stays in force for good',
    ]);
  });

  test('a share without a base, and a property that its kind of item has no use for', () => {
    expect(kg((order) => delete itemOf(order, '6.1').base)).toEqual(['forms.0.items.6.base: a share needs its base']);
    expect(kg((order) => (itemOf(order, '11').base = 'школ'))).toEqual([
      'forms.0.items.16.base: has no meaning for yesNo',
    ]);
    expect(kg((order) => (itemOf(order, '6').optional = true))).toEqual([
      'forms.0.items.5.optional: has no meaning for heading',
    ]);
  });

  test('a form with two columns, or a blank that nothing fills', () => {
    expect(kg((order) => order.forms[0].columns.pop())[0]).toMatch(/^forms\.0\.columns/);
    expect(kg((order) => (order.forms[0].heading = 'Отчет {organization}'))).toEqual([
      'forms.0.heading: a blank other than {organisation} and {asOf}',
    ]);
  });

  test('a comparison with an item that is no share, a form that closes before it is filed, no reason for a return', () => {
    expect(kg((order) => (order.forms[0].comparisons[0].atMost = '11'))).toEqual([
      'forms.0.comparisons.0.atMost: no share 11',
    ]);
    expect(kg((order) => (order.forms[0].changeDaysAfter = 29))).toEqual([
      'forms.0.changeDaysAfter: changing ends before filing does',
    ]);
    expect(kg((order) => (order.returnReasons = []))).toEqual(['returnReasons: a report could not be returned']);
  });

  test('a ladder that reads what is not there, one form twice, or bears another’s name', () => {
    expect(kg((order) => (order.ladders[0].steps[0].needs[0].criterion[0].item = '1.10'))).toEqual([
      'ladders.0.steps.0.needs.0.criterion.0.item: form KG-3.2 has no item 1.10',
    ]);
    expect(kg((order) => (order.ladders[0].steps[1].needs[0].form = 'KG-3.4'))).toEqual([
      'ladders.0.steps.1.needs.0.form: no form of schools KG-3.4',
    ]);
    expect(kg((order) => order.ladders[0].steps[0].needs.push(order.ladders[0].steps[1].needs[0]))).toEqual([
      'ladders.0.steps.0.needs.1.form: KG-3.2 twice',
    ]);
    expect(kg((order) => (order.ladders[0].id = 'stages'))).toEqual(['ladders.0.id: a second stages']);
    expect(kg((order) => (order.ladders[0].clause = 'KG-App.5'))).toEqual(['ladders.0.clause: no clause KG-App.5']);
  });

  test('a measure of an unknown stage or without a real term', () => {
    expect(kg((order) => (order.measures[6].stage = '4'))).toEqual(['measures.6.stage: no stage 4']);
    expect(mo((order) => (order.measures[4].term.dueDay = 31))[0]).toMatch(/^measures\.4\.term\.dueDay/);
    expect(mo((order) => (order.measures[0].term = { kind: 'months', from: '2011-09', to: '2011-05' }))).toEqual([
      'measures.0.term.to: ends before it begins',
    ]);
  });

  test('a misspelt property', () => {
    expect(mo((order) => (order.forms[0].opensDayBefore = 29))).toEqual([
      'forms.0: Unrecognized key: "opensDayBefore"',
    ]);
  });

  test('a text that moving by years would take for a date', () => {
    expect(mo((order) => (order.measures[0].result = '2011-12'))).toEqual([
      'measures.0.result: a text that looks like a date',
    ]);
  });
});

test('an order read back from JSON is the same order', () => {
  for (const order of allOrders) expect(orderSchema.parse(JSON.parse(JSON.stringify(order)))).toEqual(order);
});

describe('the schema fits orders of the other shapes', () => {
  const clause = { id: 'X-1', number: '1', text: 'Организовать работу.' };
  const small = (parts: object) => ({
    id: 'X',
    kind: 'Приказ',
    number: '1',
    date: '2011-04-29',
    authority: 'Департамент образования',
    title: 'О внедрении',
    basis: [],
    repeals: [],
    control: 'Контроль за исполнением настоящего приказа оставляю за собой.',
    clauses: [clause],
    stages: [],
    measures: [],
    forms: [],
    targets: [],
    returnReasons: [{ id: 'other', title: 'Другое' }],
    remarks: [],
    ...parts,
  });
  const measure = (id: string, term: object, parts: object = {}) => ({
    id,
    number: id,
    title: 'Сопровождение',
    responsible: 'РЦОИ ИТЭК',
    owedBy: 'other',
    term,
    termText: 'Постоянно',
    result: 'Методические рекомендации; консультации',
    stage: null,
    ...parts,
  });

  test('VR: terms of every sort, and a form that municipalities fill each quarter', () => {
    const order = small({
      measures: [
        measure('1.1', { kind: 'constantly' }),
        measure('1.3', { kind: 'months', from: '2011-05', to: '2011-09' }, { termText: 'Май-сентябрь' }),
        measure('2.1', { kind: 'on', day: '2011-05-13' }, { owedBy: 'municipality' }),
        measure('2.2', { kind: 'until', day: '2011-05-16' }, { owedBy: 'school' }),
        measure('2.4', { kind: 'weekly' }, { termText: 'Не реже 1 раза в неделю' }),
        measure('2.6', { kind: 'quarterly' }, { termText: 'Ежеквартально' }),
        measure('App.2-12', { kind: 'on', day: '2011-05-16' }, { responsible: '', result: null }),
      ],
      forms: [
        {
          id: 'quarterly',
          clause: 'X-1',
          title: 'Отчёт по внедрению',
          heading: 'Отчёт: {organisation}, {asOf}',
          columns: ['№', 'Показатель', 'Сведения'],
          filledBy: 'municipality',
          reporting: { kind: 'quarterly', from: '2011-05' },
          opensDaysBefore: 30,
          fileDaysAfter: 30,
          changeDaysAfter: 60,
          comparisons: [],
          items: [{ id: '1', number: '1', title: 'Активированы', kind: 'share', base: 'школ' }],
          problems: null,
          note: null,
        },
      ],
    });
    expect(orderSchema.parse(order)).toEqual(order);
  });

  test('M11: five stages, some without a term, no forms and no targets', () => {
    const stage = (number: string, title: string, term: object | null, termText: string) => ({
      id: number,
      number,
      title,
      content: ['Назначение ответственных, выбор варианта ЭЖ'],
      term,
      termText,
    });
    const order = small({
      kind: 'Информационное письмо',
      number: '2/40-107',
      stages: [
        stage('I', 'Подготовительный этап', null, ''),
        stage('II', 'Пилотное ведение ЭЖ', null, ''),
        stage('III', 'Полное ведение ЭЖ', { kind: 'from', day: '2012-01-01' }, 'с начала 2012 года'),
        stage('IV', 'Формирование электронных отчетов', { kind: 'until', day: '2011-12-31' }, 'До конца 2011 года'),
        stage('V', 'Взаимодействие с порталом госуслуг', { kind: 'until', day: '2012-12-01' }, 'До декабря 2012 года'),
      ],
    });
    expect(orderSchema.parse(order)).toEqual(order);
  });

  test('M13: repealed orders, constant measures, a yearly attestation on listed dates', () => {
    const order = small({
      date: '2013-10-27',
      repeals: ['Приказ от 05.09.2011 г. № 611', 'Приказ от 17.09.2012 г. № 613'],
      measures: [measure('1.2', { kind: 'constantly' }, { owedBy: 'school', result: null })],
      forms: [
        {
          id: 'archive',
          clause: 'X-1',
          title: 'Архивное хранение',
          heading: 'Архивное хранение: {organisation}',
          columns: ['№', 'Условие', 'Выполнение'],
          filledBy: 'school',
          reporting: { kind: 'dates', dates: ['2014-06-30', '2015-06-30'] },
          opensDaysBefore: 60,
          fileDaysAfter: 30,
          changeDaysAfter: 60,
          comparisons: [],
          items: [{ id: '1', number: '1', title: 'Не менее двух носителей', kind: 'yesNo' }],
          problems: null,
          note: null,
        },
      ],
    });
    expect(orderSchema.parse(order)).toEqual(order);
  });
});
