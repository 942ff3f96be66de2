import { plural } from '../plural.ts';
import type { problems as ru } from '../ru/problems.ts';

const schools = (n: number) => plural.en(n, 'school', 'schools');

export const problems: typeof ru = {
  title: 'Problems of schools',
  tab: 'Problems',

  headings: {
    unsolved: 'Unsolved problems',
    open: 'Problems not solved',
    partly: 'Problems solved in part',
    solved: 'Solved problems',
    gone: 'Problems no longer mentioned',
    all: 'All problems named',
  },
  heading: (what, n, count, inHowMany) => `${what}: ${n}, at ${count} ${schools(inHowMany)}`,
  lead: 'Schools name problems in their reports. Those that mean the same stand together, the most frequent first.',

  filter: 'State',
  filters: {
    unsolved: 'unsolved',
    open: 'not solved',
    partly: 'solved in part',
    solved: 'solved',
    gone: 'no longer mentioned',
    all: 'all',
  },
  states: {
    open: 'not solved',
    partly: 'solved in part',
    solved: 'solved',
    gone: 'no longer mentioned',
  },
  municipality: 'Municipality',
  moreMunicipalities: 'More municipalities',
  system: 'System',
  moreSystems: 'More systems',
  every: 'all',

  notAsked: 'The order does not ask for problems',
  notAskedText: 'The report form of this order has no table of problems.',
  noneYet: 'Schools have not named any problems yet',
  noneYetText: 'They appear here when schools file reports.',
  found: 'No problems under these conditions.',
  clear: 'Show all problems',

  group: {
    withSystem: (share, of, system) => `${share} ${schools(of)} with the system “${system}”`,
    same: (share, of, system) => `The same problem at ${share} ${schools(of)} with the system “${system}”`,
    oldest: (days) => `the oldest open for ${days}`,
    schools: 'Schools with this problem',
    caption: 'Schools with this problem, unsolved first, the oldest on top',
    back: 'To all problems',
    shown: (from, to, of) => `${from}–${to} of ${of}`,
    basis:
      'A school belongs to the system named in the last report that mentions the problem; the total is the schools that have named this system in at least one report.',
  },

  columns: {
    problem: 'Problem',
    wording: 'In the school’s words',
    since: 'Named on',
    days: 'Days',
    report: 'Last report on it',
  },
  reopened: 'had been solved, came back',
  report: (asOf) => `as of ${asOf}`,
  similar: 'At other schools',
  similarAbout: (problem) => `: ${problem}`,

  age: {
    open: (since, days) => `named on ${since}, open for ${days}`,
    partly: (since, days) => `named on ${since}, solved in part, open for ${days}`,
    solved: (since, days, until) => `named on ${since}, solved on ${until}, after ${days}`,
    gone: (since, _days, until) => `named on ${since}, not mentioned since ${until}`,
  },
  solvedAtOnce: (since) => `named on ${since} and solved then`,

  school: {
    title: 'Problems',
    all: (n) => `All problems of the school: ${n}`,
    caption: 'Problems of the school and what became of them',
    unsolved: (n, text) => `${text} ${plural.en(n, 'problem', 'problems')} unsolved.`,
    unsolvedNone: 'No unsolved problems.',
    none: 'The school has named no problems.',
  },
};
