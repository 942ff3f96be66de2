import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  day,
  dayIn,
  daysBetween,
  endOf,
  instantOf,
  lastDay,
  month,
  monthsBetween,
  parseDay,
  parseMonth,
  parseTypedDay,
  readTypedDay,
  reportingDays,
  startOf,
  type Zone,
} from '#app/domain/calendar.ts';

const moscow = 'Europe/Moscow' as Zone;
const zonesOfRussia = `Europe/Kaliningrad Europe/Moscow Europe/Kirov Europe/Volgograd Europe/Astrakhan Europe/Saratov
  Europe/Ulyanovsk Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Barnaul Asia/Tomsk Asia/Novokuznetsk
  Asia/Krasnoyarsk Asia/Irkutsk Asia/Chita Asia/Yakutsk Asia/Khandyga Asia/Vladivostok Asia/Ust-Nera Asia/Magadan
  Asia/Sakhalin Asia/Srednekolymsk Asia/Kamchatka Asia/Anadyr`.split(/\s+/);
const kogalym = 'Asia/Yekaterinburg' as Zone;

describe('days and months', () => {
  test('a date that does not exist is not a day', () => {
    for (const text of ['2012-02-30', '2011-02-29', '2012-13-01', '2012-00-10', '2012-9-1', '1899-12-31', '']) {
      expect(parseDay(text), text).toBeNull();
    }
    expect(() => day('2012-02-30')).toThrow('2012-02-30');
  });

  test('29 February exists in leap years only', () => {
    expect(parseDay('2012-02-29')).toBe('2012-02-29');
    expect(lastDay(month('2012-02'))).toBe('2012-02-29');
    expect(lastDay(month('2013-02'))).toBe('2013-02-28');
    expect(lastDay(month('2100-02'))).toBe('2100-02-28');
    expect(addYears(day('2012-02-29'), 1)).toBe('2013-02-28');
    expect(addYears(day('2012-02-29'), 4)).toBe('2016-02-29');
  });

  test('counting crosses the ends of months and years', () => {
    expect(addDays(day('2012-12-31'), 1)).toBe('2013-01-01');
    expect(addDays(day('2012-03-01'), -1)).toBe('2012-02-29');
    expect(daysBetween(day('2012-02-28'), day('2012-03-01'))).toBe(2);
    expect(daysBetween(day('2012-03-01'), day('2012-02-28'))).toBe(-2);
    expect(addMonths(month('2012-11'), 3)).toBe('2013-02');
    expect(monthsBetween(month('2012-11'), month('2013-02'))).toEqual(['2012-11', '2012-12', '2013-01']);
  });

  test('a month has two digits from 01 to 12', () => {
    expect(parseMonth('2012-09')).toBe('2012-09');
    for (const text of ['2012-13', '2012-00', '2012-9', '2012-09-01']) expect(parseMonth(text), text).toBeNull();
  });

  test('people type days with dots, browsers send them with hyphens', () => {
    expect(parseTypedDay('1.9.2012')).toBe('2012-09-01');
    expect(parseTypedDay(' 01.09.2012 ')).toBe('2012-09-01');
    expect(parseTypedDay('2012-09-01')).toBe('2012-09-01');
    const others = [
      '01.09.2012 г.',
      '01.09.2012г',
      '1.9.2012 года',
      '1 сентября 2012',
      '«01» Сентября\u00a02012 г.',
      '1. 9. 2012',
    ];
    for (const text of others) expect(parseTypedDay(text), text).toBe('2012-09-01');
  });

  test('only of what is written as a date is it said that the calendar has none; anything else is to be written anew', () => {
    for (const text of ['31.09.2012', '29.02.2013', '31 июня 2012 г.', '2012-02-30', '01.09.0012']) {
      expect(readTypedDay(text), text).toEqual({ fault: 'noSuchDate' });
    }
    for (const text of [
      '1.9.12',
      '25/05/2012',
      '09/01/2012',
      '1 сент. 2012',
      'в мае',
      '41015',
      'г.',
      '-',
      '1 мартабря 2012',
    ]) {
      expect(readTypedDay(text), text).toEqual({ fault: 'notADate' });
    }
  });
});

describe('the wall calendar of a region', () => {
  test('in Moscow, August 2012 ends at 20:00 UTC', () => {
    expect(endOf(day('2012-08-31'), moscow).toISOString()).toBe('2012-08-31T20:00:00.000Z');
    expect(dayIn(moscow, new Date('2012-08-31T19:59:59.999Z'))).toBe('2012-08-31');
    expect(dayIn(moscow, new Date('2012-08-31T20:00:00Z'))).toBe('2012-09-01');
  });

  test('in Kogalym, August 2012 ends two hours earlier', () => {
    expect(startOf(day('2012-09-01'), kogalym).toISOString()).toBe('2012-08-31T18:00:00.000Z');
    expect(dayIn(kogalym, new Date('2012-08-31T17:59:59Z'))).toBe('2012-08-31');
    expect(dayIn(kogalym, new Date('2012-08-31T18:00:00Z'))).toBe('2012-09-01');
  });

  test('since October 2014 both are an hour nearer to UTC', () => {
    expect(startOf(day('2025-09-01'), moscow).toISOString()).toBe('2025-08-31T21:00:00.000Z');
    expect(startOf(day('2025-09-01'), kogalym).toISOString()).toBe('2025-08-31T19:00:00.000Z');
  });

  test('a day on which the clocks change has 23 or 25 hours', () => {
    const hours = (text: string) =>
      (endOf(day(text), moscow).getTime() - startOf(day(text), moscow).getTime()) / 3_600_000;
    expect(hours('2011-03-27')).toBe(23);
    expect(hours('2014-10-26')).toBe(25);
  });

  test('where clocks jump over midnight, the day begins at its first instant', () => {
    const saoPaulo = 'America/Sao_Paulo' as Zone;
    expect(startOf(day('2012-10-21'), saoPaulo).toISOString()).toBe('2012-10-21T03:00:00.000Z');
    expect(dayIn(saoPaulo, new Date('2012-10-21T02:59:59Z'))).toBe('2012-10-20');
  });

  test('where clocks go back by two hours to midnight, the day has begun two hours before', () => {
    const chita = 'Asia/Chita' as Zone;
    expect(startOf(day('2014-10-26'), chita).toISOString()).toBe('2014-10-25T14:00:00.000Z');
    expect(dayIn(chita, new Date('2014-10-25T13:59:59Z'))).toBe('2014-10-25');
    expect(dayIn(chita, new Date('2014-10-25T14:30:00Z'))).toBe('2014-10-26');
    expect(dayIn(chita, new Date('2014-10-25T16:30:00Z'))).toBe('2014-10-26');
  });

  test('a moment of the day that clocks jump over is the first after the jump; one that comes twice is the first', () => {
    const saratov = 'Europe/Saratov' as Zone;
    const at = (date: string, minutes: number) => instantOf(day(date), minutes, saratov).toISOString();
    expect(at('2016-12-04', 6 * 60 + 30)).toBe('2016-12-04T02:30:00.000Z');
    expect(at('2016-12-04', 2 * 60 - 1)).toBe('2016-12-03T22:59:00.000Z');
    expect(at('2016-12-04', 2 * 60 + 20)).toBe('2016-12-03T23:00:00.000Z');
    expect(at('2014-10-26', 90)).toBe('2014-10-25T21:30:00.000Z');
  });

  test('in every zone of Russia the day is the one on its wall, also around each change of the clocks', () => {
    for (const zone of zonesOfRussia) {
      const shown = new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      });
      const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
      const offsetAt = (at: number) => offset.format(at).split(', ')[1];
      let changes = 0;
      for (let at = Date.UTC(2009, 0, 1); at < Date.UTC(2020, 0, 1); at += 86_400_000) {
        if (offsetAt(at) === offsetAt(at + 86_400_000)) continue;
        changes++;
        for (let near = at - 86_400_000; near < at + 2 * 86_400_000; near += 1_800_000) {
          expect(dayIn(zone as Zone, new Date(near)), `${zone} ${new Date(near).toISOString()}`).toBe(
            shown.format(near),
          );
        }
      }
      expect(changes, zone).toBeGreaterThan(3);
    }
  });
});

describe('reporting dates', () => {
  test('a list gives its dates within the range, both ends included', () => {
    const dates = [day('2012-05-15'), day('2012-09-20'), day('2012-10-15')];
    expect(reportingDays({ kind: 'dates', dates }, day('2012-05-15'), day('2012-09-20'))).toEqual([
      '2012-05-15',
      '2012-09-20',
    ]);
  });

  test('a monthly form is as of the last day of each month, beginning with its first', () => {
    const rule = { kind: 'monthly', from: month('2012-06') } as const;
    expect(reportingDays(rule, day('2012-01-01'), day('2012-08-31'))).toEqual([
      '2012-06-30',
      '2012-07-31',
      '2012-08-31',
    ]);
    expect(reportingDays(rule, day('2012-07-01'), day('2012-08-30'))).toEqual(['2012-07-31']);
    expect(reportingDays(rule, day('2011-01-01'), day('2012-05-31'))).toEqual([]);
  });

  test('a quarterly form is as of the last day of March, June, September and December', () => {
    const rule = { kind: 'quarterly', from: month('2011-05') } as const;
    expect(reportingDays(rule, day('2011-04-29'), day('2012-03-31'))).toEqual([
      '2011-06-30',
      '2011-09-30',
      '2011-12-31',
      '2012-03-31',
    ]);
  });
});
