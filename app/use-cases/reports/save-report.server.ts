import { formOf, targetItems } from '#app/domain/orders/order.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { withKnownProblems } from '#app/domain/problems/problem.ts';
import { type Warning, warningsOf } from '#app/domain/reports/check.ts';
import { type Draft, differingItems, readDraft } from '#app/domain/reports/draft.ts';
import { type Fault, hasField, noAnswers, type Typed } from '#app/domain/reports/form.ts';
import { reportCan } from '#app/domain/reports/report.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { forgetPresences } from '#db/queries/presences.ts';
import { type Report, reportById, saveAnswers } from '#db/queries/reports.ts';
import { carryOut } from '#db/queries/together.ts';
import { allowed, refuse, today, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { builtOn } from '../problems/known-problems.server.ts';
import { holdReport, refuseChanged, refuseLocked } from './see-report.server.ts';

export type Saved = {
  version: number;
  savedAt: Date;
  /** What can't be read, at its fields as they were typed: it is kept, but keeps the report from being filed. */
  faults: Fault[];
  /** What the school has to explain before it files what is saved. */
  warnings: Warning[];
};

/**
 * Saves a draft whole, as typed: complete or not, readable or not. Refuses a field that the form doesn't have, and a save
 * based on an older version than the one that stands (`changedMeanwhile`): nothing is overwritten unseen. The same text
 * once more by the same person (a double click, a request whose answer was lost) is done already. The audit tells when
 * somebody begins to work on it, not each save of a sitting.
 */
export async function saveReport(
  ctx: UserContext,
  save: { reportId: number; version: number; typed: Typed },
): Promise<Saved> {
  return transact(ctx, (write) => saveWithin(write, save));
}

/**
 * The same in a transaction that does more. With `onBehalf` it is the coordinator who saves, by a file that came with that
 * import.
 */
export async function saveWithin(
  write: WriteContext<User>,
  save: { reportId: number; version: number; typed: Typed; onBehalf?: { importId: number } },
): Promise<Saved> {
  const { trx, user, now, audited } = write;
  const on = today(write);
  const { report, school, around } = await holdReport(write, save.reportId);
  allowed(save.onBehalf ? may.fileFor(user, school) : may.file(user, school));
  const form = formOf(report.order, report.formId);
  const unknown = Object.keys(save.typed).find((field) => !hasField(form, field));
  if (unknown !== undefined) return refuse({ kind: 'unknownField', field: unknown });
  // What has been accepted only the school itself corrects.
  const isTheirs = save.onBehalf === undefined || report.amendment === null;
  if (!reportCan.save(report) || !isTheirs)
    return refuse({ kind: 'wrongStatus', action: 'save', status: report.status });
  refuseLocked(report, on);

  const { faults, ...read } = readDraft(form, save.typed, on);
  // A key from anywhere but the draft that stands and the filings before it is dropped.
  const trusted = [...(report.answers?.problems ?? []), ...around.known];
  const draft = { ...read, answers: withKnownProblems(read.answers, trusted) };
  const previous = builtOn(around).previous?.answers ?? null;
  const warnings = warningsOf(form, draft.answers, previous, targetItems(report.order, form.id));
  if (save.version !== report.version) {
    // Read anew: whoever waited for a colleague's save still holds the name of the one before.
    const standing = (await reportById(trx, report.id)) ?? report;
    const items = differingItems(form, standingDraft(standing), draft);
    const repeated = standing.savedById === user.id && save.version < standing.version && items.length === 0;
    if (repeated) return { version: standing.version, savedAt: standing.savedAt ?? now, faults, warnings };
    return refuseChanged(standing, items);
  }

  const status = report.status === 'due' ? 'draft' : report.status;
  const version = report.version + 1;
  const isToldAnew = save.onBehalf !== undefined || !isSameSitting(report, write);
  await carryOut(trx, {
    saved: saveAnswers(trx, { reportId: report.id, status, ...draft, version: report.version, at: now, by: user.id }),
    forgotten: forgetPresences(trx, now),
    ...(isToldAnew && {
      audited: audited({
        action: 'report.save',
        subject: 'report',
        subjectId: report.id,
        organisationId: report.organisationId,
        changes: changesOf(report, { status }),
        details: { version, ...save.onBehalf },
      }),
    }),
  });
  return { version, savedAt: now, faults, warnings };
}

/** A draft saves itself every few seconds: the audit has one line for a sitting, not for each. */
const sittingMs = 15 * 60_000;

/** The same person goes on with a draft that they saved a quarter of an hour ago at most. */
function isSameSitting({ status, savedAt, savedById }: Report, { user, now }: WriteContext<User>): boolean {
  return (
    status !== 'due' && savedById === user.id && savedAt !== null && now.getTime() - savedAt.getTime() <= sittingMs
  );
}

function standingDraft({ answers, unread }: Report): Draft {
  return { answers: answers ?? noAnswers, unread };
}
