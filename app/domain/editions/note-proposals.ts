/** What the note proposes: each proposal has a rule of its own about the edition's figures. */
import { figureOf, type NoteFacts } from './note-figures.ts';

type Rule = (facts: NoteFacts) => boolean;

/** In the order in which they are proposed. */
const rules = {
  /** Municipalities that have not reached the target. */
  behindTarget: (facts) => figureOf(facts, 'furthest') !== null,
  /** Municipalities that have fewer schools than they planned for by now. */
  behindPlan: (facts) => figureOf(facts, 'behindPlan') !== null,
  /** Coverage that a month took away again: somebody stopped. */
  fallen: (facts) => countOf(facts, 'lost') > 0,
  /** Reports that were due and have not come. */
  missing: (facts) => countOf(facts, 'missing') > 0,
  /** Reviewers who have left more than half of what was filed. */
  idleReviewers: (facts) => figureOf(facts, 'idleIn') !== null,
  /** Dates that were met because they had been moved. */
  extensions: (facts) => countOf(facts, 'extended') > 0,
  /** Problems that several schools name: no single school solves them. */
  sharedProblems: ({ summary: { problems = [] } }) =>
    problems.some(({ schools, states }) => schools > 1 && states.open + states.partly > 0),
  /** Reports that had to be returned. */
  returns: (facts) => figureOf(facts, 'frequentReturns') !== null,
} satisfies Record<string, Rule>;

export type Proposal = keyof typeof rules;

export function proposalsFor(facts: NoteFacts): Proposal[] {
  return (Object.keys(rules) as Proposal[]).filter((proposal) => rules[proposal](facts));
}

function countOf(facts: NoteFacts, name: 'lost' | 'missing' | 'extended'): number {
  const value = figureOf(facts, name);
  if (value?.is === 'list') return value.all;
  return value?.is === 'count' || value?.is === 'missing' ? value.n : 0;
}
