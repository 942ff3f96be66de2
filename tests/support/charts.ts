/** Facts for charts: a region of 73 municipalities, its months, its schools' reports; the same every time. */
import { activationBands } from '#app/charts/bands.ts';
import { municipalityBars } from '#app/charts/bars.ts';
import type { Chart } from '#app/charts/chart.ts';
import { coverageForecast } from '#app/charts/forecast.ts';
import { type Mark, reportHeat } from '#app/charts/heat.ts';
import { coverageLine } from '#app/charts/line.ts';
import { schoolStages } from '#app/charts/stages.ts';
import { addMonths, day, lastDay, month } from '#app/domain/calendar.ts';
import { bandState, stillNeeded, targetState } from '#app/domain/territory/target.ts';
import { speechOf } from '#app/text/index.tsx';

export const speech = speechOf('ru');
export const target = { threshold: { n: 75, of: 100 }, by: day('2012-09-01') };

/** Names as long as those of real municipalities, and one that markup would trip over. */
const names = [
  'Балашихинский муниципальный район',
  'городской округ Орехово-Зуево',
  'Сергиево-Посадский муниципальный район',
  'Клин & Ко <центр "А">',
  'городской округ Звёздный городок',
  'Дубна',
];

export const municipalities = Array.from({ length: 73 }, (_, at) => {
  const of = 4 + ((at * 7) % 50);
  const covered = { n: Math.floor((of * ((at * 37) % 101)) / 100), of };
  return {
    id: at + 1,
    name: at < names.length ? (names[at] ?? '') : `${names[at % names.length]} ${at}`.replace(/[&<>"]/g, ''),
    covered,
    reported: { n: at % 5, of: 4 },
    target: targetState(covered, target, day('2012-09-01')),
    stillNeeded: stillNeeded(covered, target.threshold),
  };
});
export const municipalitiesMet = { n: municipalities.filter((one) => one.target === 'met').length, of: 73 };

export const months = Array.from({ length: 9 }, (_, at) => {
  const of = addMonths(month('2012-04'), at);
  const covered = { n: [120, 205, 331, 520, 734, 760, 905, 1010, 1061][at] ?? 0, of: 1404 };
  return {
    month: of,
    asOf: lastDay(of),
    covered,
    municipalitiesMet: { n: at * 5, of: 73 },
    source: 'edition' as const,
  };
});

const bands = [
  { from: 30, to: 40, by: day('2012-09-20') },
  { from: 41, to: 60, by: day('2012-10-15') },
  { from: 61, to: 100, by: day('2012-11-15') },
  { from: 100, to: 100, by: day('2013-01-01'), since: true as const },
];
const activated = [
  { n: 203_784, of: 847_325 },
  { n: 412_290, of: 856_931 },
  { n: 560_699, of: 859_210 },
];

const marks: Mark[] = ['onTime', 'onTime', 'late', 'onTime', 'missed', 'returned', 'onTime', 'open', 'excused', 'none'];
export const dates = ['2012-06-30', '2012-07-31', '2012-08-31', '2012-09-30', '2012-10-31'].map((text) => ({
  asOf: day(text),
}));
export const schools = Array.from({ length: 22 }, (_, at) => ({
  id: at + 1,
  school: at === 3 ? 'МБОУ «Гимназия № 4 имени Героя Советского Союза Александра Матросова»' : `МБОУ «СОШ № ${at + 1}»`,
  cells: dates.map((_, column) => ({ mark: marks[(at * 3 + column) % marks.length] ?? 'none', extended: at === 5 })),
}));

const reached = [
  { title: 'Назначен ответственный', schools: 12 },
  { title: 'Приняты локальные акты и обучены учителя', schools: 31 },
  { title: 'Журнал ведётся в системе и на бумаге', schools: 0 },
  { title: 'Журнал ведётся только в системе', schools: 27 },
  { title: 'Родители видят оценки в личном кабинете на портале', schools: 3 },
];
/** Seven schools are at none of them. */
export const stages = { stages: reached, schools: 80 };

export const forecastFacts = {
  past: months.slice(0, 4).map(({ asOf, covered }) => ({ day: asOf, covered })),
  since: { day: day('2012-07-03'), covered: { n: 540, of: 1404 } },
  now: { day: day('2012-07-31'), covered: { n: 734, of: 1404 } },
  target: { share: target.threshold, by: target.by },
};

/** One of each kind, and those that are hard to draw. */
export const charts: Record<string, Chart> = {
  line: coverageLine({ months, covered: months[4]?.covered ?? { n: 0, of: 0 }, target }, speech),
  plan: coverageLine(
    {
      months: months.slice(0, 6),
      covered: { n: 760, of: 1404 },
      target,
      plan: [
        { by: day('2012-05-15'), covered: { n: 281, of: 1404 } },
        { by: day('2012-08-01'), covered: { n: 702, of: 1404 } },
        { by: day('2012-09-15'), covered: { n: 1404, of: 1404 } },
      ],
    },
    speech,
  ),
  'one month': coverageLine({ months: months.slice(0, 1), covered: { n: 120, of: 1404 }, target }, speech),
  'no months': coverageLine({ months: [], covered: { n: 0, of: 0 }, target: null }, speech),
  bars: municipalityBars({ municipalities, municipalitiesMet, target }, speech),
  'few bars': municipalityBars(
    { municipalities: municipalities.slice(0, 6), municipalitiesMet: { n: 1, of: 6 }, target },
    speech,
  ),
  bands: activationBands(
    {
      title: 'Активация пользователей (родителей) в информационной системе',
      item: '14',
      asOf: day('2012-11-30'),
      facts: bands.map((band, at) => {
        const fact = activated[at] ?? null;
        return { band, asOf: fact && band.by, fact, state: fact && bandState(fact, band) };
      }),
    },
    speech,
  ),
  heat: reportHeat({ dates, schools }, speech),
  stages: schoolStages(stages, speech),
  'no stages': schoolStages({ stages: [], schools: 0 }, speech),
  'forecast in time': coverageForecast(
    { ...forecastFacts, since: { day: day('2012-07-03'), covered: { n: 240, of: 1404 } } },
    speech,
  ),
  'forecast too late': coverageForecast(forecastFacts, speech),
  'forecast of a loss': coverageForecast(
    { ...forecastFacts, since: { day: day('2012-07-03'), covered: { n: 800, of: 1404 } } },
    speech,
  ),
  'forecast met': coverageForecast(
    { ...forecastFacts, now: { day: day('2012-07-31'), covered: { n: 1100, of: 1404 } } },
    speech,
  ),
  'forecast after the day': coverageForecast(
    { ...forecastFacts, now: { day: day('2012-10-31'), covered: { n: 905, of: 1404 } } },
    speech,
  ),
};
