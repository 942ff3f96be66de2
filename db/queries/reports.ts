import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Answers, Figure } from '#app/domain/form.ts';
import type { Order } from '#app/domain/order.ts';
import type { Actor } from '#app/domain/people.ts';
import type { ReportStatus } from '#app/domain/report.ts';
import type { Db, Trx } from '../schema.ts';
import { byName } from './by-name.ts';
import { schoolSeenBy } from './visible.ts';

export type Report = {
  id: number;
  organisationId: number;
  campaignId: number;
  formId: string;
  asOf: Day;
  due: Day;
  status: ReportStatus;
  answers: Answers | null;
  version: number;
  savedAt: Date | null;
  savedBy: string | null;
  order: Order;
};

/** One report with the order it is filled by. `forUpdate` holds it against other writers until the transaction ends. */
export async function reportById(db: Db, id: number, options?: { forUpdate: true }): Promise<Report | undefined> {
  const query = db
    .selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .leftJoin('users as u', 'u.id', 'r.saved_by')
    .where('r.id', '=', id)
    .select([
      'r.id',
      'r.organisation_id as organisationId',
      'd.campaign_id as campaignId',
      'd.form_id as formId',
      'd.as_of as asOf',
      'd.due',
      'r.status',
      'r.answers',
      'r.version',
      'r.saved_at as savedAt',
      'u.name as savedBy',
      'c.definition as order',
    ]);
  return (options?.forUpdate ? query.forUpdate('r') : query).executeTakeFirst();
}

export type Filing = {
  id: number;
  reportId: number;
  ordinal: number;
  asOf: Day;
  filedAt: Date;
  filedBy: string;
  fromVersion: number;
  late: boolean;
  answers: Answers;
  decision: 'accepted' | 'returned' | null;
  reason: string | null;
  reviewedAt: Date | null;
  reviewedBy: string | null;
  reviewerId: number | null;
};

function filings(db: Db) {
  return db
    .selectFrom('filings as f')
    .innerJoin('users as u', 'u.id', 'f.filed_by')
    .leftJoin('reviews as v', 'v.filing_id', 'f.id')
    .leftJoin('users as w', 'w.id', 'v.by')
    .select([
      'f.id',
      'f.report_id as reportId',
      'f.ordinal',
      'f.as_of as asOf',
      'f.filed_at as filedAt',
      'u.name as filedBy',
      'f.from_version as fromVersion',
      'f.late',
      'f.answers',
      'v.decision',
      'v.reason',
      'v.at as reviewedAt',
      'w.name as reviewedBy',
      'w.id as reviewerId',
    ]);
}

/** Every filing of a report, oldest first. */
export async function filingsOf(db: Db, reportId: number): Promise<Filing[]> {
  return filings(db).where('f.report_id', '=', reportId).orderBy('f.ordinal').execute();
}

/** The organisation's last filing for an earlier reporting date of the same form: what this report builds on (KG-App.3). */
export async function previousFiling(
  db: Db,
  report: Pick<Report, 'organisationId' | 'campaignId' | 'formId' | 'asOf'>,
): Promise<Filing | undefined> {
  return filings(db)
    .where('f.organisation_id', '=', report.organisationId)
    .where('f.campaign_id', '=', report.campaignId)
    .where('f.form_id', '=', report.formId)
    .where('f.as_of', '<', report.asOf)
    .orderBy('f.as_of', 'desc')
    .orderBy('f.ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Writes the answers over the version they were based on; false when somebody else's save came first. */
export async function saveAnswers(
  trx: Trx,
  save: { reportId: number; status: ReportStatus; answers: Answers; version: number; at: Date; by: number },
): Promise<boolean> {
  const result = await trx
    .updateTable('reports')
    .set({
      answers: JSON.stringify(save.answers),
      status: save.status,
      version: save.version + 1,
      saved_at: save.at,
      saved_by: save.by,
    })
    .where('id', '=', save.reportId)
    .where('version', '=', save.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function setStatus(trx: Trx, reportId: number, status: ReportStatus): Promise<void> {
  await trx.updateTable('reports').set({ status }).where('id', '=', reportId).execute();
}

/** Gives the report back to its school under a new version, so that filing it unchanged is a filing of its own. */
export async function giveBack(trx: Trx, reportId: number): Promise<void> {
  await trx
    .updateTable('reports')
    .set((eb) => ({ status: 'returned', version: eb('version', '+', 1) }))
    .where('id', '=', reportId)
    .execute();
}

/** Keeps a filing for good, with its figures projected into typed rows. Answers its ordinal among the report's filings. */
export async function insertFiling(
  trx: Trx,
  filing: {
    report: Report;
    answers: Answers;
    fromVersion: number;
    filedAt: Date;
    filedBy: number;
    late: boolean;
    coveredFrom: Day | null;
    system: string | null;
    figures: Figure[];
  },
): Promise<number> {
  const { report } = filing;
  const { id, ordinal } = await trx
    .insertInto('filings')
    .values((eb) => ({
      report_id: report.id,
      ordinal: sql<number>`${eb
        .selectFrom('filings')
        .where('report_id', '=', report.id)
        .select(({ fn, lit }) => fn.coalesce(fn.max('ordinal'), lit(0)).as('last'))} + 1`,
      campaign_id: report.campaignId,
      form_id: report.formId,
      organisation_id: report.organisationId,
      as_of: report.asOf,
      filed_at: filing.filedAt,
      filed_by: filing.filedBy,
      from_version: filing.fromVersion,
      late: filing.late,
      answers: JSON.stringify(filing.answers),
      covered_from: filing.coveredFrom,
      system: filing.system,
    }))
    .returning(['id', 'ordinal'])
    .executeTakeFirstOrThrow();
  if (filing.figures.length > 0) {
    await trx
      .insertInto('filing_figures')
      .values(filing.figures.map((figure) => ({ filing_id: id, ...figure })))
      .execute();
  }
  return ordinal;
}

export async function insertReview(
  trx: Trx,
  review: { filingId: number; decision: 'accepted' | 'returned'; reason: string | null; at: Date; by: number },
): Promise<void> {
  const { filingId, ...rest } = review;
  await trx
    .insertInto('reviews')
    .values({ filing_id: filingId, ...rest })
    .execute();
}

export type ReportLine = {
  id: number;
  organisationId: number;
  school: string;
  campaignId: number;
  formId: string;
  asOf: Day;
  due: Day;
  status: ReportStatus;
  savedAt: Date | null;
  /** Of the first and of the last filing; null while there is none. */
  firstFiledAt: Date | null;
  firstLate: boolean | null;
  lastFiledAt: Date | null;
  lastOrdinal: number | null;
};

/** Placed as of `on`: whoever answers for the school now has its whole history. */
function reportLines(db: Db, viewer: Actor, on: Day) {
  return db
    .selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .innerJoin('organisations as s', 's.id', 'r.organisation_id')
    .innerJoin('placements as p', (join) =>
      join
        .onRef('p.organisation_id', '=', 's.id')
        .on('p.since', '<=', on)
        .on((eb) => eb.or([eb('p.until', 'is', null), eb('p.until', '>', on)])),
    )
    .leftJoin('filings as first', (join) => join.onRef('first.report_id', '=', 'r.id').on('first.ordinal', '=', 1))
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('filings')
          .whereRef('filings.report_id', '=', 'r.id')
          .orderBy('ordinal', 'desc')
          .limit(1)
          .select(['filed_at', 'ordinal'])
          .as('last'),
      (join) => join.onTrue(),
    )
    .where(schoolSeenBy(viewer))
    .where('s.opened', '<=', (eb) => eb.ref('d.as_of'))
    .where((eb) => eb.or([eb('s.closed', 'is', null), eb('s.closed', '>', eb.ref('d.as_of'))]))
    .select([
      'r.id',
      'r.organisation_id as organisationId',
      's.name as school',
      'd.campaign_id as campaignId',
      'd.form_id as formId',
      'd.as_of as asOf',
      'd.due',
      'r.status',
      'r.saved_at as savedAt',
      'first.filed_at as firstFiledAt',
      'first.late as firstLate',
      'last.filed_at as lastFiledAt',
      'last.ordinal as lastOrdinal',
    ]);
}

/** Everything a school owes or has filed, the latest reporting date first. */
export async function reportsOfSchool(db: Db, viewer: Actor, schoolId: number, on: Day): Promise<ReportLine[]> {
  return reportLines(db, viewer, on)
    .where('r.organisation_id', '=', schoolId)
    .orderBy('d.as_of', 'desc')
    .orderBy('d.campaign_id')
    .execute();
}

/** All reports of a campaign's schools that the municipality answers for on the day; by school, then by date. */
export async function reportsOfMunicipality(
  db: Db,
  viewer: Actor,
  ask: { campaignId: number; municipalityId: number; on: Day },
): Promise<ReportLine[]> {
  const lines = await reportLines(db, viewer, ask.on)
    .where('d.campaign_id', '=', ask.campaignId)
    .where('p.parent_id', '=', ask.municipalityId)
    .orderBy('d.as_of')
    .execute();
  const named = ({ school, organisationId }: ReportLine) => ({ name: school, id: organisationId });
  return lines.sort((a, b) => byName(named(a), named(b)));
}

export type ReportingDate = { id: number; campaignId: number; formId: string; asOf: Day; due: Day; opens: Day };

export async function reportingDates(db: Db, campaignId: number): Promise<ReportingDate[]> {
  return db
    .selectFrom('reporting_dates')
    .where('campaign_id', '=', campaignId)
    .select(['id', 'campaign_id as campaignId', 'form_id as formId', 'as_of as asOf', 'due', 'opens'])
    .orderBy('as_of')
    .orderBy('form_id')
    .execute();
}

/** Adds the reporting dates that are not there yet. */
export async function ensureReportingDates(
  trx: Trx,
  campaignId: number,
  dates: { formId: string; asOf: Day; due: Day; opens: Day }[],
): Promise<void> {
  if (dates.length === 0) return;
  await trx
    .insertInto('reporting_dates')
    .values(
      dates.map((date) => ({
        campaign_id: campaignId,
        form_id: date.formId,
        as_of: date.asOf,
        due: date.due,
        opens: date.opens,
      })),
    )
    .onConflict((conflict) => conflict.constraint('reporting_dates_once').doNothing())
    .execute();
}

/**
 * Creates what the campaign's general-education schools owe for each reporting date that has opened by `today`: one row
 * per school open and placed in the scope on the as-of day. Schools registered since then get theirs on the next call.
 * Answers how many rows are new.
 */
export async function ensureReports(
  trx: Trx,
  ask: { campaignId: number; formIds: string[]; municipalityIds: number[]; today: Day },
): Promise<number> {
  const result = await sql`
    insert into reports (reporting_date_id, organisation_id)
    select d.id, s.id
    from reporting_dates d
    join organisations s on s.kind = 'school' and s.general_education
      and s.opened <= d.as_of and (s.closed is null or s.closed > d.as_of)
    join placements p on p.organisation_id = s.id
      and p.since <= d.as_of and (p.until is null or p.until > d.as_of)
    where d.campaign_id = ${ask.campaignId} and d.form_id = any(${ask.formIds}::text[]) and d.opens <= ${ask.today}
      and p.parent_id = any(${ask.municipalityIds}::int[])
    on conflict on constraint reports_once do nothing`.execute(trx);
  return Number(result.numAffectedRows ?? 0);
}

/** The systems named in a campaign's filings, the most frequent first. */
export async function systemsOfCampaign(db: Db, campaignId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('filings')
    .where('campaign_id', '=', campaignId)
    .where('system', 'is not', null)
    .groupBy('system')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy('system')
    .limit(20)
    .select('system')
    .execute();
  return rows.flatMap(({ system }) => system ?? []);
}
