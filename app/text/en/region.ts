import { plural } from '../plural.ts';
import type { region as ru } from '../ru/region.ts';

const ofSchools = (n: number) => plural.en(n, 'school', 'schools');
const ofMunicipalities = (n: number) => plural.en(n, 'municipality', 'municipalities');

export const region = {
  ofSchools,
  campaigns: 'Orders',
  sections: 'Under this order',
  months: 'Month',
  earlierMonths: 'Earlier months',
  onDay: (day: string) => `on ${day}`,
  download: 'Download as Excel',
  editions: (n: string) => `All editions of the month: ${n}`,
  editionNumber: (number: string) => `edition ${number}`,
  moved: (years: string) => `The dates of the order are moved by ${years}.`,
  years: (n: number) => plural.en(n, 'year', 'years'),

  source: {
    edition: (number: string, at: string) => `Edition ${number}, data read ${at}.`,
    complete: 'The month in it is complete.',
    incomplete: 'The month was not over then, so the edition is not complete.',
    running: (day: string) => `Counted just now, on ${day}: the month is not over.`,
    notCompiled: 'Counted just now: there is no edition for this month yet.',
    day: (day: string) => `The state at the end of ${day}, counted just now.`,
    targetDay: (day: string) => `The state on the target’s day, ${day}`,
  },

  states: { met: 'target met', missed: 'target not met', pending: 'not due yet' },

  title: {
    met: (target: string, share: string, of: number) =>
      `The target of ${target} is met in ${share} ${ofMunicipalities(of)}`,
    missed: (target: string, share: string, of: number) =>
      `The target of ${target} is not met in ${share} ${ofMunicipalities(of)}`,
    pendingNowhere: (target: string, day: string) => `The target of ${target} by ${day} is not met yet`,
    pending: (target: string, day: string, share: string, of: number) =>
      `The target of ${target} by ${day} is already met in ${share} ${ofMunicipalities(of)}`,
    regionMet: (target: string, covered: string) => `The target of ${target} is met: coverage ${covered}`,
    regionPending: (target: string, day: string, covered: string) => `Coverage ${covered}, target ${target} by ${day}`,
    regionMissed: (target: string, covered: string) => `The target of ${target} is not met: coverage ${covered}`,
    noTarget: 'How the order is carried out',
  },
  covered: (share: string, of: number, percent: string) => `${share} ${ofSchools(of)} (${percent})`,

  noReports: 'No school has filed a report under this order yet. Coverage appears with the first reports.',
  noMunicipalities: 'The region has no municipalities. The administrator adds them.',

  keyFigures: {
    coverage: 'Coverage of schools',
    target: (share: string, target: string, day: string) => `${share}, target ${target} by ${day}`,
    municipalitiesMet: 'Target met',
    municipalitiesNote: (of: number, percent: string) => `${ofMunicipalities(of)}, ${percent}`,
    needed: 'Schools missing',
    neededNote: 'to the target everywhere',
    reported: 'Reports of the month',
    reportedNote: (share: string, onTime: string) => `${share}, on time ${onTime}`,
    noneDue: 'none have been due this month',
  },
  furthest: 'Furthest from the target:',

  history: {
    title: (covered: string, target: string) => `Coverage ${covered}, target ${target}`,
    noTarget: (covered: string) => `Coverage ${covered}`,
    base: 'Counted of all general-education schools open on the last day of the month, whether or not they reported.',
    caption: 'Coverage by month',
    covered: 'Schools covered',
    percent: 'Coverage',
    municipalities: 'Municipalities that meet the target',
    source: 'Data',
    edition: 'edition',
    live: 'as of today',
  },

  municipalities: {
    title: (share: string, of: number) => `The target is met in ${share} ${ofMunicipalities(of)}`,
    noTarget: 'Coverage by municipality',
    base: (target: string) => `The rule across the bar is the target of ${target}.`,
    opens: 'A name opens the municipality’s schools.',
    caption: 'Municipalities and their coverage',
    percent: 'Coverage',
    covered: 'Schools covered',
    needed: 'Missing',
    reported: 'Reports filed',
    noSchools: 'no schools',
  },

  bands: {
    title: (met: string, of: string) => `The activation figure was reached on ${met} of ${of} dates so far`,
    ahead: 'None of the dates for the activation figure has come yet',
    base: (number: string) => `Line ${number} of the report, summed over the schools’ last reports at each date.`,
    caption: 'Expected and actual figures',
    band: 'Expected',
    by: 'By',
    since: (day: string) => `from ${day}`,
    fact: 'Actual',
    percent: 'Share',
    range: (from: string, to: string) => (from === to ? `${to}` : `${from}–${to}`),
    states: { behind: 'behind', within: 'within', ahead: 'ahead' },
    schools: { behind: 'Schools below', silent: 'no answer', within: 'within', ahead: 'above' },
    notYet: 'not due yet',
    noFigures: 'no reports with this line',
  },

  excluded: {
    title: (n: string) => `Not counted in the base: ${n}`,
    caption: 'Organisations outside the base',
    reason: 'Why',
    reasons: {
      closed: 'closed on this date',
      notOpenYet: 'not open yet on this date',
      notGeneral: 'not general education',
    },
    none: 'All schools of the register are counted in the base.',
  },

  municipality: {
    title: (covered: string) => `${covered} covered`,
    needed: (n: string, schools: string, target: string) => `${n} more ${schools} needed to reach ${target}.`,
    reached: (target: string) => `The target of ${target} is met.`,
    noSchools: 'The municipality has no general-education schools on this date.',
    tabs: 'Section',
    coverage: 'Coverage',
    whole: 'The whole campaign: figures and editions',
    reports: 'Reports',
    notCovered: (n: string) => `Not covered: ${n}`,
    notCoveredNone: 'All schools are covered.',
    covered: (n: string) => `Covered: ${n}`,
    coveredNone: 'No school is covered yet.',
    why: 'Why',
    neverReported: 'no reports',
    noSystem: 'no system named',
    namedNotUsed: (system: string) => `the system “${system}” is named, but not shown to be in use`,
    system: 'System',
    since: 'Covered since',
    lastReport: 'Last report',
    filedOn: 'Filed',
    figures: 'Figures of the last reports',
    item: 'Line of the report',
    sum: 'Sum',
    percent: 'Share',
    schools: 'Schools',
    figuresNote: 'Summed over the schools that have filed at least one report; their number stands beside.',
  },
} satisfies typeof ru;
