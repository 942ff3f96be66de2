import { plural } from '../plural.ts';
import type { behind as ru } from '../ru/behind.ts';

const schools = (n: number) => plural.en(n, 'school', 'schools');

export const behind: typeof ru = {
  link: 'What it is made of',
  about: (figure) => `What it is made of: ${figure}`,
  title: (figure, share, percent) => `${figure}: ${share} (${percent})`,
  noFigure: (figure) => `${figure}: no figure yet`,
  figures: {
    covered: 'Coverage of schools',
    reported: 'Reports filed',
    onTime: 'Reports first filed in time',
    onTimeOriginally: 'Reports filed in time by the original date',
    accepted: 'Reports accepted',
    acceptedOnTime: 'The accepted version filed in time',
    item: (number, title) => `Line ${number}, ${title}`,
    stage: (title) => `Stage “${title}”`,
  },
  what: {
    covered: 'All general-education schools open on that day count, with a report or without.',
    reports: 'Reports count that fell due from the beginning of the month to that day and are required.',
    item: 'What the schools say in the last reports that they filed is added up.',
    stage:
      'All general-education schools open on that day count. A school stands at the last stage whose conditions its report fulfils.',
  },
  municipalities: 'By municipality',
  share: 'How many',
  percent: 'Share',
  part: 'The school’s part',
  without: 'Schools without the figure',
  total: 'Total',
  in: (n, count) => `Counted: ${n} ${schools(count)}`,
  not: (n, count) => `Not counted: ${n} ${schools(count)}`,
  given: (n, count) => `Gave the figure: ${n} ${schools(count)}`,
  outside: (n, count) => `Outside of the base: ${n} ${schools(count)}`,
  outsideNone: 'All schools are in the base.',
  outsideOf: 'Why not in the base',
  lastReport: 'Last report',
  why: {
    closed: 'closed on that day',
    notOpenYet: 'not open yet on that day',
    notGeneral: 'not general education',
    excused: 'no report required',
    notDue: 'no report was due',
    neverFiled: 'no reports',
    noFigure: 'left blank in the last report',
  },
  excusedBy: (asOf, reason, document) =>
    `the report for ${asOf} is not required: ${reason}${document ? ` (${document})` : ''}`,
};
