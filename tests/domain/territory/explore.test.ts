import { describe, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import {
  explorationFrom,
  explorationQuery,
  type GroupOfMonth,
  mostMonths,
  tablesOf,
} from '#app/domain/territory/explore.ts';
import { orders } from '#app/orders/index.ts';

const range = { first: month('2010-01'), last: month('2012-10') };
const asked = (query: string) => explorationFrom(new URLSearchParams(query), orders.MO, range);

describe('what an address asks', () => {
  test('nothing: the coverage of all schools over the last six months', () => {
    expect(asked('')).toEqual({
      figures: [{ name: 'covered', figure: { kind: 'covered' } }],
      group: 'none',
      from: '2012-05',
      to: '2012-10',
      municipalityIds: [],
    });
  });

  test('its own query asks the same again', () => {
    const query = 'figure=item-5.1&figure=onTime&group=system&from=2012-06&to=2012-09&municipality=17&municipality=4';
    expect(explorationQuery(asked(query))).toBe(query);
    expect(asked(explorationQuery(asked(query)))).toEqual(asked(query));
  });

  test('what is not there is left out, months stay within the campaign and within two years', () => {
    const wild = asked(
      'figure=item-99&figure=onTime&figure=onTime&group=colour&from=1999-01&to=2030-01&municipality=x',
    );
    expect(wild).toMatchObject({ group: 'none', to: '2012-10', municipalityIds: [] });
    expect(wild.figures.map(({ name }) => name)).toEqual(['onTime']);
    expect(wild.from).toBe('2010-11');
    expect(mostMonths).toBe(24);
    expect(asked('from=2012-09&to=2012-06')).toMatchObject({ from: '2012-06', to: '2012-06' });
  });
});

test('a system is one however it is spelt, under the spelling of the most schools; the unknown come last', () => {
  const [august, september] = [month('2012-08'), month('2012-09')];
  const part = (n: number, of: number) => ({ n, of, schools: of });
  const groups: GroupOfMonth[] = [
    { month: august, key: 'Дневник.ру', parts: [part(3, 5)] },
    { month: august, key: '«дневник.ру»', parts: [part(1, 2)] },
    { month: august, key: null, parts: [part(0, 9)] },
    { month: september, key: 'Аверс', parts: [part(1, 1)] },
  ];
  const exploration = asked('group=system');
  const [table] = tablesOf(groups, [august, september], exploration);
  expect(table?.rows).toEqual([
    { key: 'дневник ру', name: 'Дневник.ру', parts: [part(4, 7), null] },
    { key: 'аверс', name: 'Аверс', parts: [null, part(1, 1)] },
    { key: null, name: null, parts: [part(0, 9), null] },
  ]);
  expect(table?.total).toEqual([part(4, 16), part(1, 1)]);
});
