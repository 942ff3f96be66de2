import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Order } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { KeyedProblem } from '#app/domain/problems/problem.ts';
import type { Explained } from '#app/domain/reports/check.ts';
import type { Terms } from '#app/domain/reports/decision.ts';
import type { Answers, Figure, Typed } from '#app/domain/reports/form.ts';
import type { ReportState, ReportStatus, ReportTerms } from '#app/domain/reports/report.ts';
import type { Db, Trx } from '../schema.ts';
import { byName } from './by-name.ts';
import { alone, builtOnce, carryOut, type Deed, type Question, question } from './together.ts';
import { schoolSeenBy } from './visible.ts';

export type Report = ReportState &
  ReportTerms & {
    id: number;
    organisationId: number;
    reportingDateId: number;
    campaignId: number;
    formId: string;
    /** See `Form.name`. */
    formName: string | null;
    asOf: Day;
    opens: Day;
    /** Nobody could file before the campaign was there, whenever its date opens. */
    campaignOpenedAt: Date;
    /** The due day as the order has it; `due` is the one in force for this school. */
    originalDue: Day;
    /** Why the accepted report is being corrected; null without an amendment. */
    amendmentReason: string | null;
    answers: Answers | null;
    /** Typed text of the draft that can't be read as answers, by field. */
    unread: Typed;
    version: number;
    savedAt: Date | null;
    savedBy: string | null;
    savedById: number | null;
    order: Order;
  };

/** `toFile`: the report's campaign too, against being closed or withdrawn meanwhile. */
export type Held = { forUpdate: true | 'toFile' };

/** One report with the order it is filled by. `forUpdate` holds it against other writers until the transaction ends. */
export async function reportById(db: Db, id: number, options?: Held): Promise<Report | undefined> {
  const ask = options?.forUpdate === 'toFile' ? askToFile : options ? askHeld : askReport;
  const [report] = await ask(db, { id });
  return report;
}

const askReport = builtOnce((db, { id }: { id: number }) => report(db, id).compile());
const askHeld = builtOnce((db, { id }: { id: number }) => report(db, id).forUpdate('r').compile());
const askToFile = builtOnce((db, { id }: { id: number }) => report(db, id).forUpdate('r').forKeyShare('c').compile());

function report(db: Db, id: number) {
  return db
    .selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .leftJoin('users as u', 'u.id', 'r.saved_by')
    .where('r.id', '=', id)
    .where('c.withdrawn_at', 'is', null)
    .select([
      'r.id',
      'r.organisation_id as organisationId',
      'd.id as reportingDateId',
      'd.campaign_id as campaignId',
      'd.form_id as formId',
      'd.form_name as formName',
      'd.as_of as asOf',
      'd.opens',
      'c.opened_at as campaignOpenedAt',
      'd.due as originalDue',
      'r.due',
      'r.file_until as fileUntil',
      'r.change_until as changeUntil',
      'r.not_required as notRequired',
      'c.closed_on as closedOn',
      'r.status',
      'r.amendment',
      'r.amendment_reason as amendmentReason',
      'r.answers',
      'r.unread',
      'r.version',
      'r.saved_at as savedAt',
      'u.name as savedBy',
      'u.id as savedById',
      'c.definition as order',
    ]);
}

export type Filing = {
  id: number;
  reportId: number;
  ordinal: number;
  asOf: Day;
  filedAt: Date;
  filedOn: Day;
  filedBy: string;
  /** A coordinator filed it for the school, by the school's file. */
  onBehalf: boolean;
  fromVersion: number;
  /** Against the due day in force, and against the one that the order set. */
  late: boolean;
  lateOriginally: boolean;
  answers: Answers;
  /** Since when it meets what the order's steps need (`stepsReached`). */
  stages: Record<string, Day>;
  /** An amendment counts once it is accepted. */
  counts: boolean;
  /** Why it corrects an accepted version; null for an ordinary filing. */
  amendmentReason: string | null;
  decision: 'accepted' | 'returned' | null;
  /** Of a return: its id in the order's list. */
  category: string | null;
  reason: string | null;
  reviewedAt: Date | null;
  reviewedBy: string | null;
  reviewerId: number | null;
};

function filings(db: Db) {
  return db
    .selectFrom('filings as f')
    .innerJoin('reports as r', 'r.id', 'f.report_id')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .leftJoin('reviews as v', 'v.filing_id', 'f.id')
    .select([
      'f.id',
      'f.report_id as reportId',
      'f.ordinal',
      'f.as_of as asOf',
      'f.filed_at as filedAt',
      'f.filed_on as filedOn',
      // Names are looked up row by row: with every table joined a plan takes twice as long to make.
      sql<string>`(select u.name from users u where u.id = f.filed_by)`.as('filedBy'),
      sql<boolean>`f.import_id is not null`.as('onBehalf'),
      'f.from_version as fromVersion',
      sql<boolean>`f.filed_on > r.due`.as('late'),
      sql<boolean>`f.filed_on > d.due`.as('lateOriginally'),
      'f.answers',
      'f.stages',
      sql<boolean>`f.counts_from is not null`.as('counts'),
      'f.amendment_reason as amendmentReason',
      'v.decision',
      'v.category',
      'v.reason',
      'v.at as reviewedAt',
      sql<string | null>`(select u.name from users u where u.id = v.by)`.as('reviewedBy'),
      'v.by as reviewerId',
    ]);
}

/** Every filing of a report, oldest first. */
export function filingsOf(db: Db, reportId: number) {
  return filings(db).where('f.report_id', '=', reportId).orderBy('f.ordinal');
}

/**
 * The organisation's last filing that counts for an earlier reporting date of the same form: what this report builds on
 * (KG-App.3).
 */
export function previousFiling(db: Db, report: Pick<Report, 'organisationId' | 'campaignId' | 'formId' | 'asOf'>) {
  return filings(db)
    .where('f.organisation_id', '=', report.organisationId)
    .where('f.campaign_id', '=', report.campaignId)
    .where('f.form_id', '=', report.formId)
    .where('f.as_of', '<', report.asOf)
    .where('f.counts_from', 'is not', null)
    .orderBy('f.as_of', 'desc')
    .orderBy('f.counts_from', 'desc')
    .orderBy('f.ordinal', 'desc')
    .limit(1);
}

export type Inherited = Filing & { school: string; since: Day };

/**
 * The last filing that counts of a school that has closed into this one by the report's day, for an earlier reporting date
 * of the same form; the one for the latest date of several schools.
 */
export function inheritedFiling(db: Db, report: Pick<Report, 'organisationId' | 'campaignId' | 'formId' | 'asOf'>) {
  return filings(db)
    .innerJoin('successions as x', 'x.from_id', 'f.organisation_id')
    .where('x.to_id', '=', report.organisationId)
    .where('x.since', '<=', report.asOf)
    .where('f.campaign_id', '=', report.campaignId)
    .where('f.form_id', '=', report.formId)
    .where('f.as_of', '<', report.asOf)
    .where('f.counts_from', 'is not', null)
    .select([sql<string>`(select s.name from organisations s where s.id = x.from_id)`.as('school'), 'x.since'])
    .orderBy('f.as_of', 'desc')
    .orderBy('f.counts_from', 'desc')
    .orderBy('f.ordinal', 'desc')
    .limit(1);
}

/** Writes a draft over `version`, which the caller has found standing on the row it holds. */
export function saveAnswers(
  trx: Trx,
  save: {
    reportId: number;
    status: ReportStatus;
    answers: Answers;
    unread: Typed;
    version: number;
    at: Date;
    by: number;
  },
): Deed {
  return trx
    .updateTable('reports')
    .set({
      answers: JSON.stringify(save.answers),
      unread: JSON.stringify(save.unread),
      status: save.status,
      version: save.version + 1,
      saved_at: save.at,
      saved_by: save.by,
    })
    .where('id', '=', save.reportId)
    .where('version', '=', save.version);
}

/** Where the report is from now on; without an amendment its reason goes too. */
export async function setState(trx: Trx, reportId: number, state: ReportState): Promise<void> {
  await stateOf(trx, reportId, state).execute();
}

function stateOf(trx: Trx, reportId: number, { status, amendment }: ReportState) {
  return trx
    .updateTable('reports')
    .set({ status, amendment, ...(amendment === null && { amendment_reason: null }) })
    .where('id', '=', reportId);
}

/** Gives the report back to its school under a new version, so that filing it unchanged is a filing of its own. */
export async function giveBack(trx: Trx, reportId: number, state: ReportState): Promise<void> {
  await setState(trx, reportId, state);
  await trx
    .updateTable('reports')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', reportId)
    .execute();
}

/** An accepted amendment counts from its acceptance. */
export async function countFrom(trx: Trx, filingId: number, at: Date): Promise<void> {
  await trx.updateTable('filings').set({ counts_from: at }).where('id', '=', filingId).execute();
}

/**
 * Keeps a filing for good, with its figures, problems and warnings projected into typed rows, and puts its report into that
 * state; `besides` is what has to be carried out with it. An amendment does not count yet.
 */
export async function keepFiling(
  trx: Trx,
  filing: {
    report: Report;
    ordinal: number;
    answers: Answers;
    problems: readonly KeyedProblem[];
    warnings: readonly Explained[];
    fromVersion: number;
    filedAt: Date;
    filedOn: Day;
    filedBy: number;
    coveredFrom: Day | null;
    system: string | null;
    stages: Record<string, Day>;
    metFrom: Record<string, Day>;
    figures: Figure[];
    papers: readonly { item: string; fileId: number }[];
    /** By which a coordinator files it for the school. */
    importId: number | null;
    state: ReportState;
  },
  besides: Record<string, Deed>,
): Promise<void> {
  const { report, problems } = filing;
  const kept = trx
    .insertInto('filings')
    .values({
      report_id: report.id,
      ordinal: filing.ordinal,
      campaign_id: report.campaignId,
      form_id: report.formId,
      organisation_id: report.organisationId,
      as_of: report.asOf,
      filed_at: filing.filedAt,
      filed_by: filing.filedBy,
      from_version: filing.fromVersion,
      filed_on: filing.filedOn,
      amendment_reason: report.amendmentReason,
      counts_from: report.amendment === null ? filing.filedAt : null,
      answers: JSON.stringify({ ...filing.answers, problems }),
      covered_from: filing.coveredFrom,
      system: filing.system,
      stages: JSON.stringify(filing.stages),
      met_from: JSON.stringify(filing.metFrom),
      import_id: filing.importId,
    })
    .returning('id');
  const rows = (list: readonly unknown[]) => sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb)`;
  await carryOut(trx, {
    kept,
    figures: sql`insert into filing_figures (filing_id, item, n, "of")
      select kept.id, x.item, x.n, x."of" from kept, ${rows(filing.figures)} x (item text, n int, "of" int)`,
    problems: sql`insert into filing_problems (filing_id, ordinal, key, text, solved, how)
      select kept.id, x.ordinal, x.key, x.text, x.solved, x.how
      from kept, ${rows(problems.map((problem, at) => ({ ordinal: at + 1, ...problem })))}
        x (ordinal int, key text, text text, solved text, how text)`,
    warnings: sql`insert into filing_warnings (filing_id, key, explanation, found)
      select kept.id, x.found->>'key', x.explanation, x.found
      from kept, ${rows(filing.warnings)} x (explanation text, found jsonb)`,
    ...(filing.papers.length > 0 && {
      papers: sql`insert into filing_papers (filing_id, item, file_id)
        select kept.id, x.item, x."fileId" from kept, ${rows(filing.papers)} x (item text, "fileId" int)`,
    }),
    state: stateOf(trx, report.id, filing.state),
    ...besides,
  });
}

export async function insertReview(
  trx: Trx,
  review: {
    filingId: number;
    decision: 'accepted' | 'returned';
    category: string | null;
    reason: string | null;
    at: Date;
    by: number;
  },
): Promise<void> {
  const { filingId, ...rest } = review;
  await trx
    .insertInto('reviews')
    .values({ filing_id: filingId, ...rest })
    .execute();
}

export type ReportLine = ReportState &
  ReportTerms & {
    id: number;
    organisationId: number;
    school: string;
    reportingDateId: number;
    campaignId: number;
    formId: string;
    formName: string | null;
    asOf: Day;
    originalDue: Day;
    savedAt: Date | null;
    /** Of the first and of the last filing; null while there is none. Late is against the due day in force. */
    firstFiledAt: Date | null;
    firstLate: boolean | null;
    lastFiledAt: Date | null;
    lastOrdinal: number | null;
  };

const instantsOfLine = { savedAt: true, firstFiledAt: true, lastFiledAt: true } as const;

type Placed = { organisation_id: number; parent_id: number; since: Day; until: Day | null };

/** A municipality stands in itself: who sees it sees what it owes. */
const inThemselves = sql`(select organisation_id, organisation_id as parent_id, since, until from placements)`;

/** What a municipality owes itself under the campaign and can still file, and the last that it has filed; the nearest due day first. */
export function reportsOwedByMunicipality(
  db: Db,
  viewer: Actor,
  { campaignId, municipalityId, on, last }: { campaignId: number; municipalityId: number; on: Day; last: number },
): Question<ReportLine> {
  const own = reportLines(db, viewer, on, inThemselves)
    .where('r.organisation_id', '=', municipalityId)
    .where('s.kind', '=', 'municipality')
    .where('d.campaign_id', '=', campaignId)
    .orderBy(sql`r.status in ('filed', 'accepted')`)
    .orderBy('r.due', 'desc')
    .limit(last);
  return question(own, instantsOfLine);
}

/** Placed as of `on`: whoever answers for the school now has its whole history. */
function reportLines(db: Db, viewer: Actor, on: Day, stands: RawBuilder<unknown> = sql`placements`) {
  return (
    db
      .selectFrom('reports as r')
      .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
      .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
      .innerJoin('organisations as s', 's.id', 'r.organisation_id')
      .innerJoin(stands.$castTo<Placed>().as('p'), (join) =>
        join
          .onRef('p.organisation_id', '=', 's.id')
          .on('p.since', '<=', on)
          .on((eb) => eb.or([eb('p.until', 'is', null), eb('p.until', '>', on)])),
      )
      .leftJoinLateral(
        // Both ends by one look into the index.
        sql<{ first_at: Date | null; first_on: Day | null; last_at: Date | null; ordinal: number | null }>`(
          select min(filed_at) filter (where ordinal = 1) as first_at, min(filed_on) filter (where ordinal = 1) as first_on,
            (array_agg(filed_at order by ordinal desc))[1] as last_at, max(ordinal) as ordinal
          from filings where report_id = r.id
        )`.as('f'),
        (join) => join.onTrue(),
      )
      .where(schoolSeenBy(viewer))
      // What the register takes away was never owed; what a decision takes away is shown with it.
      .where((eb) =>
        eb.or([
          eb('r.not_required', 'is', null),
          eb('r.not_required', '=', 'decision'),
          eb('f.ordinal', 'is not', null),
        ]),
      )
      .select([
        'r.id',
        'r.organisation_id as organisationId',
        's.name as school',
        'd.id as reportingDateId',
        'd.campaign_id as campaignId',
        'd.form_id as formId',
        'd.form_name as formName',
        'd.as_of as asOf',
        'd.due as originalDue',
        'r.due',
        'r.file_until as fileUntil',
        'r.change_until as changeUntil',
        'r.not_required as notRequired',
        'c.closed_on as closedOn',
        'r.status',
        'r.amendment',
        'r.saved_at as savedAt',
        'f.first_at as firstFiledAt',
        sql<boolean | null>`f.first_on > r.due`.as('firstLate'),
        'f.last_at as lastFiledAt',
        'f.ordinal as lastOrdinal',
      ])
  );
}

/** With the day on which the version was filed that was accepted first. */
export type SchoolLine = ReportLine & { acceptedFiledOn: Day | null };

/**
 * Of what a school owes or has filed under these campaigns, that for the `last` dates of each and what it can still file; the latest
 * reporting date first.
 */
export function lastReportsOfSchool(
  db: Db,
  viewer: Actor,
  { schoolId, campaignIds, on, last }: { schoolId: number; campaignIds: readonly number[]; on: Day; last: number },
): Question<SchoolLine> {
  const some = sql<boolean>`r.id in (
    select l.id from unnest(${campaignIds}::int[]) c (id) cross join lateral (
      select q.id from reporting_dates e join reports q on q.reporting_date_id = e.id and q.organisation_id = ${schoolId}
      where e.campaign_id = c.id and e.opens <= ${on} order by e.as_of desc, e.form_id limit ${last}
    ) l
    union
    select q.id from reports q where q.organisation_id = ${schoolId} and q.not_required is null
      and (q.status in ('due', 'draft', 'returned') or q.amendment = 'draft') and greatest(q.file_until, q.change_until) >= ${on}
  )`;
  return question(schoolLines(db, viewer, schoolId, on).where(some), instantsOfLine);
}

/** A page of everything that a school owes or has filed, the latest reporting date first. */
export function reportsOfSchool(
  db: Db,
  viewer: Actor,
  { schoolId, on, limit, offset }: { schoolId: number; on: Day; limit: number; offset: number },
): Question<SchoolLine> {
  return question(schoolLines(db, viewer, schoolId, on).limit(limit).offset(offset), instantsOfLine);
}

function schoolLines(db: Db, viewer: Actor, schoolId: number, on: Day) {
  return reportLines(db, viewer, on)
    .where('r.organisation_id', '=', schoolId)
    .select(
      sql<Day | null>`(
        select b.filed_on from filings b join reviews v on v.filing_id = b.id and v.decision = 'accepted'
        where b.report_id = r.id and b.amendment_reason is null
      )`.as('acceptedFiledOn'),
    )
    .orderBy('d.as_of', 'desc')
    .orderBy('d.campaign_id')
    .orderBy('r.id');
}

/** The reports for these reporting dates of the schools that the municipality answers for on the day; by school, then by date. */
export function reportsOfMunicipality(
  db: Db,
  viewer: Actor,
  ask: { reportingDateIds: readonly number[]; municipalityId: number; on: Day },
): Question<ReportLine> {
  const { reportingDateIds: ids } = ask;
  const ofDates =
    ids.length === 1
      ? sql<boolean>`r.reporting_date_id = ${ids[0]}`
      : // Of a list PostgreSQL makes a filter over all that a school has ever owed; a stretch is read off the index.
        sql<boolean>`r.reporting_date_id between ${Math.min(...ids, 0)} and ${Math.max(...ids, 0)} and d.id = any(${ids}::int[])`;
  const lines = reportLines(db, viewer, ask.on)
    .where(ofDates)
    .where('p.parent_id', '=', ask.municipalityId)
    .orderBy('d.as_of');
  const named = ({ school, organisationId }: ReportLine) => ({ name: school, id: organisationId });
  return question(lines, instantsOfLine, (rows) => rows.sort((a, b) => byName(named(a), named(b))));
}

/** The reports of the municipality that wait for its coordinator, the longest waiting first: the first few, and how many there are. */
export function waitingReports(
  db: Db,
  viewer: Actor,
  ask: { campaignId: number; municipalityId: number; on: Day; first: number },
): Question<ReportLine & { all: number }, { reports: ReportLine[]; all: number }> {
  const waiting = reportLines(db, viewer, ask.on)
    .where('d.campaign_id', '=', ask.campaignId)
    .where('p.parent_id', '=', ask.municipalityId)
    .where(isWaiting)
    .select(sql<number>`count(*) over ()`.as('all'))
    .orderBy('f.last_at')
    .orderBy('r.id')
    .limit(ask.first);
  return question(waiting, instantsOfLine, (rows) => ({
    reports: rows.map(({ all: _all, ...report }) => report),
    all: rows[0]?.all ?? 0,
  }));
}

/** A report `r` whose last filing nobody has decided on; the words are those of the index `reports_waiting`. */
export const isWaiting = sql<boolean>`(r.status = 'filed' or r.amendment = 'filed')`;

export type ReportingDate = Terms & {
  id: number;
  campaignId: number;
  formId: string;
  /** See `Form.name`. */
  formName: string | null;
  asOf: Day;
  opens: Day;
  original: Terms;
};

/** A campaign's dates with their days in force for all, and as the order has them; oldest first. */
export async function reportingDates(db: Db, campaignId: number): Promise<ReportingDate[]> {
  return alone(db, dates(db, sql<boolean>`d.campaign_id = ${campaignId}`));
}

/** Those of several campaigns that have not opened yet, as far as they come before its closing; the nearest first. */
export function datesAhead(db: Db, campaignIds: readonly number[], on: Day) {
  return dates(
    db,
    sql<boolean>`d.campaign_id = any(${campaignIds}::int[]) and d.opens > ${on} and not exists (
      select from campaigns c where c.id = d.campaign_id and c.closed_on <= d.as_of
    )`,
  );
}

/** Of those that have opened the last ones, or all, and the one of that day; oldest first. */
export function openedDates(
  db: Db,
  { campaignId, on, last, asOf }: { campaignId: number; on: Day; last: number | null; asOf?: Day },
) {
  const opened = sql`d.campaign_id = ${campaignId} and d.opens <= ${on}`;
  return dates(
    db,
    sql<boolean>`${opened} and (d.as_of = ${asOf ?? null} or d.id in (
      select d.id from reporting_dates d where ${opened} order by d.as_of desc, d.form_id desc limit ${last}
    ))`,
  );
}

/** One date with the same days. */
export async function reportingDateById(db: Db, id: number): Promise<ReportingDate | undefined> {
  return (await alone(db, dates(db, sql<boolean>`d.id = ${id}`)))[0];
}

/** A date is moved by the one decision about it that names no school. */
function dates(db: Db, where: RawBuilder<boolean>) {
  const days = db
    .selectFrom('reporting_dates as d')
    .leftJoin('decisions as m', (join) =>
      join.onRef('m.reporting_date_id', '=', 'd.id').on('m.organisation_id', 'is', null).on('m.revoked_at', 'is', null),
    )
    .where(where)
    .select(['d.id', 'd.campaign_id as campaignId', 'd.form_id as formId', 'd.form_name as formName'])
    .select(['d.as_of as asOf', 'd.opens'])
    .select(['d.due', 'd.file_until', 'd.change_until'])
    .select(['m.due as movedDue', 'm.file_until as movedFileUntil', 'm.change_until as movedChangeUntil'])
    .orderBy('d.as_of')
    .orderBy('d.form_id');
  return question(days, {}, (rows) =>
    rows.map(
      ({ due, file_until, change_until, movedDue, movedFileUntil, movedChangeUntil, ...date }): ReportingDate => ({
        ...date,
        due: movedDue ?? due,
        fileUntil: movedFileUntil ?? file_until,
        changeUntil: movedChangeUntil ?? change_until,
        original: { due, fileUntil: file_until, changeUntil: change_until },
      }),
    ),
  );
}

/** Adds the reporting dates that are not there yet. */
export async function ensureReportingDates(
  trx: Trx,
  campaignId: number,
  dates: (Terms & { formId: string; formName: string | null; asOf: Day; opens: Day })[],
): Promise<void> {
  if (dates.length === 0) return;
  await trx
    .insertInto('reporting_dates')
    .values(
      dates.map((date) => ({
        campaign_id: campaignId,
        form_id: date.formId,
        form_name: date.formName,
        as_of: date.asOf,
        due: date.due,
        file_until: date.fileUntil,
        change_until: date.changeUntil,
        opens: date.opens,
      })),
    )
    .onConflict((conflict) => conflict.constraint('reporting_dates_once').doNothing())
    .execute();
}

/**
 * Creates what the campaign's general-education schools owe for each reporting date that has opened by `today`: one row
 * per school open and placed in the scope on the as-of day. Schools registered since then get theirs on the next call; with
 * `schoolId` that school alone, with `before` for dates before that day alone. Answers which rows are new; `settleTerms` puts the days in force into them.
 */
export async function ensureReports(
  trx: Trx,
  ask: {
    campaignId: number;
    formIds: string[];
    municipalityIds: number[];
    today: Day;
    before?: Day;
    schoolId?: number;
  },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into reports (reporting_date_id, organisation_id, due, file_until, change_until)
    select d.id, s.id, d.due, d.file_until, d.change_until
    from reporting_dates d
    join organisations s on s.kind = 'school' and s.general_education
      and s.opened <= d.as_of and (s.closed is null or s.closed > d.as_of)
    join placements p on p.organisation_id = s.id
      and p.since <= d.as_of and (p.until is null or p.until > d.as_of)
    where d.campaign_id = ${ask.campaignId} and d.form_id = any(${ask.formIds}::text[]) and d.opens <= ${ask.today}
      and p.parent_id = any(${ask.municipalityIds}::int[])
      ${ask.before === undefined ? sql`` : sql`and d.as_of < ${ask.before}`}
      ${ask.schoolId === undefined ? sql`` : sql`and s.id = ${ask.schoolId}`}
      -- What is there is passed over at once; two that open the same date at the same moment meet at the constraint.
      and not exists (select from reports r where r.reporting_date_id = d.id and r.organisation_id = s.id)
    on conflict on constraint reports_once do nothing
    returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** The same for what the campaign's municipalities owe themselves. */
export async function ensureMunicipalReports(
  trx: Trx,
  ask: { campaignId: number; formIds: string[]; municipalityIds: number[]; today: Day; before?: Day },
): Promise<number[]> {
  if (ask.formIds.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    insert into reports (reporting_date_id, organisation_id, due, file_until, change_until)
    select d.id, m.id, d.due, d.file_until, d.change_until
    from reporting_dates d
    join organisations m on m.id = any(${ask.municipalityIds}::int[])
      and m.opened <= d.as_of and (m.closed is null or m.closed > d.as_of)
    where d.campaign_id = ${ask.campaignId} and d.form_id = any(${ask.formIds}::text[]) and d.opens <= ${ask.today}
      ${ask.before === undefined ? sql`` : sql`and d.as_of < ${ask.before}`}
      and not exists (select from reports r where r.reporting_date_id = d.id and r.organisation_id = m.id)
    on conflict on constraint reports_once do nothing
    returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** The systems named in a campaign's filings, the most frequent first. */
export function systemsOfCampaign(db: Db, campaignId: number) {
  return db
    .selectFrom('system_counts')
    .where('campaign_id', '=', campaignId)
    .groupBy('system')
    .orderBy(({ fn }) => fn.sum('filings'), 'desc')
    .orderBy('system')
    .limit(20)
    .select('system');
}
