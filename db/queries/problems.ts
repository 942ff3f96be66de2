import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { FiledProblem, ReportedProblems } from '#app/domain/problems/problem.ts';
import type { Solved } from '#app/domain/reports/form.ts';
import type { Db } from '../schema.ts';
import { schoolSeenBy } from './visible.ts';

type ProblemsAsk = { campaignId: number; formId: string; until: Date };
export type SchoolProblems = ReportedProblems & { school: string; municipalityId: number };

/**
 * What the schools placed in the municipalities on that day, and open on it, have reported: for each reporting date the
 * filing that counted just before `until`, also when it names no problem; by date.
 */
export async function problemsReported(
  db: Db,
  viewer: Actor,
  ask: ProblemsAsk & { municipalityIds: readonly number[]; on: Day },
): Promise<SchoolProblems[]> {
  const { rows } = await sql<ProblemRow & { school: string; municipalityId: number }>`
    select c.*, s.name as school, p.parent_id as "municipalityId", ${problemColumns}
    from ${countingFilings(ask)} c
    join organisations s on s.id = c."schoolId" and (s.closed is null or s.closed > ${ask.on})
    join placements p on p.organisation_id = s.id
      and p.since <= ${ask.on} and (p.until is null or p.until > ${ask.on})
    left join filing_problems q on q.filing_id = c."filingId"
    where p.parent_id = any(${ask.municipalityIds}::int[]) and ${schoolSeenBy(viewer)}
    order by c."asOf", q.ordinal`.execute(db);
  return folded(rows, ({ school, municipalityId }) => ({ school, municipalityId }));
}

/** The same of these schools, wherever they stand and whether or not they are open; by date. */
export async function problemsOfSchools(db: Db, ask: ProblemsOfSchools): Promise<ReportedProblems[]> {
  const { rows } = await problemRowsOf(ask).execute(db);
  return foldedProblems(rows);
}

type ProblemsOfSchools = ProblemsAsk & { schoolIds: readonly number[] };

export function problemRowsOf(ask: ProblemsOfSchools): RawBuilder<ProblemRow> {
  return sql<ProblemRow>`
    select c.*, ${problemColumns}
    from ${countingFilings(ask, ask.schoolIds)} c
    left join filing_problems q on q.filing_id = c."filingId"
    order by c."asOf", q.ordinal`;
}

export function foldedProblems(rows: readonly ProblemRow[]): ReportedProblems[] {
  return folded(rows, () => ({}));
}

export type ProblemRow = {
  filingId: number;
  schoolId: number;
  reportId: number;
  asOf: Day;
  system: string | null;
  key: string | null;
  ordinal: number;
  text: string;
  solved: Solved;
  how: string | null;
};

const problemColumns = sql`q.key, q.ordinal, q.text, q.solved, q.how`;

/** The last filing of each report: an amendment counts once it is accepted. */
function countingFilings(
  { campaignId, formId, until }: ProblemsAsk,
  schoolIds?: readonly number[],
): RawBuilder<unknown> {
  return sql`(
    select distinct on (f.report_id) f.id as "filingId", f.organisation_id as "schoolId", f.report_id as "reportId",
      f.as_of as "asOf", f.system
    from filings f
    where f.campaign_id = ${campaignId} and f.form_id = ${formId} and f.counts_from < ${until}
      ${schoolIds === undefined ? sql`` : sql`and f.organisation_id = any(${schoolIds}::int[])`}
    order by f.report_id, f.counts_from desc, f.ordinal desc
  )`;
}

/** One report per filing, in the order of the rows. */
function folded<R extends ProblemRow, More>(rows: readonly R[], more: (row: R) => More): (ReportedProblems & More)[] {
  const reports = new Map<number, ReportedProblems & More & { problems: FiledProblem[] }>();
  for (const row of rows) {
    const { filingId, schoolId, reportId, asOf, system, key, ordinal, text, solved, how } = row;
    let report = reports.get(filingId);
    if (!report) {
      report = { schoolId, reportId, asOf, system, problems: [], ...more(row) };
      reports.set(filingId, report);
    }
    if (key !== null) report.problems.push({ key, ordinal, text, solved, how });
  }
  return [...reports.values()];
}

/**
 * By which keys a report's rows may be known: what its own filings have named, the last one first, then what the filing
 * that it builds on has.
 */
export function knownProblems(db: Db, reportId: number, previousFiling: Expression<{ id: number }>) {
  return db
    .selectFrom('filing_problems as q')
    .innerJoin('filings as f', 'f.id', 'q.filing_id')
    .where((eb) => eb.or([eb('f.report_id', '=', reportId), eb('f.id', '=', sql<number>`(${previousFiling})`)]))
    .select(['q.filing_id as filingId', 'q.key', 'q.ordinal', 'q.text', 'q.solved', 'q.how'])
    .orderBy((eb) => eb('f.report_id', '=', reportId), 'desc')
    .orderBy('f.ordinal', 'desc')
    .orderBy('q.ordinal');
}
