import { describe, expect, test } from 'vitest';
import { coverageTarget, formOf } from '#app/domain/orders/order.ts';
import { orderById, orders } from '#app/orders/index.ts';

const order = orders.MO;
const form = formOf(order, 'monthly');

test('MO is order № 2613 of 13.06.2012 of the minister of education of Moscow Oblast', () => {
  expect(orderById('MO')).toBe(order);
  expect([order.kind, order.number, order.date]).toEqual(['Приказ', '2613', '2012-06-13']);
  expect(order.authority).toBe('Министр образования Московской области');
  expect(order.title).toMatch(
    /^О внедрении системы ведения электронных дневников .+ в Московской области в 2012 году$/,
  );
  expect(order.basis.join(', ')).toMatch(/от 17\.12\.2009 № 1993-р, .+ от 15\.02\.2012 № АП-147\/07 /);
  expect(order.control).toBe('Заместитель министра образования Московской области Шмагина А.В.');
  expect(order.repeals).toEqual([]);
});

test('its clauses are those of the paper', () => {
  expect(order.clauses.map(({ id }) => id)).toEqual([
    ...['MO-1', 'MO-2', 'MO-3', 'MO-3.1', 'MO-3.2', 'MO-4', 'MO-4.1', 'MO-4.2', 'MO-4.3', 'MO-5'],
  ]);
  expect(order.clauses.find(({ id }) => id === 'MO-4.2')?.text.split('\n')).toEqual([
    'В образовательных учреждениях в срок до 01.08.2012:',
    '- разработку нормативно-правового обеспечения внедрения систем ведения электронных дневников и электронных журналов успеваемости обучающихся;',
    '- выбор варианта используемой системы ведения электронного дневника и электронного журнала успеваемости обучающихся;',
    '- подготовку технических средств информационно-телекоммуникационных технологий и программного обеспечения;',
    '- обучение работников образовательных учреждений, участвующих во внедрении систем ведения электронных дневников и электронных журналов успеваемости обучающихся.',
  ]);
});

test('who owes what by when', () => {
  expect(order.measures.map(({ id, owedBy, term }) => [id, owedBy, term])).toEqual([
    ['MO-1-1', 'region', { kind: 'constantly' }],
    ['MO-1-2', 'region', { kind: 'constantly' }],
    ['MO-2', 'other', { kind: 'constantly' }],
    ['MO-3.1', 'other', { kind: 'monthly', dueDay: 5 }],
    ['MO-3.2', 'other', { kind: 'monthly', dueDay: 5 }],
    ['MO-4.1-1', 'municipality', { kind: 'until', day: '2012-07-01' }],
    ['MO-4.1-2', 'municipality', { kind: 'until', day: '2012-07-01' }],
    ['MO-4.2-1', 'school', { kind: 'until', day: '2012-08-01' }],
    ['MO-4.2-2', 'school', { kind: 'until', day: '2012-08-01' }],
    ['MO-4.2-3', 'school', { kind: 'until', day: '2012-08-01' }],
    ['MO-4.2-4', 'school', { kind: 'until', day: '2012-08-01' }],
    ['MO-4.3', 'municipality', { kind: 'until', day: '2012-09-01' }],
  ]);
  expect(order.measures.find(({ id }) => id === 'MO-3.2')).toMatchObject({
    responsible:
      'Государственное бюджетное образовательное учреждение высшего профессионального образования Московской области «Академия социального управления»',
    termText: 'в срок до 5 числа каждого месяца',
  });
});

describe('the monthly form', () => {
  test('is filed by schools for the end of each month from June 2012', () => {
    expect(form).toMatchObject({ clause: 'MO-3.1', filledBy: 'school', opensDaysBefore: 29, problems: null });
    expect(form.reporting).toEqual({ kind: 'monthly', from: '2012-06' });
  });

  test('asks for use and for the four measures of MO-4.2', () => {
    expect(form.items.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      '1 person',
      '2 text',
      '3 day',
      '4 heading',
      '4.1 approval',
      '4.2 approval',
      '4.3 approval',
      '4.4 approval',
      '5 heading',
      '5.1 share',
      '5.2 share',
      '6 longText',
    ]);
    expect(form.items.filter(({ mayBeNone }) => mayBeNone).map(({ id }) => id)).toEqual([
      '3',
      '4.1',
      '4.2',
      '4.3',
      '4.4',
    ]);
    expect(form.items.find(({ id }) => id === '4.3')?.title).toBe(
      'подготовку технических средств информационно-телекоммуникационных технологий и программного обеспечения',
    );
  });

  test('is said not to be an annex of the order', () => {
    expect(order.remarks[0]).toContain('Приказ не прилагает формы отчёта');
  });
});

test('MO-4.3: at least 75 % of the schools of each municipality use the system by 01.09.2012', () => {
  expect(order.targets).toHaveLength(1);
  expect(coverageTarget(order)).toMatchObject({
    clause: 'MO-4.3',
    form: 'monthly',
    threshold: { n: 75, of: 100 },
    per: 'municipality',
    by: '2012-09-01',
    plan: 'MO-4.1-1',
    criterion: [
      { item: '2', is: 'answered' },
      { item: '3', is: 'since' },
    ],
  });
});
