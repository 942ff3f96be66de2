/**
 * A school closes into others. What it has filed stays its own and its municipality's of that day; it owes nothing from
 * that day on. Its successors owe their own reports, the first of which starts from its last answers; people, acts and
 * drafts stay with it.
 */
import { z } from 'zod';
import { isOpen } from '#app/domain/organisations/organisation.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { municipalitiesOfScope } from '#db/queries/organisations.ts';
import {
  holdOrganisation,
  type RegisteredOrganisation,
  registeredOrganisation,
  updateOrganisation,
} from '#db/queries/placements.ts';
import {
  deleteSuccessions,
  insertSuccessions,
  schoolsToSucceed,
  successionsOf,
  successorsHaveFiled,
} from '#db/queries/successions.ts';
import { alone } from '#db/queries/together.ts';
import { consult, found, refuse, today, transact, type UserContext } from '../context.server.ts';
import { administered, fields, read, refuseField, refuseStale } from '../typed-fields.server.ts';
import { type Named, organisationToChange, oweFromNowOn } from './manage-organisations.server.ts';

/** More would be a mistake of typing. */
const mostSuccessors = 10;

export type SuccessionToChoose = {
  school: RegisteredOrganisation;
  municipalities: Named[];
  /** Those chosen so far. */
  successors: RegisteredOrganisation[];
  /** What else can be chosen in the municipality asked for. */
  schools: Named[];
};

/** What is chosen step by step: the successors, of any municipality of the region. */
export function chooseSuccessors(
  ctx: UserContext,
  ask: { id: number; municipalityId?: number; successorIds: number[] },
): Promise<SuccessionToChoose> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const on = today(ctx);
    const one = (id: number) => registeredOrganisation(ctx.db, ctx.user, id, on);
    const school = found(await one(ask.id), ({ kind }) => kind === 'school');
    const municipalities = await municipalitiesOfScope(ctx.db, ctx.user.region.id);
    const successors: RegisteredOrganisation[] = [];
    for (const id of new Set(ask.successorIds.slice(0, mostSuccessors))) {
      successors.push(found(await one(id), ({ kind }) => kind === 'school' && id !== school.id));
    }
    const municipality = municipalities.find(({ id }) => id === ask.municipalityId);
    const schools = municipality ? await schoolsToSucceed(ctx.db, { municipalityId: municipality.id, on }) : [];
    const taken = [school, ...successors].map(({ id }) => id);
    return { school, municipalities, successors, schools: schools.filter(({ id }) => !taken.includes(id)) };
  });
}

const version = z.object({ version: fields.version });
const closing = z.object({
  successors: z
    .string('noSuccessors')
    .transform((text) => text.split(',').filter(Boolean))
    .refine((ids) => ids.length > 0, { error: 'noSuccessors', abort: true })
    .refine((ids) => ids.length <= mostSuccessors, 'notAChoice')
    .pipe(z.array(fields.id))
    .transform((ids) => [...new Set(ids)]),
  since: fields.day,
  document: fields.line(300),
});

/** Closes the school on the day: into one successor it is merged, into several it is split. */
export async function closeIntoSuccessors(
  ctx: UserContext,
  ask: { id: number; typed: Record<string, string> },
): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const { trx, audit, user, now } = write;
    found(await registeredOrganisation(trx, user, ask.id, today(write)), ({ kind }) => kind === 'school');
    const opened = read(version, ask.typed);
    const asked = read(closing, ask.typed);
    // In one order: two schools that close into each other's successors don't wait for each other.
    for (const id of [ask.id, ...asked.successors].sort((a, b) => a - b)) await holdOrganisation(trx, id);
    const school = found(await organisationToChange(write, ask.id), ({ kind }) => kind === 'school');
    refuseStale(opened.version, school.version);
    const { since, document } = asked;
    if (school.closed !== null) refuseField('since', 'alreadyClosed');
    if (since <= school.opened) refuseField('since', 'notAfterOpened');
    if (school.placements.some((placement) => placement.since >= since)) refuseField('since', 'notAfterLast');
    const tookOver = (await alone(trx, successionsOf(trx, school.id))).filter(({ to }) => to.id === school.id);
    if (tookOver.some((earlier) => since <= earlier.since)) refuseField('since', 'hasPredecessors');
    for (const id of asked.successors) {
      const successor = await registeredOrganisation(trx, user, id, since);
      if (successor?.kind !== 'school' || id === school.id) refuseField('successors', 'notAChoice');
      else if (!isOpen(successor, since)) refuseField('successors', 'notOpenThen');
    }
    const kind = asked.successors.length === 1 ? 'merged' : 'split';
    if (!(await updateOrganisation(trx, { id: school.id, ...opened }, { closed: since })))
      refuseField('version', 'changedMeanwhile');
    const toIds = asked.successors;
    await insertSuccessions(trx, { fromId: school.id, toIds, kind, since, document, at: now, by: user.id });
    await oweFromNowOn(write, school.id, municipalitiesOf(school));
    await audit({
      action: 'organisation.succeed',
      subject: 'organisation',
      subjectId: school.id,
      organisationId: school.id,
      changes: changesOf(school, { closed: since }),
      details: { kind, to: toIds, document },
    });
  });
}

/** The school works again as if it had not closed, as long as nobody has reported in its place. */
export async function reopenSchool(
  ctx: UserContext,
  ask: { id: number; typed: Record<string, string> },
): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const { trx, audit } = write;
    const opened = read(version, ask.typed);
    const before = (await alone(trx, successionsOf(trx, ask.id))).filter(({ from }) => from.id === ask.id);
    for (const id of [ask.id, ...before.map(({ to }) => to.id)].sort((a, b) => a - b)) await holdOrganisation(trx, id);
    const school = await organisationToChange(write, ask.id);
    refuseStale(opened.version, school.version);
    const [first] = before;
    if (!first) return refuse({ kind: 'notFound' });
    if (await successorsHaveFiled(trx, school.id)) refuseField('reopen', 'successorsHaveFiled');
    await deleteSuccessions(trx, school.id);
    if (!(await updateOrganisation(trx, { id: school.id, ...opened }, { closed: null })))
      refuseField('version', 'changedMeanwhile');
    await oweFromNowOn(write, school.id, municipalitiesOf(school));
    const { kind, document } = first;
    await audit({
      action: 'organisation.reinstate',
      subject: 'organisation',
      subjectId: school.id,
      organisationId: school.id,
      changes: changesOf(school, { closed: null }),
      details: { kind, to: before.map(({ to }) => to.id), document },
    });
  });
}

function municipalitiesOf({ placements }: RegisteredOrganisation): number[] {
  return placements.map(({ parentId }) => parentId);
}
