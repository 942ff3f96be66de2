/** Who answers for the journal at a school, and handing that over to somebody else (KG-3.3). */
import { z } from 'zod';
import type { Day } from '#app/domain/calendar.ts';
import { appointmentTitle, isSameAct } from '#app/domain/organisations/act.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { actsOfDay, updateAct } from '#db/queries/acts.ts';
import {
  type Appointment,
  appointmentsOf,
  endAppointment,
  insertAppointment,
  peopleOfSchool,
  type SchoolPerson,
  setPerson,
} from '#db/queries/appointments.ts';
import { type SchoolPlace, schoolPlace } from '#db/queries/organisations.ts';
import { deleteInvitationsOf, insertPerson } from '#db/queries/people.ts';
import { holdOrganisation } from '#db/queries/placements.ts';
import { deleteSessionsOf } from '#db/queries/sessions.ts';
import { userByEmail } from '#db/queries/users.ts';
import type { Db } from '#db/schema.ts';
import { allowed, consult, today, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { tellHandedOver } from '../notices/tell.server.ts';
import { enterAct } from '../organisations/keep-acts.server.ts';
import { type GivenFile, keepFile, readWithFile, type SoundFile } from '../organisations/keep-file.server.ts';
import { seenPlace } from '../organisations/seen-place.server.ts';
import { fields, refuseField, refuseStale, refuseTaken } from '../typed-fields.server.ts';
import { spellingsOf } from './email-address.server.ts';
import { type Invitation, invite } from './manage-people.server.ts';

export type ResponsibleView = {
  school: SchoolPlace;
  /** By order; null while no order has been entered. */
  current: Appointment | null;
  /** Newest first. */
  earlier: Appointment[];
  /** Who has an account as a responsible person without an order that says so. */
  others: SchoolPerson[];
  /** Whose access ends with a hand-over, unless it is said otherwise. */
  outgoing: SchoolPerson[];
  mayAppoint: boolean;
};

export function seeResponsible(ctx: UserContext, schoolId: number): Promise<ResponsibleView> {
  return consult(ctx, async (ctx) => {
    const school = await seenPlace(ctx.db, ctx, await schoolPlace(ctx.db, schoolId, today(ctx)), may.seeSchool);
    const { current, all, people } = await answering(ctx.db, schoolId);
    return {
      school,
      current,
      earlier: all.filter((one) => one !== current),
      others: people.filter((one) => isResponsible(one) && one.id !== current?.userId),
      outgoing: outgoing(current, people),
      mayAppoint: may.appoint(ctx.user, school),
    };
  });
}

/** The form of a hand-over, for whoever may do it. */
export async function beginHandOver(ctx: UserContext, schoolId: number): Promise<ResponsibleView> {
  const seen = await seeResponsible(ctx, schoolId);
  allowed(seen.mayAppoint);
  return seen;
}

/** `version` is the appointment that the person saw in force, 0 when there was none. */
const handingOver = z.object({
  version: fields.version,
  name: fields.line(200),
  position: fields.line(200),
  email: fields.email,
  phone: fields.phone,
  orderNumber: fields.line(60),
  orderDate: fields.day,
  since: fields.day,
});

export type HandedOver = {
  schoolId: number;
  appointmentId: number;
  userId: number;
  /** Who answered before by an order. */
  previousUserId: number | null;
  /** For whoever has no way in yet; null when the person signs in as before. */
  invitation: Invitation | null;
};

/**
 * Appoints the person who answers for the journal from `since` on: the account, the appointment, the end of the previous
 * one and the order on the register of acts, all at once. Drafts and history are the school's, so that they need no
 * handing over. `typed.block` keeps the previous person out.
 */
export async function handOver(
  ctx: UserContext,
  { schoolId, typed, file: given }: { schoolId: number; typed: Record<string, string>; file?: GivenFile },
): Promise<HandedOver> {
  return transact(ctx, async (write) => {
    const { trx, user, now, audit } = write;
    const school = await seenPlace(trx, write, await schoolPlace(trx, schoolId, today(write)), may.seeSchool);
    allowed(may.appoint(user, school));
    await holdOrganisation(trx, schoolId);
    const { current, people } = await answering(trx, schoolId);
    const { known, file } = await readWithFile(handingOver, typed, { field: 'file', file: given });
    refuseStale(known.version, current?.id ?? 0);
    refuseWrongDays(known, current, today(write));

    const { name, position, email, phone, orderNumber, orderDate, since } = known;
    const spellings = spellingsOf(email);
    const leaving =
      typed.block === 'on' ? outgoing(current, people).filter((person) => !spellings.includes(person.email)) : [];
    const { id: userId, invitation } = await admit(write, schoolId, people, { name, position, email, phone });
    const actId = await enterOrder(write, schoolId, { number: orderNumber, date: orderDate, file });
    if (current) await endAppointment(trx, current.id, since);
    const order = { orderNumber, orderDate, actId, since };
    const appointmentId = await insertAppointment(trx, { schoolId, userId, ...order, at: now, by: user.id });
    for (const person of leaving) await keepOut(write, schoolId, person.id);
    const details = { appointmentId, blocked: leaving.map(({ id }) => id) };
    const about = { subject: 'user', subjectId: userId, organisationId: schoolId } as const;
    const changes = changesOf({ responsible: current?.userId ?? null }, { responsible: userId, since });
    await audit({ action: 'responsible.appoint', ...about, changes, details });
    await tellHandedOver(write, { schoolId, appointmentId });
    return { schoolId, appointmentId, userId, previousUserId: current?.userId ?? null, invitation };
  }).catch(refuseTaken);
}

async function answering(db: Db, schoolId: number) {
  const all = await appointmentsOf(db, schoolId);
  return { all, current: all.find(({ until }) => until === null) ?? null, people: await peopleOfSchool(db, schoolId) };
}

function isResponsible({ role, blocked }: SchoolPerson): boolean {
  return role === 'responsible' && !blocked;
}

/** Who stops answering: the appointed person; without an order, everybody who has answered so far. The director stays. */
function outgoing(current: Appointment | null, people: SchoolPerson[]): SchoolPerson[] {
  return people.filter((person) => isResponsible(person) && (!current || person.id === current.userId));
}

type Known = z.output<typeof handingOver>;

/** What is handed over has happened: on a day that has come, and not before the previous person took over. */
function refuseWrongDays({ orderDate, since }: Known, current: Appointment | null, on: Day): void {
  if (orderDate > on) refuseField('orderDate', 'inFuture');
  if (since > on) refuseField('since', 'inFuture');
  if (current && since < current.since) refuseField('since', 'beforePrevious');
}

/**
 * The person's account at the school: a new one, or the one that they have there. An account is one person's for good,
 * since history names people by it: a mailbox that somebody leaves to the next needs another address.
 */
async function admit(
  write: WriteContext<User>,
  schoolId: number,
  people: SchoolPerson[],
  facts: { name: string; position: string; email: string; phone: string | null },
): Promise<{ id: number; invitation: Invitation | null }> {
  const { trx, audit } = write;
  const spellings = spellingsOf(facts.email);
  const known = people.find(({ email }) => spellings.includes(email));
  if (!known) {
    if (await userByEmail(trx, spellings)) return refuseField('email', 'elsewhere');
    const role = 'responsible';
    const id = await insertPerson(trx, { ...facts, role, organisationId: schoolId });
    const about = { subject: 'user', subjectId: id, organisationId: schoolId } as const;
    const changes = changesOf(null, { ...facts, role, organisation: schoolId });
    await audit({ action: 'person.create', ...about, changes });
    return { id, invitation: await invite(write, { id, organisationId: schoolId }) };
  }
  if (surname(known.name) !== surname(facts.name)) return refuseField('email', 'otherPerson');
  const to = { position: facts.position, phone: facts.phone ?? known.phone, blocked: false };
  await setPerson(trx, known.id, to);
  const changes = changesOf(known, to);
  if (Object.keys(changes).length > 0) {
    const about = { subject: 'user', subjectId: known.id, organisationId: schoolId } as const;
    await audit({ action: 'person.change', ...about, changes });
  }
  const invited = known.blocked || !known.hasPassword;
  return { id: known.id, invitation: invited ? await invite(write, { id: known.id, organisationId: schoolId }) : null };
}

function surname(name: string): string {
  return (name.split(' ')[0] ?? '').toLowerCase().replaceAll('ё', 'е');
}

/** The order on the register, where it may stand already. */
async function enterOrder(
  write: WriteContext<User>,
  schoolId: number,
  { file, ...order }: { number: string; date: Day; file: SoundFile | undefined },
): Promise<number> {
  const fileId = file ? await keepFile(write, { organisationId: schoolId, file, field: 'file' }) : null;
  const there = (await actsOfDay(write.trx, schoolId, { kind: 'appointment', date: order.date })).find((act) =>
    isSameAct(act, order),
  );
  if (!there) {
    return enterAct(write, schoolId, { kind: 'appointment', ...order, title: appointmentTitle, fileId });
  }
  if (fileId !== null) {
    await updateAct(write.trx, there, { fileId });
    const about = { subject: 'act', subjectId: there.id, organisationId: schoolId } as const;
    await write.audit({ action: 'act.change', ...about, changes: changesOf({ file: there.fileId }, { file: fileId }) });
  }
  return there.id;
}

async function keepOut({ trx, audit }: WriteContext<User>, schoolId: number, id: number): Promise<void> {
  await setPerson(trx, id, { blocked: true });
  await deleteSessionsOf(trx, id);
  await deleteInvitationsOf(trx, id);
  const about = { subject: 'user', subjectId: id, organisationId: schoolId } as const;
  await audit({ action: 'person.change', ...about, changes: changesOf({ blocked: false }, { blocked: true }) });
}
