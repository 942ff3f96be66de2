import { describe, expect, test } from 'vitest';
import { bandsTarget, coverageTarget, formOf } from '#app/domain/orders/order.ts';
import { orderById, orders } from '#app/orders/index.ts';

const order = orders.KG;
const form = formOf(order, 'report');
const itemOf = (id: string) => form.items.find((item) => item.id === id);
const measureOf = (id: string) => order.measures.find((measure) => measure.id === id);

test('KG is order № 256 of 26.03.2012 of the education office of Kogalym', () => {
  expect(orderById('KG')).toBe(order);
  expect(orderById('kg')).toBeNull();
  expect([order.kind, order.number, order.date]).toEqual(['Приказ', '256', '2012-03-26']);
  expect(order.authority).toBe('Управление образования Администрации города Когалыма');
  expect(order.basis.join(', ')).toMatch(
    /от 10\.07\.1992 № 3266-1 .+ от 17\.12\.2009 № 1993-р .+ от 19\.10\.2010 № 383-рп /,
  );
  expect(order.control).toContain('Власенко М.Г.');
});

test('its clauses are 1 to 8 with their sub-clauses, and the appendices that are read as text', () => {
  expect(order.clauses.map(({ id }) => id)).toEqual([
    ...['KG-1', 'KG-2', 'KG-3', 'KG-3.1', 'KG-3.2', 'KG-3.3', 'KG-3.4', 'KG-3.5', 'KG-3.6', 'KG-4', 'KG-5'],
    ...['KG-6', 'KG-6.1', 'KG-6.2', 'KG-7', 'KG-8', 'KG-App.1', 'KG-App.2'],
  ]);
});

test('KG-7: it repeals a clause of an earlier order', () => {
  expect(order.repeals).toEqual([
    'пункт 5 приложения 1 к приказу Управления образования от 24.11.2010 № 713 «Об организации работы по переходу на предоставление муниципальных услуг в сфере образования в электронном виде»',
  ]);
});

describe('KG-App.1: stages and measures', () => {
  test('each stage has the term of its row', () => {
    expect(order.stages.map(({ number, term, termText }) => [number, term, termText])).toEqual([
      ['1.1', { kind: 'until', day: '2012-04-18' }, 'до 18.04.2012'],
      ['1.2', { kind: 'until', day: '2012-05-15' }, 'до 15.05.2012'],
      ['2', { kind: 'until', day: '2013-01-01' }, 'до 01.01.2013'],
      ['3', { kind: 'from', day: '2013-01-01' }, 'с 01.01.2013 постоянно'],
    ]);
  });

  test('the rows have 4, 9 and 6 measures, and the activation of parents in four steps', () => {
    const ofStage = (stage: string) => order.measures.filter((measure) => measure.stage === stage);
    expect(['1.1', '1.2', '2', '3'].map((stage) => ofStage(stage).length)).toEqual([4, 9, 6 + 4, 0]);
    expect(
      ofStage('2')
        .slice(6)
        .map(({ title, termText }) => [title.split(': ')[1], termText]),
    ).toEqual([
      ['от 30% до 40% имеющих возможность воспользоваться услугой', 'до 20.09.2012'],
      ['от 41% до 60% имеющих возможность воспользоваться услугой', 'до 15.10.2012'],
      ['от 61% до 100% имеющих возможность воспользоваться услугой', 'до 15.11.2012'],
      ['100% имеющих возможность воспользоваться услугой', 'с 01.01.2013'],
    ]);
    expect(ofStage('1.1').every(({ owedBy }) => owedBy === 'school')).toBe(true);
  });

  test('the note lets a school leave out what it has already done', () => {
    expect(order.clauses.find(({ id }) => id === 'KG-App.1')?.text).toMatch(
      /могут быть не включены в план .+ при условии, что эти мероприятия уже выполнены\.$/,
    );
  });
});

test('KG-3.3, KG-3.5: the copy of the order is due by 10.04.2012, the plan by 18.04.2012', () => {
  expect(measureOf('KG-3.3')).toMatchObject({ owedBy: 'school', term: { kind: 'until', day: '2012-04-10' } });
  expect(measureOf('KG-3.5')).toMatchObject({ owedBy: 'school', term: { kind: 'until', day: '2012-04-18' } });
});

test('KG-5, KG-6.1: the methodical centre and the engineer help constantly', () => {
  expect(measureOf('KG-5')?.responsible).toContain('«Межшкольный методический центр города Когалыма» (Петряева А.В.)');
  expect(measureOf('KG-6.1')?.responsible).toBe('Инженер-программист Управления образования Кубрак П.В.');
  expect([measureOf('KG-5')?.term.kind, measureOf('KG-6.1')?.term.kind]).toEqual(['constantly', 'constantly']);
});

describe('KG-3.6, App.3: the report', () => {
  test('is filed for five dates', () => {
    expect(form).toMatchObject({ clause: 'KG-3.6', filledBy: 'school', opensDaysBefore: 30 });
    expect(form.reporting).toEqual({
      kind: 'dates',
      dates: ['2012-05-15', '2012-09-20', '2012-10-15', '2012-11-15', '2012-12-25'],
    });
  });

  test('has the heading, columns and note of the appendix', () => {
    expect(form.heading).toBe(
      'Отчет о введении электронных дневников учащихся и электронного журнала успеваемости в МБОУ «{organisation}» (по состоянию на {asOf})',
    );
    expect(form.columns).toEqual(['№', 'Основное содержание мероприятия', 'Выполнение']);
    expect(form.problems?.columns).toEqual(['Содержание проблемы', 'Решение проблемы (полностью, частично)']);
    expect(form.note).toBe(
      'Примечание: отчеты, предоставляемые на каждую последующую дату, должны составляться с учетом предыдущей информации.',
    );
  });

  test('has the 15 items with their sub-items', () => {
    expect(form.items.map(({ number, kind }) => `${number} ${kind}`)).toEqual([
      '1 person',
      '2 text',
      '3 approval',
      '4 acts',
      '5 acts',
      '6 heading',
      '6.1 share',
      '6.2 share',
      '6.3 share',
      '7 longText',
      '8 share',
      '9 share',
      '10 heading',
      '10.1 share',
      '10.2 share',
      '10.3 share',
      '11 yesNo',
      '12 heading',
      '12.1 share',
      '12.2 share',
      '12.3 share',
      '13 share',
      '14 share',
      '15 longText',
    ]);
    expect(form.items.filter(({ classes }) => classes).map(({ id }) => id)).toEqual([
      '8',
      '12.1',
      '12.2',
      '12.3',
      '14',
    ]);
    expect(form.items.filter(({ optional }) => optional).map(({ id }) => id)).toEqual(['5', '12.3', '15']);
  });

  test('says what each share is counted of', () => {
    expect(['6.1', '6.2', '6.3', '8', '9', '13', '14'].map((id) => itemOf(id)?.base)).toEqual([
      'педагогических работников',
      'родителей (законных представителей)',
      'обучающихся',
      'родителей (законных представителей)',
      'необходимого объёма записей',
      'педагогических работников',
      'имеющих возможность воспользоваться услугой',
    ]);
  });

  test('keeps the italics of the paper as hints', () => {
    expect(['1', '2', '3', '6', '8', '9', '11', '12', '14'].map((id) => itemOf(id)?.hint)).toEqual([
      'Фамилия, имя, отчество; должность',
      'название системы',
      'реквизиты утверждения',
      'охват (в %)',
      '_____ % родителей (_____ классы)',
      '_____ % от необходимого объема',
      'есть, нет',
      'охват (в %) с указанием классов',
      '_____ % от имеющих возможность воспользоваться услугой (_____ классы)',
    ]);
  });
});

test('KG-App.1: activated parents lie in four corridors by four dates', () => {
  expect(bandsTarget(order)).toMatchObject({ form: 'report', item: '14', clause: 'KG-App.1' });
  expect(bandsTarget(order)?.bands).toEqual([
    { from: 30, to: 40, by: '2012-09-20' },
    { from: 41, to: 60, by: '2012-10-15' },
    { from: 61, to: 100, by: '2012-11-15' },
    { from: 100, to: 100, by: '2013-01-01', since: true },
  ]);
});

test('KG-1: every school has it in operation by 1 January 2013, and the criterion is said to be ours', () => {
  expect(coverageTarget(order)).toMatchObject({
    clause: 'KG-1',
    threshold: { n: 100, of: 100 },
    per: 'municipality',
    by: '2013-01-01',
    criterion: [
      { item: '2', is: 'answered' },
      { item: '13', is: 'above', share: { n: 0, of: 1 } },
    ],
  });
  expect(order.remarks[0]).toContain('установлен составителями «Сводки», а не приказом');
});
