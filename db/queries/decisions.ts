/** What has been decided about reporting dates: in force, revoked, replaced. Nothing of it is ever deleted. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { DecisionKind, Terms } from '#app/domain/reports/decision.ts';
import type { Db, Trx } from '../schema.ts';
import { byName } from './by-name.ts';
import { alone, type Question, question } from './together.ts';
import { schoolSeenBy } from './visible.ts';

export type Decision = {
  id: number;
  kind: DecisionKind;
  reportingDateId: number;
  formId: string;
  asOf: Day;
  /** The school and its report; null when the date itself is moved. */
  organisationId: number | null;
  reportId: number | null;
  school: string | null;
  /** The days it sets; null when it says that nothing is required. */
  terms: Terms | null;
  reason: string;
  note: string | null;
  document: string | null;
  fileId: number | null;
  decidedAt: Date;
  decidedBy: string;
  deciderId: number;
  revokedAt: Date | null;
  revokedBy: string | null;
  revokerId: number | null;
};

type Row = Omit<Decision, 'terms'> & { due: Day | null; fileUntil: Day | null; changeUntil: Day | null };

/** Rows of `decisions` by where they are found, and what else is asked of them. */
type Which = { from: RawBuilder<unknown>; where: RawBuilder<SqlBool> };

/**
 * `p` is where the school stands on the day, or stood last; absent for a moved date. Names are looked up row by row: with every
 * table joined a plan takes ten times as long to make.
 */
function decisions(on: Day, { from, where }: Which): Question<Row, Decision[]> {
  const rows = sql<Row>`
    select n.id, n.kind, d.id as "reportingDateId", d.form_id as "formId", d.as_of as "asOf",
      n.organisation_id as "organisationId", r.id as "reportId",
      (select s.name from organisations s where s.id = n.organisation_id) as school,
      n.due, n.file_until as "fileUntil", n.change_until as "changeUntil",
      n.reason, n.note, n.document, n.file_id as "fileId",
      n.decided_at as "decidedAt", n.decided_by as "deciderId",
      (select u.name from users u where u.id = n.decided_by) as "decidedBy",
      n.revoked_at as "revokedAt", n.revoked_by as "revokerId",
      (select u.name from users u where u.id = n.revoked_by) as "revokedBy"
    from ${from} n
    join reporting_dates d on d.id = n.reporting_date_id
    left join reports r on r.reporting_date_id = d.id and r.organisation_id = n.organisation_id
    left join lateral (
      select p.organisation_id, p.parent_id from placements p where p.organisation_id = n.organisation_id
      order by (p.since <= ${on} and (p.until is null or p.until > ${on})) desc, p.since desc limit 1
    ) p on true
    where ${where}
    order by n.id`;
  return question(rows, { decidedAt: true, revokedAt: true }, (rows) =>
    rows.map(({ due, fileUntil, changeUntil, ...row }) => ({
      ...row,
      terms: due && fileUntil && changeUntil ? { due, fileUntil, changeUntil } : null,
    })),
  );
}

/** The moved dates, and what was decided about these schools: by an index each, however much was decided about others. */
function movesAndThoseOf(schools: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select * from decisions where organisation_id is null
    union all
    select * from decisions where organisation_id in ${schools}
  )`;
}

/**
 * Everything decided about a campaign's dates, or about one of them, that concerns the viewer: every moved date, and of what was
 * decided about schools that of those they may see, or of one municipality's. Moved dates first, then by school; oldest first.
 */
export function decisionsOfCampaign(
  viewer: Actor,
  ask: { campaignId: number; on: Day; municipalityId?: number; reportingDateId?: number; inForce?: true },
): Question<Row, Decision[]> {
  const within = ask.municipalityId === undefined ? sql`true` : sql`p.parent_id = ${ask.municipalityId}`;
  const school = sql`${schoolSeenBy(viewer)} and ${within}`;
  const date = ask.reportingDateId === undefined ? sql`true` : sql`d.id = ${ask.reportingDateId}`;
  const stands = ask.inForce ? sql`n.revoked_at is null` : sql`true`;
  const all = decisions(ask.on, {
    // Those that have ever stood there; where they stand on the day is asked of these alone.
    from: movesAndThoseOf(sql`(select p.organisation_id from placements p where ${school})`),
    where: sql<SqlBool>`d.campaign_id = ${ask.campaignId} and ${date} and ${stands} and (n.organisation_id is null or (${school}))`,
  });
  const named = ({ school, id }: Decision) => ({ name: school ?? '', id });
  return { ...all, answer: (rows) => all.answer(rows).sort((a, b) => byName(named(a), named(b))) };
}

/** What decides about one school's reports: the moved dates and what was decided about the school itself, oldest first. */
export function decisionsOfSchool(ask: { schoolId: number; on: Day; reportId?: number }): Question<Row, Decision[]> {
  const one = ask.reportId === undefined ? sql`true` : sql`q.id = ${ask.reportId}`;
  return decisions(ask.on, {
    from: movesAndThoseOf(sql`(${ask.schoolId})`),
    where: sql<SqlBool>`exists (
      select from reports q where q.reporting_date_id = d.id and q.organisation_id = ${ask.schoolId} and ${one}
    )`,
  });
}

export async function decisionById(db: Db, id: number, on: Day): Promise<Decision | undefined> {
  return (await alone(db, decisions(on, { from: sql`decisions`, where: sql<SqlBool>`n.id = ${id}` })))[0];
}

/** The decision of that kind in force for the date, or for the school's report for it. */
export async function decisionInForce(
  db: Db,
  ask: { kind: DecisionKind; reportingDateId: number; organisationId: number | null; on: Day },
): Promise<Decision | undefined> {
  const whose = sql`n.organisation_id is not distinct from ${ask.organisationId}::int`;
  const found = decisions(ask.on, {
    from: sql`decisions`,
    where: sql<SqlBool>`n.kind = ${ask.kind} and d.id = ${ask.reportingDateId} and ${whose} and n.revoked_at is null`,
  });
  return (await alone(db, found))[0];
}

export type DateOfCampaign = Terms & { id: number; campaignId: number; formId: string; asOf: Day };

/** A reporting date with its original days, held until the end: decisions about it come one after another. */
export async function holdReportingDate(trx: Trx, id: number): Promise<DateOfCampaign | undefined> {
  return trx
    .selectFrom('reporting_dates')
    .where('id', '=', id)
    .select([
      'id',
      'campaign_id as campaignId',
      'form_id as formId',
      'as_of as asOf',
      'due',
      'file_until as fileUntil',
      'change_until as changeUntil',
    ])
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The organisation that the date's campaign is opened for. */
export async function scopeOfDate(db: Db, id: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('reporting_dates as d')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .where('d.id', '=', id)
    .select('c.scope_id as scopeId')
    .executeTakeFirst();
  return row?.scopeId;
}

/** For which date and of which school a report is. */
export async function placeOfReport(
  db: Db,
  reportId: number,
): Promise<{ reportingDateId: number; organisationId: number } | undefined> {
  return db
    .selectFrom('reports')
    .where('id', '=', reportId)
    .select(['reporting_date_id as reportingDateId', 'organisation_id as organisationId'])
    .executeTakeFirst();
}

export async function insertDecision(
  trx: Trx,
  decision: {
    kind: DecisionKind;
    reportingDateId: number;
    organisationId: number | null;
    terms: Terms | null;
    reason: string;
    note: string | null;
    document: string | null;
    fileId: number | null;
    at: Date;
    by: number;
  },
): Promise<number> {
  const { id } = await trx
    .insertInto('decisions')
    .values({
      kind: decision.kind,
      reporting_date_id: decision.reportingDateId,
      organisation_id: decision.organisationId,
      due: decision.terms?.due ?? null,
      file_until: decision.terms?.fileUntil ?? null,
      change_until: decision.terms?.changeUntil ?? null,
      reason: decision.reason,
      note: decision.note,
      document: decision.document,
      file_id: decision.fileId,
      decided_at: decision.at,
      decided_by: decision.by,
      revoked_at: null,
      revoked_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** False when it had been revoked before. */
export async function revokeDecision(trx: Trx, revoked: { id: number; at: Date; by: number }): Promise<boolean> {
  const result = await trx
    .updateTable('decisions')
    .set({ revoked_at: revoked.at, revoked_by: revoked.by })
    .where('id', '=', revoked.id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
