import { plural } from '../plural.ts';
import type { targets as ru } from '../ru/targets.ts';

const ofMunicipalities = (n: number) => plural.en(n, 'municipality', 'municipalities');

export const targets: typeof ru = {
  day: {
    met: (target, by, known, of, evening) =>
      `By ${by} the target of ${target} was met in ${known} ${ofMunicipalities(of)}; by what was known that evening, in ${evening}`,
    inTime: (target, by, known, evening) =>
      `The target of ${target} by ${by} was met in time: ${known}; by what was known that evening, ${evening}`,
    later: (target, by, on, known, evening) =>
      `The target of ${target} by ${by} was met late, on ${on}. On ${by}: ${known}; by what was known that evening, ${evening}`,
    missed: (target, by, known, evening) =>
      `The target of ${target} by ${by} was not met. On that day: ${known}; by what was known that evening, ${evening}`,
    caption: (by) => `The target on its own day, ${by}, and now`,
    when: 'When',
    evening: (by) => `On ${by}, as known that evening`,
    known: (by, asOf) => `On ${by}, as known on ${asOf}`,
    now: (asOf) => `On ${asOf}`,
    municipalities: 'Met the target',
    schools: 'Schools covered',
    laterToo: (n, count) => `${n} more ${ofMunicipalities(count)} met the target after the day.`,
    note: 'Reports filed after that day change the second line: a school that told later that it met the condition on that day counts in it; a school that took its word back does not.',
    by: (by) => `By ${by}`,
    states: { inTime: 'in time', missed: 'no' },
    laterOn: (on) => `late, ${on}`,
    tags: { inTime: 'target met in time', later: 'target met late', missed: 'target not met' },
  },

  further: 'Other targets of the order',
  now: (covered, target, by) => `${covered}, target ${target} by ${by}`,
  nowMet: (met, of) => `The target is met in ${met} ${ofMunicipalities(of)}.`,
  schools: 'Schools that meet it and that don’t',
  order: 'When a school counts: in the order',

  corridor: {
    title: (band, by, behind, of) => `Corridor ${band}, in force from ${by}: ${behind} of ${of} schools below it`,
    caption: 'Schools by the corridor',
    where: 'The school’s share',
    schools: 'Schools',
    states: { behind: 'below', silent: 'no answer', within: 'within', ahead: 'above' },
    sum: (share, state) => `The sum of all schools is ${share}: ${state}.`,
    names: 'The schools by name, with each one’s share',
  },

  behind: {
    met: 'Target met',
    day: (by) => `Target met on ${by}`,
    corridor: (band) => `Within ${band} or above`,
    noCorridor: 'No corridor is in force yet',
    notOver: 'The target’s day is not over yet',
    what: {
      met: 'All general-education schools open on that day count, with a report or without.',
      day: 'General-education schools open on the target’s day count. A school has met it when its last report says that it did so by that day, whenever the report was filed.',
      corridor:
        'All general-education schools open on that day count. Each is judged by its own share in its last report; without one it has not answered.',
    },
    thenShare: (share) => `As known that evening: ${share}.`,
    evening: 'That evening',
    thenYes: 'counted',
    thenNo: 'not',
    since: 'Meets it since',
    own: 'The school’s share',
    list: (state, n) => `${state}: ${n}`,
    lists: { yes: 'Met', no: 'Not met' },
  },
};
