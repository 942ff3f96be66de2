import { z } from 'zod';
import { roles, type User } from '#app/domain/people/people.ts';
import { policy } from '#app/domain/people/permissions.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { type LastChange, lastChangeOf } from '#db/queries/audit.ts';
import { municipalitiesOfScope, schoolsOfMunicipality } from '#db/queries/organisations.ts';
import type { PageAsk, PageOf } from '#db/queries/paging.ts';
import {
  deleteInvitationsOf,
  insertPerson,
  liftLocks,
  type PeopleFilter,
  type Person,
  type PersonLine,
  type PersonPlace,
  peoplePage,
  personById,
  updatePerson,
} from '#db/queries/people.ts';
import { registeredOrganisation } from '#db/queries/placements.ts';
import { deleteFactor } from '#db/queries/second-factors.ts';
import { deleteSessionsOf, insertInvitation } from '#db/queries/sessions.ts';
import { userByEmail } from '#db/queries/users.ts';
import {
  consult,
  found,
  type Reading,
  today,
  transact,
  type UserContext,
  type WriteContext,
} from '../context.server.ts';
import { tellFactor } from '../notices/tell.server.ts';
import type { Named } from '../organisations/manage-organisations.server.ts';
import { administered, fields, read, refuseField, refuseStale, refuseTaken } from '../typed-fields.server.ts';
import { spellingsOf } from './email-address.server.ts';
import { newSecret } from './sign-in.server.ts';

export const invitationDays = 7;

export function listPeople(
  ctx: UserContext,
  { after, before, ...filter }: PeopleFilter & PageAsk,
): Promise<PageOf<PersonLine> & { total: number }> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    return peoplePage(ctx.db, ctx.user, filter, { after, before, on: today(ctx), now: ctx.now });
  });
}

export type PersonView = { person: Person; lastChange: LastChange | null; self: boolean };

export function seePerson(ctx: UserContext, id: number): Promise<PersonView> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    return {
      person: await load(ctx.db, ctx, id),
      lastChange: (await lastChangeOf(ctx.db, 'user', id)) ?? null,
      self: id === ctx.user.id,
    };
  });
}

export type Places = { region: Named; municipalities: Named[]; schools: Named[] };

/** Where a person may belong: the municipalities, and the schools of the one that was chosen. */
export function placesToChoose(ctx: UserContext, municipalityId: number | undefined): Promise<Places> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const { region } = ctx.user;
    const municipalities = await municipalitiesOfScope(ctx.db, region.id);
    const chosen = municipalities.find(({ id }) => id === municipalityId);
    const schools = chosen ? await schoolsOfMunicipality(ctx.db, ctx.user, chosen.id, today(ctx)) : [];
    return {
      region: { id: region.id, name: region.name },
      municipalities,
      schools: schools.map(({ schoolId, name }) => ({ id: schoolId, name })),
    };
  });
}

const facts = z.object({
  name: fields.line(200),
  email: fields.email,
  position: fields.optionalLine(200),
  phone: fields.phone,
});
const place = z.object({ role: z.enum(roles, 'notAChoice'), organisation: fields.id });

/** A link by which the person sets a password; its code is kept nowhere but as a hash, so it is shown this once. */
export type Invitation = { code: string; expiresAt: Date };

/** Registers a person and invites them. */
export async function createPerson(
  ctx: UserContext,
  typed: Record<string, string>,
): Promise<{ id: number; invitation: Invitation }> {
  return transact(ctx, async (write) => {
    administered(write);
    const { trx, audit } = write;
    const { role, organisation, ...known } = read(facts.extend(place.shape), typed);
    if (await userByEmail(trx, spellingsOf(known.email))) refuseField('email', 'taken');
    const organisationId = await organisationFor(write, { role, organisationId: organisation });
    const id = await insertPerson(trx, { ...known, role, organisationId });
    const changes = changesOf(null, { ...known, role, organisation: organisationId });
    await audit({ action: 'person.create', subject: 'user', subjectId: id, organisationId, changes });
    return { id, invitation: await invite(write, { id, organisationId }) };
  }).catch(refuseTaken);
}

const version = z.object({ version: fields.version });

export async function changePerson(
  ctx: UserContext,
  { id, typed }: { id: number; typed: Record<string, string> },
): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const person = await load(write.trx, write, id);
    const opened = read(version, typed);
    refuseStale(opened.version, person.version);
    const to = read(facts, typed);
    const there = await userByEmail(write.trx, spellingsOf(to.email));
    if (there && there.id !== id) refuseField('email', 'taken');
    await change(write, person, opened.version, to);
  }).catch(refuseTaken);
}

/** Gives another role or another organisation. Who administers can't stop to: somebody else has to see to it. */
export async function changeRole(
  ctx: UserContext,
  { id, typed }: { id: number; typed: Record<string, string> },
): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const person = await load(write.trx, write, id);
    const opened = read(version, typed);
    refuseStale(opened.version, person.version);
    const { role, organisation } = read(place, typed);
    if (person.id === write.user.id) refuseField('role', 'ownRole');
    const organisationId = await organisationFor(write, { role, organisationId: organisation });
    await change(write, person, opened.version, { role, organisationId });
    // The next sign-in begins on the pages of the new role.
    await deleteSessionsOf(write.trx, id);
  });
}

/** Keeps a person out, or lets them in again. Keeping out ends their sessions and their invitation. */
export async function blockPerson(
  ctx: UserContext,
  { id, blocked, typed }: { id: number; blocked: boolean; typed: Record<string, string> },
): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const person = await load(write.trx, write, id);
    const opened = read(version, typed);
    refuseStale(opened.version, person.version);
    if (person.id === write.user.id) refuseField('access', 'ownAccess');
    await change(write, person, opened.version, { blocked });
    if (!blocked) return;
    await deleteSessionsOf(write.trx, id);
    await deleteInvitationsOf(write.trx, id);
  });
}

export async function endSessionsOf(ctx: UserContext, id: number): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const { organisationId } = await load(write.trx, write, id);
    await deleteSessionsOf(write.trx, id);
    await write.audit({ action: 'session.endAll', subject: 'user', subjectId: id, organisationId });
  });
}

/** Lets a person who failed too often try again at once. */
export async function unlockPerson(ctx: UserContext, id: number): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const { organisationId } = await load(write.trx, write, id);
    await liftLocks(write.trx, id);
    await write.audit({ action: 'signIn.unlock', subject: 'user', subjectId: id, organisationId });
  });
}

/** For who has lost the phone and the recovery codes. One's own is turned off on one's own page, by password and code. */
export async function resetFactor(ctx: UserContext, id: number): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const { organisationId } = await load(write.trx, write, id);
    if (id === write.user.id) refuseField('factor', 'ownFactor');
    if (!(await deleteFactor(write.trx, id))) return;
    await deleteSessionsOf(write.trx, id);
    await write.audit({ action: 'factor.reset', subject: 'user', subjectId: id, organisationId });
    await tellFactor(write, 'factorReset', id);
  });
}

/** A new link for a person without a password or with a forgotten one; it ends the earlier link. */
export async function invitePerson(ctx: UserContext, id: number): Promise<Invitation> {
  return transact(ctx, async (write) => {
    administered(write);
    const person = await load(write.trx, write, id);
    if (person.blocked) refuseField('access', 'blocked');
    return invite(write, person);
  });
}

/** A link for a person; the caller has checked that it may be given out. It ends the earlier one. */
export async function invite(
  { trx, now, audit }: WriteContext<User>,
  { id, organisationId }: { id: number; organisationId: number },
): Promise<Invitation> {
  const { secret, secretHash } = newSecret();
  const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000);
  await insertInvitation(trx, { codeHash: secretHash, userId: id, expiresAt });
  await audit({ action: 'person.invite', subject: 'user', subjectId: id, organisationId });
  return { code: secret, expiresAt };
}

async function load(db: Reading['db'], ctx: { user: User; now: Date }, id: number): Promise<Person> {
  return found(await personById(db, ctx.user, id, { on: today(ctx), now: ctx.now }), () => true);
}

async function change(
  { trx, audit }: WriteContext<User>,
  person: Person,
  from: number,
  to: Parameters<typeof updatePerson>[2],
): Promise<void> {
  if (!(await updatePerson(trx, { id: person.id, version: from }, to))) refuseField('version', 'changedMeanwhile');
  const { organisationId } = person;
  const { organisationId: organisation, ...facts } = to;
  const changes = changesOf({ ...person, organisation: organisationId }, { ...facts, organisation });
  await audit({ action: 'person.change', subject: 'user', subjectId: person.id, organisationId, changes });
}

/** The organisation is of the kind that the role belongs to, and of the region. */
async function organisationFor({ trx, user, now }: WriteContext<User>, to: PersonPlace): Promise<number> {
  const organisation = await registeredOrganisation(trx, user, to.organisationId, today({ user, now }));
  if (organisation?.kind !== policy[to.role].reach) return refuseField('organisation', 'notAChoice');
  return organisation.id;
}
