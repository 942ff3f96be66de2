/** Decisions that change what schools owe and by when. Each has an author, a reason of the list, and can be taken back. */
import { z } from 'zod';
import { addDays, type Day, daysBetween } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { type DecisionKind, faultOfTerms, isReasonFor, type Terms } from '#app/domain/reports/decision.ts';
import { type Changes, changesOf } from '#app/domain/trust/audit.ts';
import type { Campaign } from '#db/queries/campaigns.ts';
import {
  type DateOfCampaign,
  type Decision,
  decisionById,
  decisionInForce,
  holdReportingDate,
  insertDecision,
  placeOfReport,
  revokeDecision,
  scopeOfDate,
} from '#db/queries/decisions.ts';
import { holdOrganisation } from '#db/queries/placements.ts';
import { type Report, reportById } from '#db/queries/reports.ts';
import { settleTerms } from '#db/queries/terms.ts';
import type { Trx } from '#db/schema.ts';
import { allowed, found, today, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { tellMoved } from '../notices/tell.server.ts';
import { refuseClosed } from '../orders/refuse-closed.server.ts';
import { campaignsSeenBy } from '../orders/see-order.server.ts';
import { type GivenFile, keepFile, readWithFile, type SoundFile } from '../organisations/keep-file.server.ts';
import { fields, refuseField } from '../typed-fields.server.ts';
import { loadReport } from './see-report.server.ts';

/** What the form says, and the deciding document as a file if it was given. */
type Decided = { typed: Record<string, string>; file?: GivenFile };

/** What every decision says of itself; `version` is the decision that the person saw in force, 0 when there was none. */
const whyOf = (kind: DecisionKind) =>
  z.object({
    version: fields.version,
    reason: z.string('missing').refine((reason) => isReasonFor(kind, reason), 'missing'),
    note: fields.optionalLine(500),
    document: fields.optionalLine(300),
  });
const days = z.object({ due: fields.day, fileUntil: fields.optionalDay, changeUntil: fields.optionalDay });
const moving = days.extend(whyOf('move').shape);
const extending = days.extend(whyOf('extension').shape);
const exempting = whyOf('notRequired');

/** Moves a reporting date for all schools of its campaign. Days left blank move by as many days as the due day. */
export async function moveDate(
  ctx: UserContext,
  ask: { reportingDateId: number } & Decided,
): Promise<{ decisionId: number }> {
  return transact(ctx, async (write) => {
    const { trx, user } = write;
    if (ask.file) await holdKeeper(trx, await scopeOfDate(trx, ask.reportingDateId));
    const date = found(await holdReportingDate(trx, ask.reportingDateId), () => true);
    const campaign = await campaignOf(write, date.campaignId);
    allowed(may.moveDate(user, scopeOf(campaign, user)));
    refuseClosed(campaign.closing?.on ?? null, today(ctx));
    const current = await inForce(write, { kind: 'move', reportingDateId: date.id, organisationId: null });
    const { known, file } = await readDecided(moving, ask);
    const { version, reason, note, document, ...typed } = known;
    const terms = daysFrom(typed, date);
    refuseWrongDays(terms, { asOf: date.asOf, before: current?.terms ?? date, today: today(ctx) });
    const decision = { kind: 'move', organisationId: null, terms, reason, note, document } as const;
    const about = { subject: 'reportingDate', subjectId: date.id, organisationId: campaign.scopeId } as const;
    const changes = changesOf(current?.terms ?? date, terms);
    return decide(write, { date, current, seen: version, decision, file, about, changes });
  });
}

/** Grants one school later days for one report; a later day of another kind than due alone opens a locked report again. */
export async function extend(ctx: UserContext, ask: { reportId: number } & Decided): Promise<{ decisionId: number }> {
  return transact(ctx, async (write) => {
    const { report, date } = await holdReport(write, ask, may.extend);
    const current = await inForce(write, { kind: 'extension', ...date.place });
    const { known, file } = await readDecided(extending, ask);
    const { version, reason, note, document, ...typed } = known;
    if (report.notRequired !== null) refuseField('reason', 'notOwed');
    const moved = await inForce(write, { kind: 'move', reportingDateId: date.id, organisationId: null });
    const others = moved?.terms ?? date;
    const terms = daysFrom(typed, others);
    const earlier = (['due', 'fileUntil', 'changeUntil'] as const).find((field) => terms[field] < others[field]);
    if (earlier) refuseField(earlier, 'notLater');
    if (isSame(terms, others)) refuseField('due', 'notLater');
    refuseWrongDays(terms, { asOf: date.asOf, before: report, today: today(ctx) });
    const decision = {
      kind: 'extension',
      organisationId: report.organisationId,
      terms,
      reason,
      note,
      document,
    } as const;
    const changes = changesOf(report, terms);
    return decide(write, { date, current, seen: version, decision, file, about: aboutReport(report), changes });
  });
}

/** One school need not report for one date. What has been filed can't be unsaid, so it is refused then. */
export async function exempt(ctx: UserContext, ask: { reportId: number } & Decided): Promise<{ decisionId: number }> {
  return transact(ctx, async (write) => {
    const { report, date } = await holdReport(write, ask, may.exempt);
    const current = await inForce(write, { kind: 'notRequired', ...date.place });
    const { known, file } = await readDecided(exempting, ask);
    const { version, ...why } = known;
    if (report.status !== 'due' && report.status !== 'draft') refuseField('reason', 'alreadyFiled');
    if (report.notRequired !== null && report.notRequired !== 'decision') refuseField('reason', 'notOwed');
    const decision = { kind: 'notRequired', organisationId: report.organisationId, terms: null, ...why } as const;
    const changes = changesOf({ required: report.notRequired === null }, { required: false });
    return decide(write, { date, current, seen: version, decision, file, about: aboutReport(report), changes });
  });
}

/** Takes a decision back: what stood before it is in force again. The decision stays readable with who revoked it. */
export async function revoke(ctx: UserContext, ask: { decisionId: number }): Promise<void> {
  await transact(ctx, async (write) => {
    const { trx, user, now, audit } = write;
    const on = today(ctx);
    const seen = found(await decisionById(trx, ask.decisionId, on), () => true);
    const { id, kind, reportId } = seen;
    let subject: Subject;
    let changed: () => Promise<Changes>;
    if (reportId === null) {
      const date = found(await holdReportingDate(trx, seen.reportingDateId), () => true);
      const campaign = await campaignOf(write, date.campaignId);
      allowed(may.moveDate(user, scopeOf(campaign, user)));
      refuseClosed(campaign.closing?.on ?? null, on);
      subject = { subject: 'reportingDate', subjectId: date.id, organisationId: campaign.scopeId };
      changed = async () => changesOf(seen.terms, termsOf(date));
    } else {
      const { report } = await holdReport(write, { reportId }, kind === 'extension' ? may.extend : may.exempt);
      subject = aboutReport(report);
      changed = async () => {
        const after = found(await reportById(trx, reportId), () => true);
        return changesOf(stateOf(report), stateOf(after));
      };
    }
    if (!(await revokeDecision(trx, { id, at: now, by: user.id }))) {
      // A second click is no news; that somebody else has replaced or revoked it is.
      if ((await decisionById(trx, id, on))?.revokerId === user.id) return;
      refuseField('version', 'changedMeanwhile');
    }
    const reportIds = await settleTerms(trx, {
      reportingDateId: seen.reportingDateId,
      organisationId: seen.organisationId,
    });
    await tellMoved(write, { decisionId: id, kind, reportIds, revoked: true });
    const action = reportId === null ? 'date.revokeDecision' : 'report.revokeDecision';
    await audit({ action, ...subject, changes: await changed(), details: { decision: id, kind } });
  });
}

type Subject = { subject: 'report' | 'reportingDate'; subjectId: number; organisationId: number };

const actions = { move: 'date.move', extension: 'report.extend', notRequired: 'report.exempt' } as const;

/**
 * Puts the decision in force in the place of the one that the person saw. When another has come into force meanwhile it is
 * refused, unless it is the person's own and says the same: a second click.
 */
async function decide(
  write: WriteContext<User>,
  ask: {
    date: DateOfCampaign;
    current: Decision | undefined;
    seen: number;
    decision: Pick<Decision, 'kind' | 'organisationId' | 'terms' | 'reason' | 'note' | 'document'>;
    file: SoundFile | undefined;
    about: Subject;
    changes: Changes;
  },
): Promise<{ decisionId: number }> {
  const { trx, user, now, audit } = write;
  const { date, current, file, about, changes } = ask;
  const { organisationId } = about;
  const fileId = file ? await keepFile(write, { organisationId, file, field: 'file' }) : null;
  const decision = { ...ask.decision, fileId };
  if (current && current.deciderId === user.id && saysTheSame(current, decision)) return { decisionId: current.id };
  if (ask.seen !== (current?.id ?? 0)) refuseField('version', 'changedMeanwhile');
  if (current) await revokeDecision(trx, { id: current.id, at: now, by: user.id });
  const { kind, terms, reason } = decision;
  const decisionId = await insertDecision(trx, {
    ...decision,
    reportingDateId: date.id,
    at: now,
    by: user.id,
  });
  const concerned = { reportingDateId: date.id, organisationId: decision.organisationId };
  const reportIds = await settleTerms(trx, concerned);
  await tellMoved(write, { decisionId, kind, reportIds });
  const details = { decision: decisionId, replaced: current?.id ?? null, reason, ...terms };
  await audit({ action: actions[kind], ...about, changes, details });
  return { decisionId };
}

type Said = Pick<Decision, 'terms' | 'reason' | 'note' | 'document' | 'fileId'>;

function saysTheSame(a: Said, b: Said): boolean {
  const sameDays = a.terms && b.terms ? isSame(a.terms, b.terms) : a.terms === b.terms;
  return sameDays && (['reason', 'note', 'document', 'fileId'] as const).every((part) => a[part] === b[part]);
}

function readDecided<S extends z.ZodType>(schema: S, { typed, file }: Decided) {
  return readWithFile(schema, typed, { field: 'file', file });
}

function termsOf({ due, fileUntil, changeUntil }: Terms): Terms {
  return { due, fileUntil, changeUntil };
}

function stateOf(report: Report) {
  return { ...termsOf(report), required: report.notRequired === null };
}

function isSame(a: Terms, b: Terms): boolean {
  return a.due === b.due && a.fileUntil === b.fileUntil && a.changeUntil === b.changeUntil;
}

function daysFrom(typed: { due: Day; fileUntil: Day | null; changeUntil: Day | null }, from: Terms): Terms {
  const by = daysBetween(from.due, typed.due);
  return {
    due: typed.due,
    fileUntil: typed.fileUntil ?? addDays(from.fileUntil, by),
    changeUntil: typed.changeUntil ?? addDays(from.changeUntil, by),
  };
}

/** Out of order, too far, or nearer than it was on a day that is over: no decision makes anybody late after the fact. */
function refuseWrongDays(terms: Terms, { asOf, before, today }: { asOf: Day; before: Terms; today: Day }): void {
  const fault = faultOfTerms(terms, asOf);
  if (fault) refuseField(fault.field, fault.code);
  for (const field of ['due', 'fileUntil', 'changeUntil'] as const) {
    if (terms[field] < before[field] && terms[field] < today) refuseField(field, 'inPast');
  }
}

async function campaignOf({ trx, user, now }: WriteContext<User>, id: number): Promise<Campaign> {
  const seen = await campaignsSeenBy(trx, { user, now });
  return found(
    seen.find((campaign) => campaign.id === id),
    () => true,
  );
}

/** Whose date it is: the region's, or of the one municipality that the campaign is opened for. */
export function scopeOf(campaign: Campaign, user: User): { regionId: number; municipalityId: number | null } {
  const municipalityId = campaign.scopeKind === 'municipality' ? campaign.scopeId : null;
  return { regionId: user.region.id, municipalityId };
}

async function inForce(
  { trx, user, now }: WriteContext<User>,
  which: { kind: DecisionKind; reportingDateId: number; organisationId: number | null },
): Promise<Decision | undefined> {
  return decisionInForce(trx, { ...which, on: today({ user, now }) });
}

/** The report and its date, held in this order by everybody: two decisions about one date come one after another. */
async function holdReport(
  write: WriteContext<User>,
  { reportId, file }: { reportId: number; file?: GivenFile },
  permitted: typeof may.extend,
) {
  const { trx, user, now } = write;
  const place = found(await placeOfReport(trx, reportId), () => true);
  if (file) await holdKeeper(trx, place.organisationId);
  const date = found(await holdReportingDate(trx, place.reportingDateId), () => true);
  const { report, school } = await loadReport(trx, { user, now }, reportId, { forUpdate: true });
  allowed(permitted(user, school));
  refuseClosed(report.closedOn, today({ user, now }));
  return { report, date: { ...date, place } };
}

/**
 * Whose file the document will be is held before the date: whoever changes the register holds an organisation and then the
 * dates, and two that go the other way round would wait for each other.
 */
async function holdKeeper(trx: Trx, organisationId: number | undefined): Promise<void> {
  if (organisationId !== undefined) await holdOrganisation(trx, organisationId);
}

function aboutReport(report: { id: number; organisationId: number }): Subject {
  return { subject: 'report', subjectId: report.id, organisationId: report.organisationId };
}
