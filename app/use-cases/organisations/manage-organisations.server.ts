import { z } from 'zod';
import { type Day, dayIn } from '#app/domain/calendar.ts';
import { type OrganisationKind, schoolKinds, settlements } from '#app/domain/organisations/organisation.ts';
import { areSimilar } from '#app/domain/organisations/similar-names.ts';
import type { User } from '#app/domain/people/people.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { type LastChange, lastChangeOf } from '#db/queries/audit.ts';
import { campaignsOfScopes } from '#db/queries/campaigns.ts';
import { municipalitiesOfScope } from '#db/queries/organisations.ts';
import type { PageAsk, PageOf } from '#db/queries/paging.ts';
import { type PersonLine, peopleOfOrganisation } from '#db/queries/people.ts';
import {
  endPlacement,
  holdOrganisation,
  insertOrganisation,
  insertPlacement,
  namesBeside,
  type OrganisationFilter,
  type OrganisationLine,
  organisationsPage,
  type RegisteredOrganisation,
  registeredOrganisation,
  schoolsFrom,
  shiftFirstPlacement,
  updateOrganisation,
} from '#db/queries/placements.ts';
import { type Succession, successionsOf, successorsHaveFiled } from '#db/queries/successions.ts';
import { alone } from '#db/queries/together.ts';
import { consult, found, refuse, today, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { openDatesOf } from '../reports/open-reporting-dates.server.ts';
import { administered, fields, read, refuseField, refuseStale, refuseTaken } from '../typed-fields.server.ts';

export type Named = { id: number; name: string };

/** A page of the register, and the municipalities to narrow it by. */
export function listOrganisations(
  ctx: UserContext,
  ask: OrganisationFilter & PageAsk,
): Promise<PageOf<OrganisationLine> & { total: number; municipalities: Named[]; today: Day }> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const { after, before, ...filter } = ask;
    const page = await organisationsPage(ctx.db, ctx.user, filter, { after, before, on: today(ctx) });
    return { ...page, municipalities: await municipalitiesOfScope(ctx.db, ctx.user.region.id), today: today(ctx) };
  });
}

/** Where a new school may be placed. */
export function municipalitiesToChoose(ctx: UserContext): Promise<Named[]> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    return municipalitiesOfScope(ctx.db, ctx.user.region.id);
  });
}

export type OrganisationView = {
  organisation: RegisteredOrganisation;
  people: PersonLine[];
  municipalities: Named[];
  /** What it closed into, and what closed into it. */
  successions: Succession[];
  /** It closed into others that have not reported in its place yet. */
  canReopen: boolean;
  lastChange: LastChange | null;
  today: Day;
};

export function seeOrganisation(ctx: UserContext, id: number): Promise<OrganisationView> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const on = today(ctx);
    const organisation = found(await registeredOrganisation(ctx.db, ctx.user, id, on), () => true);
    const successions = await alone(ctx.db, successionsOf(ctx.db, id));
    const hasSuccessors = successions.some(({ from }) => from.id === id);
    return {
      organisation,
      successions,
      canReopen: hasSuccessors && !(await successorsHaveFiled(ctx.db, id)),
      people: await peopleOfOrganisation(ctx.db, ctx.user, id, { on, now: ctx.now }),
      municipalities: await municipalitiesOfScope(ctx.db, ctx.user.region.id),
      lastChange: (await lastChangeOf(ctx.db, 'organisation', id)) ?? null,
      today: on,
    };
  });
}

const name = fields.line(300);
const ofSchool = {
  generalEducation: fields.yesOrNo,
  schoolKind: fields.optionalChoice(schoolKinds),
  settlement: fields.optionalChoice(settlements),
};
const newSchool = z.object({
  name,
  municipality: fields.id,
  phone: fields.phone,
  ...ofSchool,
  opened: fields.day,
});
const newMunicipality = z.object({ name, phone: fields.phone, opened: fields.day });

/** Registers a school together with what it owes already, or a municipality. */
export async function createOrganisation(
  ctx: UserContext,
  ask: { kind: 'municipality' | 'school'; typed: Record<string, string> },
): Promise<{ id: number }> {
  return transact(ctx, async (write) => {
    administered(write);
    const { trx, user, audit } = write;
    const { kind } = ask;
    const demo = user.region.demo;
    let id: number;
    let known: Parameters<typeof changesOf>[1];
    if (kind === 'municipality') {
      const facts = read(newMunicipality, ask.typed);
      known = facts;
      await refuseTwin(write, { kind, parentId: user.region.id, name: facts.name, on: facts.opened, sure: true });
      id = await insertOrganisation(
        trx,
        { kind, ...facts, generalEducation: true, schoolKind: null, settlement: null, closed: null, demo },
        user.region.id,
      );
    } else {
      const { municipality, ...facts } = read(newSchool, ask.typed);
      known = { ...facts, municipality };
      await holdMunicipality(write, municipality, facts.opened);
      await refuseTwin(write, {
        kind,
        parentId: municipality,
        name: facts.name,
        on: facts.opened,
        sure: ask.typed.sure === 'on',
      });
      id = await insertOrganisation(trx, { kind, ...facts, closed: null, demo }, municipality);
      await oweFromNowOn(write, id, [municipality]);
    }
    const changes = changesOf(null, known);
    await audit({ action: 'organisation.create', subject: 'organisation', subjectId: id, organisationId: id, changes });
    return { id };
  }).catch(refuseTaken);
}

const version = z.object({ version: fields.version });
const changedRegion = z.object({ name, phone: fields.phone });
const changedMunicipality = changedRegion.extend({ opened: fields.day, closed: fields.optionalDay });
const changedSchool = changedMunicipality.extend(ofSchool);
const changed = { region: changedRegion, municipality: changedMunicipality, school: changedSchool };

/** Corrects what is known of an organisation. A school that counts from now on owes its reports at once. */
export async function changeOrganisation(
  ctx: UserContext,
  ask: { id: number; typed: Record<string, string> },
): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const { trx, audit } = write;
    await holdOrganisation(trx, ask.id);
    const current = await organisationToChange(write, ask.id);
    const opened = read(version, ask.typed);
    refuseStale(opened.version, current.version);
    const facts: Partial<z.output<typeof changedSchool>> = read(changed[current.kind], ask.typed);
    const first = current.placements[0];
    if (facts.opened && facts.closed && facts.closed <= facts.opened) refuseField('closed', 'notAfterOpened');
    if (facts.opened && first?.until && facts.opened >= first.until) refuseField('opened', 'afterMove');
    if (facts.closed && current.kind === 'municipality' && (await schoolsFrom(trx, current.id, facts.closed)) > 0) {
      refuseField('closed', 'hasSchools');
    }
    if (current.kind === 'school') await keepSuccessions(write, current.id, facts);
    if (facts.name && facts.name !== current.name && current.parentId !== null && current.kind !== 'region') {
      const on = today(write);
      await refuseTwin(write, {
        kind: current.kind,
        parentId: current.parentId,
        name: facts.name,
        on,
        sure: true,
        except: current.id,
      });
    }
    if (!(await updateOrganisation(trx, { id: current.id, ...opened }, facts)))
      refuseField('version', 'changedMeanwhile');
    if (facts.opened && first && facts.opened !== first.since) {
      await shiftFirstPlacement(trx, current.id, first.since, facts.opened);
    }
    if (current.kind === 'school')
      await oweFromNowOn(
        write,
        current.id,
        current.placements.map(({ parentId }) => parentId),
      );
    await audit({
      action: 'organisation.change',
      subject: 'organisation',
      subjectId: current.id,
      organisationId: current.id,
      changes: changesOf(current, facts),
      details: { from: opened.version },
    });
  }).catch(refuseTaken);
}

const move = z.object({ municipality: fields.id, since: fields.day });

/** From that day on the school belongs to another municipality; earlier reports stay with the one of their day. */
export async function moveSchool(ctx: UserContext, ask: { id: number; typed: Record<string, string> }): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const { trx, audit } = write;
    const current = found(await organisationToChange(write, ask.id), ({ kind }) => kind === 'school');
    const opened = read(version, ask.typed);
    refuseStale(opened.version, current.version);
    const { municipality, since } = read(move, ask.typed);
    const last = current.placements.at(-1);
    if (last?.parentId === municipality && last.until === null) refuseField('municipality', 'sameMunicipality');
    if (last && since <= last.since) refuseField('since', 'notAfterLast');
    if (last?.until && since < last.until) refuseField('since', 'notAfterLast');
    if (current.closed && since >= current.closed) refuseField('since', 'afterClosing');
    await holdMunicipality(write, municipality, since);
    if (!(await updateOrganisation(trx, { id: current.id, ...opened }, {}))) refuseField('version', 'changedMeanwhile');
    await endPlacement(trx, current.id, since);
    await insertPlacement(trx, { organisationId: current.id, parentId: municipality, since });
    await oweFromNowOn(write, current.id, [...current.placements.map(({ parentId }) => parentId), municipality]);
    await audit({
      action: 'organisation.move',
      subject: 'organisation',
      subjectId: current.id,
      organisationId: current.id,
      changes: changesOf({ municipality: last?.parentId ?? null }, { municipality, since }),
    });
  });
}

/** One of the administrator's own region. */
export async function organisationToChange(
  { trx, user, now }: WriteContext<User>,
  id: number,
): Promise<RegisteredOrganisation> {
  return found(await registeredOrganisation(trx, user, id, today({ user, now })), () => true);
}

/** A school that closed into others stays closed from that day on; one that works in another's place is open on it. */
async function keepSuccessions(
  { trx }: WriteContext<User>,
  id: number,
  { opened, closed = null }: { opened?: Day; closed?: Day | null },
): Promise<void> {
  for (const { from, since } of await alone(trx, successionsOf(trx, id))) {
    if (from.id === id && closed !== since) refuseField('closed', 'hasSuccessors');
    if (from.id !== id && opened && opened > since) refuseField('opened', 'hasPredecessors');
    if (from.id !== id && closed !== null && closed <= since) refuseField('closed', 'hasPredecessors');
  }
}

/** No two open ones of one name beside each other, however it is spelled; one that is only alike is asked about first. */
async function refuseTwin(
  { trx }: WriteContext<User>,
  {
    sure,
    except,
    ...ask
  }: { kind: OrganisationKind; parentId: number; name: string; on: Day; sure: boolean; except?: number },
): Promise<void> {
  const beside = (await namesBeside(trx, ask)).filter(({ id }) => id !== except);
  if (beside.some(({ key, ownKey }) => key === ownKey))
    refuseField('name', ask.kind === 'school' ? 'sameSchool' : 'taken');
  const alike = beside.filter(({ key, ownKey }) => areSimilar(key, ownKey)).map(({ name }) => name);
  if (alike.length === 0 || sure) return;
  refuse({ kind: 'fields', faults: [{ field: 'sure', code: 'alike', about: alike.slice(0, 5).join('; ') }] });
}

/** A municipality of the region that is not closed by that day, held until the end, so that no twin comes in beside us. */
async function holdMunicipality(write: WriteContext<User>, id: number, on: Day): Promise<void> {
  const { trx, user, now } = write;
  await holdOrganisation(trx, id);
  const municipality = await registeredOrganisation(trx, user, id, today({ user, now }));
  const open = municipality?.kind === 'municipality' && (municipality.closed === null || municipality.closed > on);
  if (!open) refuseField('municipality', 'notAChoice');
}

/** What the campaigns that bind these municipalities ask of the school by now. */
export async function oweFromNowOn(
  write: WriteContext<User>,
  schoolId: number,
  municipalityIds: number[],
): Promise<void> {
  const { trx, user, now } = write;
  const on = today({ user, now });
  for (const campaign of await campaignsOfScopes(trx, [user.region.id, ...municipalityIds])) {
    await openDatesOf(write, campaign, dayIn(user.region.zone, campaign.openedAt), on, schoolId);
  }
}
