/** The audit as people read it: a page of what happened to one thing, or of everything. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day, Month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { ActingRole, AuditAction, AuditSubject, Changes } from '#app/domain/trust/audit.ts';
import type { Db } from '../schema.ts';
import { type PageAsk, type PageOf, pageOf } from './paging.ts';
import { contains, organisationsOf } from './placements.ts';
import { schoolSeenBy } from './visible.ts';

export type HistoryEntry = {
  id: number;
  at: Date;
  action: AuditAction;
  subject: AuditSubject;
  subjectId: number | null;
  /** Who acted, and in which role; of entries older than the noting of roles, the role of today. */
  by: string | null;
  role: ActingRole | null;
  organisationId: number | null;
  organisation: string | null;
  /** The date of the report or of the moved date. */
  asOf: Day | null;
  /** Of the report or the date; see `Form.name`. */
  formName: string | null;
  person: string | null;
  act: { number: string; date: Day } | null;
  file: string | null;
  edition: { month: Month; number: number } | null;
  /** The number of the order whose campaign or edition it was. */
  order: string | null;
  changes: Changes;
  details: Record<string, unknown>;
};

/** Whose history; `on` is the day by which the viewer's schools are known. */
export type HistoryOf =
  | { report: number }
  | { school: number }
  | { organisation: number }
  | { person: number }
  | { calendar: number; on: Day };

/** What one thing went through, the newest first. */
export async function historyOf(db: Db, viewer: User, of: HistoryOf, ask: PageAsk): Promise<PageOf<HistoryEntry>> {
  return entries(db, sql<SqlBool>`${about(of, viewer)} and ${shownTo(viewer)}`, ask);
}

export type HistoryFilter = {
  /** A part of the name of who acted. */
  who?: string;
  subject?: AuditSubject;
  /** From the first instant up to and without the second. */
  from?: Date;
  until?: Date;
};

/** Everything that happened in the administrator's region. */
export async function wholeHistory(
  db: Db,
  viewer: User,
  { who, subject, from, until, on, ...ask }: HistoryFilter & PageAsk & { on: Day },
): Promise<PageOf<HistoryEntry>> {
  const conditions = [
    sql`coalesce(a.organisation_id, u.organisation_id, p.organisation_id) in (
      select id from ${organisationsOf(viewer, on)} o)`,
  ];
  if (who) conditions.push(sql`a.actor_id in (select w.id from users w where ${contains(sql`w.name`, who)})`);
  if (subject) conditions.push(sql`a.subject = ${subject}`);
  if (from) conditions.push(sql`a.at >= ${from}`);
  if (until) conditions.push(sql`a.at < ${until}`);
  return entries(db, sql<SqlBool>`${sql.join(conditions, sql` and `)}`, ask);
}

function about(of: HistoryOf, viewer: User): RawBuilder<SqlBool> {
  if ('report' in of) return sql`a.subject = 'report' and a.subject_id = ${of.report}`;
  if ('person' in of) return sql`a.subject = 'user' and a.subject_id = ${of.person}`;
  if ('organisation' in of) return sql`a.organisation_id = ${of.organisation}`;
  // What was done to people's accounts is the administrator's to read; who answers for the journal is not.
  if ('school' in of) {
    return sql`a.organisation_id = ${of.school} and (a.subject <> 'user' or a.action = 'responsible.appoint')`;
  }
  return sql`(
    (a.subject = 'campaign' and a.subject_id = ${of.calendar} and a.action in ('campaign.open', 'reports.create'))
    or (a.subject = 'reportingDate' and d.campaign_id = ${of.calendar})
    or (a.subject = 'report' and d.campaign_id = ${of.calendar}
      and a.action in ('report.extend', 'report.exempt', 'report.revokeDecision')
      and exists (
        select from placements p where p.organisation_id = r.organisation_id
          and p.since <= ${of.on} and (p.until is null or p.until > ${of.on}) and ${schoolSeenBy(viewer)}))
  )`;
}

/** Nobody learns here what the thing's own page keeps from them: a school's drafts, and the calls that others note about it. */
function shownTo(viewer: User): RawBuilder<SqlBool> {
  if (may.administer(viewer, { regionId: viewer.region.id })) return sql`true`;
  return withoutOthers[viewer.reach];
}

const withoutDrafts = sql<SqlBool>`(a.action <> 'report.save' or a.details ? 'importId')`;
const withoutOthers: Record<User['reach'], RawBuilder<SqlBool>> = {
  school: sql`a.action <> 'report.noteCall'`,
  municipality: withoutDrafts,
  region: withoutDrafts,
};

async function entries(db: Db, where: RawBuilder<SqlBool>, ask: PageAsk): Promise<PageOf<HistoryEntry>> {
  return pageOf(ask, async ({ direction, from, limit }) => {
    // The list runs from the newest: onwards is back in time.
    const backInTime = direction === 'asc';
    const beside = from === undefined ? sql`` : backInTime ? sql`and a.id < ${from}` : sql`and a.id > ${from}`;
    const { rows } = await sql<HistoryEntry>`
      select a.id, a.at, a.action, a.subject, a.subject_id as "subjectId", u.name as by,
        coalesce(a.actor_role, u.role) as role, a.organisation_id as "organisationId", o.name as organisation,
        d.as_of as "asOf", d.form_name as "formName", p.name as person, f.name as file, c.definition->>'number' as "order", a.changes, a.details,
        case when t.id is not null then jsonb_build_object('number', t.number, 'date', t.date) end as act,
        case when e.id is not null then jsonb_build_object('month', e.month, 'number', e.number) end as edition
      from audit a
      left join users u on u.id = a.actor_id
      left join organisations o on o.id = a.organisation_id
      left join reports r on a.subject = 'report' and r.id = a.subject_id
      left join reporting_dates d
        on d.id = case a.subject when 'report' then r.reporting_date_id when 'reportingDate' then a.subject_id end
      left join users p on a.subject = 'user' and p.id = a.subject_id
      left join acts t on a.subject = 'act' and t.id = a.subject_id
      left join files f on a.subject = 'file' and f.id = a.subject_id
      left join editions e on a.subject = 'edition' and e.id = a.subject_id
      left join campaigns c on c.id = case a.subject when 'campaign' then a.subject_id else e.campaign_id end
      where ${where} ${beside}
      order by a.id ${backInTime ? sql`desc` : sql`asc`} limit ${limit}`.execute(db);
    return rows;
  });
}

export type Names = { organisations: Record<number, string>; people: Record<number, string> };

/** The names of those that changes name by their ids. */
export async function namesOf(db: Db, ids: { organisations: number[]; people: number[] }): Promise<Names> {
  const named = async (table: 'organisations' | 'users', of: number[]) =>
    of.length === 0 ? [] : db.selectFrom(table).where('id', 'in', of).select(['id', 'name']).execute();
  const asRecord = (rows: { id: number; name: string }[]) => Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  return {
    organisations: asRecord(await named('organisations', ids.organisations)),
    people: asRecord(await named('users', ids.people)),
  };
}
