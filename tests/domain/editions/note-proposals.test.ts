import { expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { proposalsFor } from '#app/domain/editions/note-proposals.ts';
import type { ProblemGroup } from '#app/domain/problems/problem-groups.ts';
import { noteFacts, type Town } from '#tests/support/note-facts.ts';

/** Everything is in order: the target is met, all have reported in time and are accepted. */
const good: Town = { name: 'Дубна', schools: 4, covered: 4 };
const proposals = (town: Partial<Town>, more: Partial<Parameters<typeof noteFacts>[0]> = {}) =>
  proposalsFor(noteFacts({ towns: [{ ...good, ...town }], ...more }));

function problem(schools: number, unsolved: number): ProblemGroup {
  const states = { open: unsolved, partly: 0, solved: schools - unsolved, gone: 0 } as ProblemGroup['states'];
  return { wording: 'Медленный Интернет', problems: [], schools, municipalities: 1, states, systems: [] };
}

test('where all is in order nothing is proposed', () => {
  expect(proposals({})).toEqual([]);
});

test('municipalities behind the target owe measures', () => {
  expect(proposals({ covered: 3 })).toEqual([]);
  expect(proposals({ covered: 2 })).toEqual(['behindTarget']);
});

test('municipalities behind their own plan are asked how they will catch up', () => {
  const details = (schools: number) => [
    {
      ...{ id: 1, coordinators: [], returns: [], before: { n: 0, of: 0 }, bands: [] },
      plan: { number: '1', date: day('2012-07-01'), steps: [{ by: day('2012-08-01'), schools }] },
    },
  ];
  expect(proposals({ covered: 3 }, { more: { details: details(4) } })).toEqual(['behindPlan']);
  expect(proposals({ covered: 3 }, { more: { details: details(3) } })).toEqual([]);
});

test('schools that stopped are asked why', () => {
  expect(proposals({ covered: 3 }, { monthBefore: [good] })).toEqual(['fallen']);
  expect(proposals({ covered: 4 }, { monthBefore: [{ ...good, covered: 3 }] })).toEqual([]);
});

test('schools that have not reported are to be reached', () => {
  expect(proposals({ reported: 3, accepted: 3 })).toEqual(['missing']);
});

test('a reviewer who leaves more than half is asked to finish', () => {
  expect(proposals({ accepted: 2 })).toEqual([]);
  expect(proposals({ accepted: 1 })).toEqual(['idleReviewers']);
});

test('dates that were met because they had moved are thought over', () => {
  expect(proposals({ onTime: 4, onTimeOriginally: 3 })).toEqual(['extensions']);
});

test('a problem that several schools name goes to the systems’ suppliers, one school’s does not', () => {
  expect(proposals({}, { problems: [problem(2, 1)] })).toEqual(['sharedProblems']);
  expect(proposals({}, { problems: [problem(1, 1)] })).toEqual([]);
  expect(proposals({}, { problems: [problem(5, 0)] })).toEqual([]);
});

test('reasons of returns are explained to schools', () => {
  const details = [
    { id: 1, coordinators: [], returns: [{ reason: 'figures', n: 2 }], before: { n: 0, of: 0 }, bands: [], plan: null },
  ];
  expect(proposals({}, { more: { details } })).toEqual(['returns']);
});
