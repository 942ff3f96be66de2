/** A chart says the figures that it was given, whichever picture or table is made of it. */
import { describe, expect, test } from 'vitest';
import { activationBands } from '#app/charts/bands.ts';
import { municipalityBars } from '#app/charts/bars.ts';
import { coverageForecast } from '#app/charts/forecast.ts';
import { reportHeat } from '#app/charts/heat.ts';
import { coverageLine } from '#app/charts/line.ts';
import { schoolStages } from '#app/charts/stages.ts';
import { day } from '#app/domain/calendar.ts';
import { speechOf } from '#app/text/index.tsx';
import {
  charts,
  dates,
  forecastFacts,
  months,
  municipalities,
  municipalitiesMet,
  schools,
  speech,
  stages,
  target,
} from '#tests/support/charts.ts';

const plain = (text: string | undefined) => text?.replace(/\u00a0/g, ' ');
const en = speechOf('en');

test('whatever it shows, n and N stand beside the percentage of every mark', () => {
  for (const [name, { rows, heads, title, summary }] of Object.entries(charts)) {
    expect(title, name).not.toBe('');
    expect(summary, name).toContain(name.startsWith('no ') ? '' : '%');
    for (const { share, percent, text, more = [] } of rows) {
      expect(more.length, name).toBe(heads.more?.length ?? 0);
      if (!share) expect(text, name).toBe('–');
      else if (share.of > 0) expect(text, name).toBe(`${percent} (${speech.format.share(share.n, share.of)})`);
    }
  }
});

describe('coverage by month', () => {
  const covered = { n: 734, of: 1404 };
  const line = coverageLine({ months, covered, target, href: (of) => `/${of}` }, speech);

  test('has a point for each month, on its own day, that opens it', () => {
    expect(line.rows.map(({ day: on, share }) => [on, share])).toEqual(months.map((one) => [one.asOf, one.covered]));
    expect(line.rows[4]).toMatchObject({ label: 'август 2012', href: '/2012-08' });
    expect(plain(line.rows[4]?.text)).toBe('52,3 % (734 из 1 404)');
    expect(line.ticks[4]).toEqual({ day: '2012-08-31', text: 'авг 2012' });
    expect(plain(line.title)).toBe('Охват 734 из 1 404 школ (52,3 %), цель 75 %');
    expect(plain(line.target?.label)).toBe('Цель 75 %');
    expect(plain(line.summary)).toContain('от 8,5 % (120 из 1 404), апрель 2012, к 75,6 % (1 061 из 1 404)');
  });

  test('keeps a figure on its side of the target and of the plan', () => {
    const almost = { ...months[4], covered: { n: 2998, of: 4000 } } as (typeof months)[number];
    const plan = [{ by: day('2012-08-31'), covered: { n: 3, of: 4 } }];
    expect(plain(coverageLine({ months: [almost], covered, target: null }, speech).rows[0]?.percent)).toBe('75,0 %');
    expect(plain(coverageLine({ months: [almost], covered, target }, speech).rows[0]?.percent)).toBe('74,95 %');
    expect(plain(coverageLine({ months: [almost], covered, target: null, plan }, speech).rows[0]?.percent)).toBe(
      '74,95 %',
    );
  });

  test('says for each month which step of the plan was in force, from the step’s own day on', () => {
    const plan = [
      { by: day('2012-07-31'), covered: { n: 702, of: 1404 } },
      { by: day('2012-09-01'), covered: { n: 1404, of: 1404 } },
    ];
    const planned = coverageLine({ months: months.slice(2, 6), covered, target, plan }, speech);
    expect(planned.heads.more?.[0]?.text).toBe('План муниципалитета');
    expect(planned.rows.map(({ more }) => plain(more?.[0]))).toEqual([
      '–',
      '50,0 % (702 из 1 404)',
      '50,0 % (702 из 1 404)',
      '100,0 % (1 404 из 1 404)',
    ]);
    expect(planned.plan.map(({ day: by, label }) => [by, plain(label)])).toEqual([
      ['2012-07-31', 'План 50 %'],
      ['2012-09-01', 'План 100 %'],
    ]);
  });
});

describe('municipalities', () => {
  const facts = { municipalities, municipalitiesMet, target };

  test('begin with the best covered, unless the reader has sorted them', () => {
    const sorted = municipalityBars(facts, speech);
    const shares = sorted.rows.map(({ share }) => (share?.n ?? 0) / (share?.of ?? 1));
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(sorted.rows.filter(({ met }) => met).length).toBe(municipalitiesMet.n);
    const asGiven = municipalityBars({ ...facts, inOrder: true, href: (id) => `/${id}` }, speech);
    expect(asGiven.rows.map(({ label }) => label)).toEqual(municipalities.map(({ name }) => name));
    expect(asGiven.rows[0]).toMatchObject({ href: '/1', state: { word: 'цель не достигнута', tone: 'bad' } });
  });

  test('are told by a sentence in the right number', () => {
    expect(municipalityBars(facts, speech).title).toBe('В 17 из 73 муниципалитетов цель достигнута');
    const one = municipalityBars({ ...facts, municipalitiesMet: { n: 1, of: 1 } }, speech);
    expect(one.title).toBe('В 1 из 1 муниципалитета цель достигнута');
  });

  test('without schools come last and have no bar', () => {
    const empty = {
      id: 99,
      name: 'Архангельск',
      covered: { n: 0, of: 0 },
      reported: { n: 0, of: 0 },
      target: null,
      stillNeeded: 0,
    };
    const { rows } = municipalityBars({ ...facts, municipalities: [empty, ...municipalities] }, speech);
    expect(rows.at(-1)).toMatchObject({ label: 'Архангельск', percent: 'нет школ', met: false, state: undefined });
  });

  test('stay Russian by name on an English page, with the same figures', () => {
    const english = municipalityBars(facts, en);
    expect(english).toMatchObject({ title: 'The target is met in 17 of 73 municipalities' });
    expect(english.rows.every(({ named }) => named)).toBe(true);
    expect(english.rows.map(({ share }) => share)).toEqual(
      municipalityBars(facts, speech).rows.map(({ share }) => share),
    );
  });
});

test('an activation band whose day has not come has a corridor, and no fact', () => {
  const facts = [
    {
      band: { from: 30, to: 40, by: day('2012-09-20') },
      asOf: day('2012-09-20'),
      fact: { n: 0, of: 0 },
      state: 'behind' as const,
    },
    { band: { from: 41, to: 60, by: day('2012-10-15') }, asOf: null, fact: null, state: null },
  ];
  const bands = activationBands(
    { title: 'Активация', item: '14', facts, asOf: day('2012-09-30'), href: (on) => `/${on}` },
    speech,
  );
  expect(bands.corridors.map(({ start, end, label }) => [start, end, plain(label)])).toEqual([
    ['2012-09-20', '2012-10-15', '30–40 %'],
    ['2012-10-15', '2012-11-14', '41–60 %'],
  ]);
  expect(bands.rows.map(({ share, href, state }) => [share, href, state?.word])).toEqual([
    [{ n: 0, of: 0 }, '/2012-09-20', 'отчётов с этой строкой нет'],
    [null, undefined, 'дата не наступила'],
  ]);
  expect(bands.quote).toBe('Активация');
});

describe('schools × dates', () => {
  test('count under each date the reports filed of those owed: what is not required is not owed', () => {
    const heat = reportHeat({ dates, schools }, speech);
    for (const [at, { share }] of heat.rows.entries()) {
      const marks = schools.map(({ cells }) => cells[at]?.mark);
      const of = marks.filter((mark) => mark !== 'excused' && mark !== 'none').length;
      expect(share).toEqual({ n: of - marks.filter((mark) => mark === 'missed' || mark === 'open').length, of });
    }
    expect(heat.title).toBe('Отчёты на 31.10.2012 сдали 12 из 18 школ');
  });

  test('have a sign and a word in each cell, and none where nothing is owed', () => {
    const heat = reportHeat(
      {
        dates: dates.slice(0, 2),
        schools: [
          { id: 1, school: 'Школа № 1', cells: [{ mark: 'late', extended: true, href: '/r/1' }, { mark: 'none' }] },
        ],
      },
      speech,
    );
    expect(heat.lines[0]?.cells).toEqual([
      { sign: 'О*', word: 'сдан с опозданием, срок продлён', tone: 'warning', href: '/r/1' },
      null,
    ]);
    expect(heat.notes).toEqual(['* срок продлён']);
    expect(heat.rows.at(-1)).toMatchObject({ share: { n: 0, of: 0 }, percent: '–' });
  });
});

test('stages add up to all schools, those at none of them first, and the fullest is named', () => {
  const { rows, title } = schoolStages(stages, speech);
  expect(rows.map(({ share }) => share)).toEqual([7, 12, 31, 0, 27, 3].map((n) => ({ n, of: 80 })));
  expect(rows[0]?.label).toBe('Ни один этап не достигнут');
  expect(plain(title)).toBe('Больше всего школ на этапе «Приняты локальные акты и обучены учителя»: 38,8 % (31 из 80)');
  const nobody = { stages: [{ title: 'Первый', schools: 0 }], schools: 5 };
  expect(schoolStages(nobody, speech)).toMatchObject({ title: 'Ни одна школа пока не достигла этапа' });
  expect(schoolStages(nobody, en)).toMatchObject({ title: 'No school has reached a stage yet' });
  expect(schoolStages({ ...stages, schools: 73 }, speech).rows.length).toBe(5);
});

describe('the forecast', () => {
  const { now, since } = forecastFacts;
  const from = (n: number, facts: Partial<typeof forecastFacts> = {}) =>
    coverageForecast({ ...forecastFacts, since: { ...since, covered: { n, of: 1404 } }, ...facts }, speech);

  test('says how many more schools are needed and at what weekly pace, in correct Russian', () => {
    const said = plain(from(540).base);
    expect(said).toContain('На 31.07.2012 охвачено 734 из 1 404 школ (52,3 %).');
    expect(said).toContain('До цели не хватает 319 школ. Чтобы успеть, нужно 69,8 школы в неделю.');
    expect(said).toContain('Сейчас прибавляется 48,5 школы в неделю.');
    expect(plain(from(730).base)).toContain('Сейчас прибавляется 1 школа в неделю.');
    expect(plain(from(726).base)).toContain('Сейчас прибавляется 2 школы в неделю.');
    expect(plain(from(650).base)).toContain('Сейчас прибавляется 21 школа в неделю.');
    expect(plain(from(690).base)).toContain('Сейчас прибавляется 11 школ в неделю.');
    expect(plain(from(800).base)).toContain('Сейчас убывает 16,5 школы в неделю.');
    expect(plain(from(734).base)).toContain('Сейчас охват не растёт.');
    const one = { ...now, covered: { n: 1052, of: 1404 } };
    expect(plain(from(540, { now: one }).base)).toContain('До цели не хватает 1 школы.');
  });

  test('says what comes of it', () => {
    expect(plain(from(240).title)).toBe(
      'При нынешнем темпе цель 75 % будет достигнута 19.08.2012, в срок до 01.09.2012',
    );
    expect(plain(from(540).title)).toBe(
      'При нынешнем темпе цель 75 % будет достигнута 16.09.2012, позже срока 01.09.2012',
    );
    expect(plain(from(734).title)).toBe('При нынешнем темпе цель 75 % к 01.09.2012 не будет достигнута');
    const met = { ...now, covered: { n: 1100, of: 1404 } };
    expect(plain(from(540, { now: met }).title)).toBe('Цель 75 % достигнута: охвачено 1 100 из 1 404 школ (78,3 %)');
    const after = { day: day('2012-10-31'), covered: { n: 905, of: 1404 } };
    expect(plain(from(540, { now: after }).title)).toBe('Срок цели 75 % наступил 01.09.2012, не хватает 148 школ');
    const nobody = { ...now, covered: { n: 0, of: 0 } };
    expect(from(0, { now: nobody }).title).toBe('Прогноза нет: на эту дату нет общеобразовательных школ');
  });

  test('draws the present pace to the target, or to where it stands on the target’s day', () => {
    expect(from(240).pace).toMatchObject({ day: '2012-08-19', share: { n: 1053, of: 1404 } });
    // 194 schools in 28 days are 221 whole ones in 32.
    expect(from(540).pace).toMatchObject({ day: '2012-09-01', share: { n: 734 + 221, of: 1404 } });
    expect(from(1404).pace).toMatchObject({ day: '2012-09-01', share: { n: 0, of: 1404 } });
    expect(from(540, { since: now }).pace).toBeNull();
    expect(from(540, { now: { day: target.by, covered: now.covered } })).toMatchObject({
      pace: null,
      needed: null,
      method: null,
    });
  });

  test('has every known day once, and calls the rest a forecast', () => {
    const { past, rows } = from(540);
    expect(past.map((row) => row.day)).toEqual(['2012-04-30', '2012-05-31', '2012-06-30', '2012-07-03', '2012-07-31']);
    expect(rows.at(-1)).toMatchObject({ day: '2012-09-01', state: { word: 'прогноз при нынешнем темпе' } });
  });

  test('keeps its figures in English', () => {
    const english = coverageForecast(forecastFacts, en);
    expect(english.title).toBe('At the present pace the target of 75% is met on 16 Sept 2012, later than 1 Sept 2012');
    expect(english.base).toContain('To be in time it takes 69.8 schools a week. At present it is 48.5 schools a week.');
  });
});
