/** What is known around a report, in one statement. */
import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { FiledProblem, ReportedProblems } from '#app/domain/problems/problem.ts';
import type { Explained } from '#app/domain/reports/check.ts';
import type { Remark } from '#app/domain/reports/review.ts';
import type { Db } from '../schema.ts';
import { placeOfReporter, type SchoolPlace } from './organisations.ts';
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
  /** The lines of the campaign that reports came back for, the most often remarked first. */
  returns: FrequentReturn[];
};

/** What its pages show besides. `until`: null where the form asks for no problems. */
export async function historyOfReport(
  db: Db,
  report: About,
  { on, until, fewestReturns }: { on: Day; until: Date | null; fewestReturns: number },
): Promise<ReportHistory> {
  const schoolIds = [report.organisationId];
  const values = { ...valuesOf(report, on), schoolIds, until: until ?? new Date(0), fewestReturns };
  const { place, previous, inherited, ...lists } = await askHistory(db, values);
  return { place: place[0], previous: previous[0], inherited: inherited[0], ...lists };
}

/** What the report's form is called, where its school stands on the day, and every filing of the report, oldest first. */
export async function filingsAtPlace(
  db: Db,
  ask: { reportId: number; on: Day },
): Promise<Pick<AroundReport, 'place' | 'filings'> & Pick<Report, 'formName'>> {
  const { heads, places, filings } = await askFilings(db, ask);
  return { formName: heads[0]?.formName ?? null, place: places[0], filings };
}

const instants = { filedAt: true, reviewedAt: true } as const;

const askFilings = remembered((db, { reportId, on }: { reportId: number; on: Day }) => {
  const report = db
    .selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .where('r.id', '=', reportId);
  return {
    heads: question(report.select('d.form_name as formName'), {}),
    places: question(placeOfReporter(db, sql<number>`(${report.select('r.organisation_id')})`, on), {}),
    filings: question(filingsOf(db, reportId), instants),
  };
});

type Values = About & { on: Day };

function valuesOf({ id, organisationId, campaignId, formId, asOf }: About, on: Day): Values {
  return { id, organisationId, campaignId, formId, asOf, on };
}

const askAround = remembered(questionsAround);

const askHistory = remembered((db, values: Values & { schoolIds: number[]; until: Date; fewestReturns: number }) => ({
  ...questionsAround(db, values),
  explanations: question(warningsOfReport(db, values.id), {}),
  papers: question(papersOfReport(db, values.id), {}),
  reported: question(problemRowsOf(values), {}, foldedProblems),
  returns: question(frequentReturns(values.campaignId, values.fewestReturns), {}),
}));

function questionsAround(db: Db, report: Values) {
  const previous = previousFiling(db, report);
  const previousId = previous.clearSelect().select('f.id');
  return {
    place: question(placeOfReporter(db, report.organisationId, report.on), {}),
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
};

/** What a form shows beside what is typed. */
export async function besideForm(
  db: Db,
  { id, campaignId }: Pick<Report, 'id' | 'campaignId'>,
  ask: { butUserId: number; since: Date },
): Promise<BesideForm> {
  const { butUserId, since } = ask;
  return askBeside(db, { id, campaignId, butUserId, since });
}

type Beside = { id: number; campaignId: number; butUserId: number; since: Date };

const askBeside = remembered((db, { id, campaignId, butUserId, since }: Beside) => ({
  others: question(presentAt(db, { reportId: id, butUserId, since }), {}),
  remarks: question(remarksOf(db, id), {}),
  systems: question(systemsOfCampaign(db, campaignId), {}, (rows) => rows.flatMap(({ system }) => system ?? [])),
}));
