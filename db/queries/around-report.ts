/** What is known around a report, in one statement. */
import type { Day } from '#app/domain/calendar.ts';
import type { FiledProblem, ReportedProblems } from '#app/domain/problems/problem.ts';
import type { Explained } from '#app/domain/reports/check.ts';
import type { Remark } from '#app/domain/reports/review.ts';
import type { Db } from '../schema.ts';
import { placeOfSchool, type SchoolPlace } from './organisations.ts';
import { type PaperOfFiling, papersOfReport } from './papers.ts';
import { presentAt } from './presences.ts';
import { foldedProblems, knownProblems, problemRowsOf } from './problems.ts';
import {
  type Filing,
  filingsOf,
  type Inherited,
  inheritedFiling,
  previousFiling,
  type Report,
  systemsOfCampaign,
} from './reports.ts';
import { type FrequentReturn, frequentReturns } from './returns.ts';
import { remarksOf } from './reviews.ts';
import { question, remembered } from './together.ts';
import { warningsOfReport } from './warnings.ts';

type About = Pick<Report, 'id' | 'organisationId' | 'campaignId' | 'formId' | 'asOf'>;
export type Known = FiledProblem & { filingId: number };

export type AroundReport = {
  /** Where its school stands on the day. */
  place: SchoolPlace | undefined;
  /** Every filing of the report, oldest first. */
  filings: Filing[];
  /** See `previousFiling`, `inheritedFiling` and `knownProblems`. */
  previous: Filing | undefined;
  inherited: Inherited | undefined;
  known: Known[];
};

/** What saving and filing it has to know. */
export async function aroundReport(db: Db, report: About, on: Day): Promise<AroundReport> {
  const { place, previous, inherited, ...lists } = await askAround(db, valuesOf(report, on));
  return { place: place[0], previous: previous[0], inherited: inherited[0], ...lists };
}

export type ReportHistory = AroundReport & {
  /** The school's sentences, of every filing, the oldest filing first. */
  explanations: (Explained & { filingId: number })[];
  /** The copies handed in with its filings. */
  papers: PaperOfFiling[];
  /** What the school's reports of that form have named that counted before `until`. */
  reported: ReportedProblems[];
};

/** What its pages show besides. `until`: null where the form asks for no problems. */
export async function historyOfReport(
  db: Db,
  report: About,
  { on, until }: { on: Day; until: Date | null },
): Promise<ReportHistory> {
  const values = { ...valuesOf(report, on), schoolIds: [report.organisationId], until: until ?? new Date(0) };
  const { place, previous, inherited, ...lists } = await askHistory(db, values);
  return { place: place[0], previous: previous[0], inherited: inherited[0], ...lists };
}

type Values = About & { on: Day };

function valuesOf({ id, organisationId, campaignId, formId, asOf }: About, on: Day): Values {
  return { id, organisationId, campaignId, formId, asOf, on };
}

const askAround = remembered(questionsAround);

const askHistory = remembered((db, values: Values & { schoolIds: number[]; until: Date }) => ({
  ...questionsAround(db, values),
  explanations: question(warningsOfReport(db, values.id), {}),
  papers: question(papersOfReport(db, values.id), {}),
  reported: question(problemRowsOf(values), {}, foldedProblems),
}));

function questionsAround(db: Db, report: Values) {
  const instants = { filedAt: true, reviewedAt: true } as const;
  const previous = previousFiling(db, report);
  const previousId = previous.clearSelect().select('f.id');
  return {
    place: question(placeOfSchool(db, report.organisationId, report.on), {}),
    filings: question(filingsOf(db, report.id), instants),
    previous: question(previous, instants),
    inherited: question(inheritedFiling(db, report), instants),
    known: question(knownProblems(db, report.id, previousId), {}),
  };
}

export type BesideForm = {
  /** Who else has the form open since then. */
  others: { name: string }[];
  remarks: (Remark & { filingId: number })[];
  /** The systems named in the campaign's filings, the most frequent first. */
  systems: string[];
  returns: FrequentReturn[];
};

/** What a form shows beside what is typed. */
export async function besideForm(
  db: Db,
  { id, campaignId }: Pick<Report, 'id' | 'campaignId'>,
  ask: { butUserId: number; since: Date; fewestReturns: number },
): Promise<BesideForm> {
  const { butUserId, since, fewestReturns } = ask;
  return askBeside(db, { id, campaignId, butUserId, since, fewestReturns });
}

type Beside = { id: number; campaignId: number; butUserId: number; since: Date; fewestReturns: number };

const askBeside = remembered((db, { id, campaignId, butUserId, since, fewestReturns }: Beside) => ({
  others: question(presentAt(db, { reportId: id, butUserId, since }), {}),
  remarks: question(remarksOf(db, id), {}),
  systems: question(systemsOfCampaign(db, campaignId), {}, (rows) => rows.flatMap(({ system }) => system ?? [])),
  returns: question(frequentReturns(campaignId, fewestReturns), {}),
}));
