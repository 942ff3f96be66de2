import { plural } from '../plural.ts';
import type { charts as ru } from '../ru/charts.ts';

const schools = (n: number) => plural.en(n, 'school', 'schools');

export const charts = {
  share: 'Share as a bar',
  shown: (n, of) => `${n} of ${of} are shown`,

  line: {
    summary: (title, first, last) =>
      first && last && first !== last
        ? `${title}. The line leads from ${first.text}, ${first.label}, to ${last.text}, ${last.label}.`
        : `${title}.`,
    plan: 'The municipality’s plan',
    planLabel: (percent) => `Plan ${percent}`,
  },

  bars: {
    base: 'A bar is as long as the share of schools covered.',
    summary: (title, first, last) =>
      [`${title}.`, first && `Highest coverage: ${first}.`, last && `Lowest: ${last}.`].filter(Boolean).join(' '),
  },

  bands: {
    summary: (title, facts) => [title, ...facts].map((one) => `${one}.`).join(' '),
  },

  heat: {
    title: (share, of, day) => `${share} ${schools(of)} filed their reports as of ${day}`,
    base: 'A sign says how the school reported for the date. Below stands how many reports were filed of those owed.',
    summary: (title, dates) => `${title}. Filed by date: ${dates.join('; ')}.`,
    date: 'Date',
    filed: 'Filed',
    percent: 'Share',
  },

  stages: {
    title: (stage, text) => `Most schools are at the stage “${stage}”: ${text}`,
    none: 'No school has reached a stage yet',
    atNone: 'No stage reached',
    base: (of) => `Schools in all: ${of}. Each is counted once, at the last stage it has reached.`,
    summary: (stages) => `${stages.join('; ')}.`,
    caption: 'Schools by stage',
    stage: 'Stage',
    schools: 'Schools',
    percent: 'Share',
    row: 'All schools',
  },

  forecast: {
    noSchools: 'No forecast: there are no general-education schools on this date',
    met: (target, covered) => `The target of ${target} is met: ${covered} covered`,
    passed: (target, by, n, count) => `The target of ${target} was due on ${by}, ${n} ${schools(count)} short`,
    inTime: (target, on, by) => `At the present pace the target of ${target} is met on ${on}, in time for ${by}`,
    tooLate: (target, on, by) => `At the present pace the target of ${target} is met on ${on}, later than ${by}`,
    never: (target, by) => `At the present pace the target of ${target} is not met by ${by}`,
    covered: (day, covered) => `On ${day} ${covered} were covered.`,
    stillNeeded: (n, count) => `${n} more ${schools(count)} are needed.`,
    needed: (pace) => `To be in time it takes ${pace}.`,
    now: (pace) => `At present it is ${pace}.`,
    losing: (pace) => `At present it falls by ${pace}.`,
    still: 'At present coverage does not grow.',
    perWeek: (text, n) => `${text} ${schools(n)} a week`,
    paceNow: (pace) => `at the present pace: ${pace}`,
    paceNeeded: (pace) => `to be in time: ${pace}`,
    method: (since, until) =>
      `The forecast carries on in a straight line what was gained from ${since} to ${until}. The number of schools is taken as unchanging, and the target’s day is the last one in time.`,
    caption: 'Coverage and forecast',
    day: 'Day',
    what: 'What it is',
    fact: 'actual',
    atPace: 'forecast at the present pace',
  },
} satisfies typeof ru;
