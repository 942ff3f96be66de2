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
import { question, together } from './together.ts';
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
  const { place, previous, inherited, ...lists } = await together(db, questionsAround(db, report, on));
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
  const { campaignId, formId, organisationId } = report;
  const ask = { campaignId, formId, schoolIds: [organisationId], until: until ?? new Date(0) };
  const { place, previous, inherited, reported, ...lists } = await together(db, {
    ...questionsAround(db, report, on),
    explanations: question(warningsOfReport(db, report.id), {}),
    papers: question(papersOfReport(db, report.id), {}),
    reported: question(problemRowsOf(ask), {}),
  });
  const last = { place: place[0], previous: previous[0], inherited: inherited[0] };
  return { ...last, ...lists, reported: foldedProblems(reported) };
}

function questionsAround(db: Db, report: About, on: Day) {
  const instants = { filedAt: true, reviewedAt: true } as const;
  const previous = previousFiling(db, report);
  const previousId = previous.clearSelect().select('f.id');
  return {
    place: question(placeOfSchool(db, report.organisationId, on), {}),
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
  { id: reportId, campaignId }: Pick<Report, 'id' | 'campaignId'>,
  ask: { butUserId: number; since: Date; fewestReturns: number },
): Promise<BesideForm> {
  const { systems, ...beside } = await together(db, {
    others: question(presentAt(db, { reportId, ...ask }), {}),
    remarks: question(remarksOf(db, reportId), {}),
    systems: question(systemsOfCampaign(db, campaignId), {}),
    returns: question(frequentReturns(campaignId, ask.fewestReturns), {}),
  });
  return { ...beside, systems: systems.flatMap(({ system }: { system: string | null }) => system ?? []) };
}
