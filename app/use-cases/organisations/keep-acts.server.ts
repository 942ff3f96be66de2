/** The register of a school's local acts. */
import { z } from 'zod';
import type { Day } from '#app/domain/calendar.ts';
import { formOf } from '#app/domain/orders/order.ts';
import { type ActKind, actKinds, actsNamed, isSameAct, type NamedAct } from '#app/domain/organisations/act.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import {
  type ActFacts,
  actOfSchool,
  actsOfDay,
  actsOfSchool,
  insertAct,
  lastFilingsOf,
  type RegisteredAct,
  setActRemoved,
  updateAct,
} from '#db/queries/acts.ts';
import { type SchoolPlace, schoolPlace } from '#db/queries/organisations.ts';
import { holdOrganisation } from '#db/queries/placements.ts';
import type { Db } from '#db/schema.ts';
import { allowed, consult, found, today, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { fields, read, refuseField, refuseStale } from '../typed-fields.server.ts';
import { type GivenFile, keepFile, readWithFile } from './keep-file.server.ts';
import { seenPlace } from './seen-place.server.ts';

/** A document that a report names and the register lacks. */
export type LackingAct = NamedAct & { reportId: number; ordinal: number; asOf: Day };

export type ActsView = {
  school: SchoolPlace;
  acts: RegisteredAct[];
  /** Taken off the register, each can be put back. */
  removed: RegisteredAct[];
  lacking: LackingAct[];
  mayKeep: boolean;
};

export function seeActs(ctx: UserContext, schoolId: number): Promise<ActsView> {
  return consult(ctx, async (ctx) => {
    const school = await seenSchool(ctx.db, ctx, schoolId);
    const all = await actsOfSchool(ctx.db, schoolId);
    const acts = all.filter(({ removedAt }) => removedAt === null);
    const lacking: LackingAct[] = [];
    for (const { order, formId, answers, ...filing } of await lastFilingsOf(ctx.db, schoolId)) {
      for (const act of actsNamed(formOf(order, formId), answers)) {
        if (![...acts, ...lacking].some((known) => isSameAct(known, act))) lacking.push({ ...filing, ...act });
      }
    }
    return {
      school,
      acts,
      removed: all.filter(({ removedAt }) => removedAt !== null),
      lacking: lacking.sort((a, b) => (a.date < b.date ? 1 : -1)),
      mayKeep: may.keepActs(ctx.user, school),
    };
  });
}

/** For its form: an act as it stands, or null for a new one. */
export function seeAct(
  ctx: UserContext,
  { schoolId, actId }: { schoolId: number; actId: number | null },
): Promise<{ school: SchoolPlace; act: RegisteredAct | null }> {
  return consult(ctx, async (ctx) => {
    const school = await seenSchool(ctx.db, ctx, schoolId);
    allowed(may.keepActs(ctx.user, school));
    return { school, act: actId === null ? null : await load(ctx.db, schoolId, actId) };
  });
}

type Sent = { schoolId: number; typed: Record<string, string>; file?: GivenFile };

/** The date is that of the document: one of tomorrow has not been approved yet. */
function facts(on: Day) {
  return z.object({
    kind: z.enum(actKinds, 'notAChoice'),
    number: fields.line(60),
    date: fields.day.refine((date) => date <= on, 'inFuture'),
    title: fields.line(300),
  });
}

export async function addAct(ctx: UserContext, { schoolId, typed, file: given }: Sent): Promise<{ id: number }> {
  return transact(ctx, async (write) => {
    await holdKept(write, schoolId);
    const { known, file } = await readWithFile(facts(today(write)), typed, { field: 'file', file: given });
    await refuseTwin(write, schoolId, known);
    const fileId = file ? await keepFile(write, { organisationId: schoolId, file, field: 'file' }) : null;
    return { id: await enterAct(write, schoolId, { ...known, fileId }) };
  });
}

/** `typed.withoutFile` takes the file off the act; a new file takes the place of the old one, which stays kept. */
export async function changeAct(
  ctx: UserContext,
  { schoolId, actId, typed, file: given }: Sent & { actId: number },
): Promise<void> {
  await transact(ctx, async (write) => {
    const { trx, audit } = write;
    await holdKept(write, schoolId);
    const act = await load(trx, schoolId, actId);
    const opened = read(versioned, typed);
    refuseStale(opened.version, act.version);
    const { known, file } = await readWithFile(facts(today(write)), typed, { field: 'file', file: given });
    await refuseTwin(write, schoolId, known, actId);
    const kept = file && (await keepFile(write, { organisationId: schoolId, file, field: 'file' }));
    const to: ActFacts = { ...known, fileId: kept ?? (typed.withoutFile === 'on' ? null : act.fileId) };
    if (!(await updateAct(trx, act, to))) refuseField('version', 'changedMeanwhile');
    const changes = changesOf(factsOf(act), factsOf(to));
    await audit({ action: 'act.change', subject: 'act', subjectId: actId, organisationId: schoolId, changes });
  });
}

/** Takes an act off the register or puts it back; it is kept either way. */
export async function removeAct(
  ctx: UserContext,
  ask: { schoolId: number; actId: number; removed: boolean; typed: Record<string, string> },
): Promise<void> {
  await transact(ctx, async (write) => {
    const { trx, user, now, audit } = write;
    const { schoolId, actId: id } = ask;
    await holdKept(write, schoolId);
    const act = found(await actOfSchool(trx, schoolId, id), () => true);
    if ((act.removedAt !== null) === ask.removed) return;
    const opened = read(versioned, ask.typed);
    refuseStale(opened.version, act.version);
    if (!ask.removed) await refuseTwin(write, schoolId, act);
    if (!(await setActRemoved(trx, act, ask.removed ? { at: now, by: user.id } : null))) {
      refuseField('version', 'changedMeanwhile');
    }
    const action = ask.removed ? 'act.remove' : 'act.restore';
    await audit({ action, subject: 'act', subjectId: id, organisationId: schoolId });
  });
}

const versioned = z.object({ version: fields.version });

/** A new line of the register; the caller has checked that the person may, and holds the school. */
export async function enterAct(
  { trx, user, now, audit }: WriteContext<User>,
  schoolId: number,
  act: ActFacts,
): Promise<number> {
  const id = await insertAct(trx, act, { schoolId, at: now, by: user.id });
  const changes = changesOf(null, factsOf(act));
  await audit({ action: 'act.add', subject: 'act', subjectId: id, organisationId: schoolId, changes });
  return id;
}

/** What the history says of an act. */
function factsOf({ kind, number, date, title, fileId }: ActFacts) {
  return { kind, number, date, title, file: fileId };
}

async function seenSchool(db: Db, ctx: { user: User; now: Date }, schoolId: number): Promise<SchoolPlace> {
  return seenPlace(db, ctx, await schoolPlace(db, schoolId, today(ctx)), may.seeSchool);
}

/** One change of a register at a time, by those who keep it. */
async function holdKept(write: WriteContext<User>, schoolId: number): Promise<void> {
  const school = await seenSchool(write.trx, write, schoolId);
  allowed(may.keepActs(write.user, school));
  await holdOrganisation(write.trx, schoolId);
}

async function load(db: Db, schoolId: number, actId: number): Promise<RegisteredAct> {
  return found(await actOfSchool(db, schoolId, actId), ({ removedAt }) => removedAt === null);
}

/** One order may approve several acts; what is the same in kind, number, date and title was sent twice. */
async function refuseTwin(
  { trx }: WriteContext<User>,
  schoolId: number,
  act: { kind: ActKind; number: string; date: Day; title: string },
  except?: number,
): Promise<void> {
  const twin = (await actsOfDay(trx, schoolId, act)).find(
    (other) => other.id !== except && isSameAct(other, act) && other.title.toLowerCase() === act.title.toLowerCase(),
  );
  if (twin) refuseField('number', 'actTwice');
}
