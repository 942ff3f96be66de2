/** Who answers for the journal at a school, by which order, and who did before (KG-3.3). */
import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Role } from '#app/domain/people/people.ts';
import type { Db, Trx } from '../schema.ts';
import type { PersonFacts } from './people.ts';

export type Appointment = {
  id: number;
  userId: number;
  name: string;
  position: string | null;
  email: string;
  phone: string | null;
  blocked: boolean;
  orderNumber: string;
  orderDate: Day;
  actId: number | null;
  fileId: number | null;
  fileName: string | null;
  fileSize: number | null;
  since: Day;
  /** The first day on which somebody else answers; null for the one in force. */
  until: Day | null;
  appointedAt: Date;
  appointedBy: string;
};

/** Newest first: the one in force leads. */
export async function appointmentsOf(db: Db, schoolId: number): Promise<Appointment[]> {
  return db
    .selectFrom('appointments as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .innerJoin('users as w', 'w.id', 't.appointed_by')
    .leftJoin('acts as a', (join) => join.onRef('a.id', '=', 't.act_id').on('a.removed_at', 'is', null))
    .leftJoin('files as f', 'f.id', 'a.file_id')
    .where('t.organisation_id', '=', schoolId)
    .orderBy('t.id', 'desc')
    .select([
      't.id',
      'u.id as userId',
      'u.name',
      'u.position',
      'u.email',
      'u.phone',
      'u.blocked',
      't.order_number as orderNumber',
      't.order_date as orderDate',
      'a.id as actId',
      'f.id as fileId',
      'f.name as fileName',
      'f.size as fileSize',
      't.since',
      't.until',
      't.appointed_at as appointedAt',
      'w.name as appointedBy',
    ])
    .execute();
}

export type SchoolPerson = {
  id: number;
  name: string;
  position: string | null;
  email: string;
  phone: string | null;
  role: Role;
  blocked: boolean;
  hasPassword: boolean;
};

/** The people with an account at the school, director first. */
export async function peopleOfSchool(db: Db, schoolId: number): Promise<SchoolPerson[]> {
  return db
    .selectFrom('users as u')
    .where('u.organisation_id', '=', schoolId)
    .orderBy('u.role')
    .orderBy('u.id')
    .select([
      'u.id',
      'u.name',
      'u.position',
      'u.email',
      'u.phone',
      'u.role',
      'u.blocked',
      sql<boolean>`u.password_hash is not null`.as('hasPassword'),
    ])
    .execute();
}

export async function endAppointment(trx: Trx, id: number, until: Day): Promise<void> {
  await trx.updateTable('appointments').set({ until }).where('id', '=', id).execute();
}

export async function insertAppointment(
  trx: Trx,
  appointment: {
    schoolId: number;
    userId: number;
    orderNumber: string;
    orderDate: Day;
    actId: number;
    since: Day;
    at: Date;
    by: number;
  },
): Promise<number> {
  const { id } = await trx
    .insertInto('appointments')
    .values({
      organisation_id: appointment.schoolId,
      user_id: appointment.userId,
      order_number: appointment.orderNumber,
      order_date: appointment.orderDate,
      act_id: appointment.actId,
      since: appointment.since,
      until: null,
      appointed_at: appointment.at,
      appointed_by: appointment.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Changes a person whom the transaction holds by their school. */
export async function setPerson(trx: Trx, id: number, to: Partial<PersonFacts> & { blocked: boolean }): Promise<void> {
  await trx
    .updateTable('users')
    .set(({ eb }) => ({ ...to, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
