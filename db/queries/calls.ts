/** Whom a coordinator calls: schools that owe a report, how they are reached, and when they last were. */
import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { Db, Trx } from '../schema.ts';
import { byName } from './by-name.ts';
import { schoolSeenBy, worksAt } from './visible.ts';

export type SchoolContact = { kind: 'reminder' | 'call'; at: Date; by: string; note: string | null };
export type SchoolPersonLine = {
  name: string;
  role: 'director' | 'responsible';
  phone: string | null;
  /** Has a password, or an invitation that still lets them in. */
  canSignIn: boolean;
};

export type NonReporter = {
  reportId: number;
  schoolId: number;
  name: string;
  phone: string | null;
  due: Day;
  fileUntil: Day;
  begun: boolean;
  people: SchoolPersonLine[];
  lastContact: SchoolContact | null;
};

/** Whom an e-mail reaches and who can file: nobody who is blocked. */
const people = (now: Date) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('name', u.name, 'role', u.role, 'phone', u.phone, 'canSignIn',
    u.password_hash is not null or exists (
      select from invitations i where i.user_id = u.id and i.used_at is null and i.expires_at > ${now}
    )) order by u.role, u.id), '[]')
  from users u where u.organisation_id = s.id and ${worksAt('school')} and not u.blocked
)`;

type ContactRow = Omit<SchoolContact, 'at'> & { at: string };

/** Schools placed in the municipality on the day that owe a report for the reporting date and have never filed it, by name. */
export async function nonReporters(
  db: Db,
  viewer: Actor,
  ask: { reportingDateId: number; municipalityId: number; on: Day; now: Date },
): Promise<NonReporter[]> {
  const { rows } = await sql<Omit<NonReporter, 'lastContact'> & { lastContact: ContactRow | null }>`
    select r.id as "reportId", s.id as "schoolId", s.name, s.phone, r.due, r.file_until as "fileUntil",
      r.status = 'draft' as begun, ${people(ask.now)} as people, (
        select jsonb_build_object('kind', k.kind, 'at', k.at, 'by', u.name, 'note', k.note)
        from contacts k join users u on u.id = k.by
        where k.organisation_id = s.id order by k.at desc, k.id desc limit 1
      ) as "lastContact"
    from reports r
    join organisations s on s.id = r.organisation_id
    join placements p on p.organisation_id = s.id
      and p.since <= ${ask.on} and (p.until is null or p.until > ${ask.on})
    where r.reporting_date_id = ${ask.reportingDateId} and p.parent_id = ${ask.municipalityId}
      and r.status in ('due', 'draft') and r.not_required is null and ${schoolSeenBy(viewer)}`.execute(db);
  return rows
    .map(({ lastContact, ...row }) => ({
      ...row,
      lastContact: lastContact && { ...lastContact, at: new Date(lastContact.at) },
    }))
    .sort(byName);
}

export type Unreachable = {
  id: number;
  name: string;
  /** Nobody with an e-mail address at all; or nobody of them who could sign in and file. */
  nobody: boolean;
  nobodyCanFile: boolean;
  noPhone: boolean;
};

/** General-education schools at work in the municipality that can't be reminded in one way or another, by name. */
export async function unreachableSchools(
  db: Db,
  viewer: Actor,
  ask: { municipalityId: number; on: Day; now: Date },
): Promise<Unreachable[]> {
  const { rows } = await sql<Unreachable>`
    select * from (
      select s.id, s.name, s.phone is null as "noPhone",
        jsonb_array_length(a.people) = 0 as nobody,
        not jsonb_path_exists(a.people, '$[*] ? (@.canSignIn == true)') as "nobodyCanFile"
      from organisations s
      join placements p on p.organisation_id = s.id
        and p.since <= ${ask.on} and (p.until is null or p.until > ${ask.on})
      cross join lateral (select ${people(ask.now)} as people) a
      where p.parent_id = ${ask.municipalityId} and s.kind = 'school' and s.general_education
        and s.opened <= ${ask.on} and (s.closed is null or s.closed > ${ask.on}) and ${schoolSeenBy(viewer)}
    ) found
    where "noPhone" or nobody or "nobodyCanFile"`.execute(db);
  return rows.sort(byName);
}

/**
 * Notes a reminder for each of the reports whose school owes it, has not filed and has somebody to remind, unless one was
 * noted on that day already. Answers the reports that it noted: theirs are the people to tell.
 */
export async function insertReminders(
  trx: Trx,
  reportIds: readonly number[],
  by: { userId: number; at: Date; day: Day },
): Promise<number[]> {
  const { rows } = await sql<{ reportId: number }>`
    insert into contacts (report_id, organisation_id, kind, day, at, by)
    select r.id, r.organisation_id, 'reminder', ${by.day}, ${by.at}, ${by.userId}
    from reports r
    where r.id = any(${reportIds}::int[]) and r.status in ('due', 'draft') and r.not_required is null
      and exists (
        select from users u
        where u.organisation_id = r.organisation_id and ${worksAt('school')} and not u.blocked
      )
    order by r.id
    on conflict (report_id, day) where kind = 'reminder' do nothing
    returning report_id as "reportId"`.execute(trx);
  return rows.map(({ reportId }) => reportId);
}

/** Who reminded of the report on that day, and when. */
export async function reminderOf(db: Db, reportId: number, day: Day): Promise<{ at: Date; by: string } | undefined> {
  return db
    .selectFrom('contacts as k')
    .innerJoin('users as u', 'u.id', 'k.by')
    .where('k.report_id', '=', reportId)
    .where('k.kind', '=', 'reminder')
    .where('k.day', '=', day)
    .select(['k.at', 'u.name as by'])
    .executeTakeFirst();
}

/** Notes a call, unless the same person has noted the same within the last minute: a second click. */
export async function insertCall(
  trx: Trx,
  call: { reportId: number; organisationId: number; note: string | null; day: Day; at: Date; by: number },
): Promise<boolean> {
  const result = await sql`
    insert into contacts (report_id, organisation_id, kind, note, day, at, by)
    select ${call.reportId}, ${call.organisationId}, 'call', ${call.note}, ${call.day}, ${call.at}, ${call.by}
    where not exists (
      select from contacts
      where report_id = ${call.reportId} and kind = 'call' and by = ${call.by} and note is not distinct from ${call.note}
        and at > ${new Date(call.at.getTime() - 60_000)}
    )`.execute(trx);
  return result.numAffectedRows === 1n;
}
