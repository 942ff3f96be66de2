import type { Logger } from 'pino';
import { dayIn } from '#app/domain/calendar.ts';
import { type FailureReason, type FileOutcome, type FileResult, mergeFile } from '#app/domain/imports/import.ts';
import { formOf } from '#app/domain/orders/order.ts';
import { type Actor, clock, type User } from '#app/domain/people/people.ts';
import { type Refusal, Refused } from '#app/domain/refusal.ts';
import { takeItems } from '#app/domain/reports/draft.ts';
import type { Fault } from '#app/domain/reports/form.ts';
import { reportCan } from '#app/domain/reports/report.ts';
import { logFailure } from '#db/away.ts';
import { type Claim, finish, interrupt, keepAlive, LostClaim } from '#db/queries/claims.ts';
import {
  claimFile,
  contentOf,
  fileOfImport,
  type Import,
  importById,
  importsToCarryOut,
  recordFile,
  twinsOf,
  undoable,
} from '#db/queries/imports.ts';
import { regionOf } from '#db/queries/organisations.ts';
import { reportById } from '#db/queries/reports.ts';
import { personById } from '#db/queries/users.ts';
import type { Door } from '#db/schema.ts';
import { today, transact, type WriteContext } from '../context.server.ts';
import { fileWithin } from '../reports/file-report.server.ts';
import { saveWithin } from '../reports/save-report.server.ts';
import { standingText } from '../reports/standing-text.server.ts';
import { type Looked, readImportFile } from './read-import-file.server.ts';

export type ImportWork = {
  db: Door;
  clock: { now(): Date };
  /** Where errors of ours are told: the file has its word on them and does not come up again, so that others get their turn. */
  log?: Pick<Logger, 'warn' | 'error'>;
};

/**
 * Looks into the files that wait and carries out what was confirmed, one file in each transaction, until there is no more
 * to do or it is to stop. Any number of processes may do so at once; what one leaves when it dies, the next takes up.
 * Answers how many files it dealt with.
 */
export async function workOnImports(work: ImportWork, stopping: () => boolean = () => false): Promise<number> {
  let done = 0;
  while (!stopping() && ((await readNext(work)) || (await carryOutNext(work)))) done++;
  return done;
}

/**
 * Does it in one transaction, undone when another process has taken the file over. What becomes of the file is recorded in
 * it; an error beyond that is the ground's and not the file's, which is tried again after a pause.
 */
async function inHand<A extends Actor>(
  { db, clock: { now }, log }: ImportWork,
  { id, claim }: { id: number; claim: Claim },
  user: A,
  act: (write: WriteContext<A>) => Promise<void>,
): Promise<void> {
  const alive = keepAlive(db, claim);
  try {
    await transact({ db, user, now: now() }, async (write) => {
      await act(write);
      await finish(write.trx, claim, {});
    });
  } catch (err) {
    if (log) logFailure(log, err, 'imported file left', { importFile: id });
    if (!(err instanceof LostClaim)) await interrupt(db, claim, now(), {});
  } finally {
    alive.stop();
  }
}

async function readNext(work: ImportWork): Promise<boolean> {
  const { db, clock: watch, log } = work;
  const claimed = await claimFile(db, { status: 'waiting', now: watch.now() });
  if (!claimed) return false;
  await inHand(work, claimed, clock, async ({ trx, now: at }) => {
    const brought = await importById(trx, claimed.importId);
    const bytes = await contentOf(trx, claimed.id);
    const region = brought && (await regionOf(trx, brought.organisationId));
    if (!brought || !bytes || !region) throw new Error('The file is there no more');
    const awaited = {
      campaignId: brought.campaignId,
      isOurs: ({ municipalityId }: { municipalityId: number }) => municipalityId === brought.organisationId,
    };
    const { reportId, result } = await undoable(trx, async () => {
      const looked = await readImportFile(trx, bytes, awaited, dayIn(region.zone, at));
      await recordFile(trx, claimed.id, { ...looked, status: 'read' });
      return looked;
    }).catch((err): Looked => {
      if (log) logFailure(log, err, 'imported file not read', { importFile: claimed.id });
      return { reportId: null, result: { kind: 'refused', refusal: 'unexpected' } };
    });
    // From here on one at a time for each import, or two twins would not see each other.
    await importById(trx, brought.id, { forUpdate: true });
    const twins =
      result.kind === 'read' && reportId !== null
        ? await twinsOf(trx, { importId: brought.id, fileId: claimed.id, reportId })
        : [];
    const twice: FileResult = { kind: 'refused', refusal: 'twice' };
    for (const { id } of twins) await recordFile(trx, id, { status: 'refused', reportId, result: twice });
    const kept = twins.length > 0 ? twice : result;
    const status = kept.kind === 'refused' ? 'refused' : 'read';
    await recordFile(trx, claimed.id, { status, reportId, result: kept });
  });
  return true;
}

async function carryOutNext(work: ImportWork): Promise<boolean> {
  const { db, clock: watch, log } = work;
  for (const { id, by, confirmed } of await importsToCarryOut(db)) {
    const claimed = await claimFile(db, { status: 'read', importId: id, now: watch.now() });
    if (!claimed) continue;
    const user = await personById(db, by);
    await inHand<Actor>(work, claimed, user ?? clock, async (write) => {
      const file = await fileOfImport(write.trx, { importId: id, fileId: claimed.id });
      if (file?.result?.kind !== 'read') throw new Error('The file is not read any more');
      const { result, reportId } = file;
      const ask = { importId: id, how: confirmed ?? 'save', read: result };
      const outcome: FileOutcome = user
        ? await undoable(write.trx, () => carryOut({ ...write, user }, ask)).catch((err): FileOutcome => {
            if (log) logFailure(log, err, 'imported file not carried out', { importFile: file.id });
            return failed('unexpected');
          })
        : failed('notYours');
      const status = outcome.kind === 'failed' ? 'failed' : 'done';
      await recordFile(write.trx, file.id, { status, reportId, result: { ...result, outcome } });
    });
    return true;
  }
  return false;
}

type CarryOut = {
  importId: number;
  how: NonNullable<Import['confirmed']>;
  read: Extract<FileResult, { kind: 'read' }>;
};

/** Into the school's draft, and on from there if it is to be filed. A draft that has moved on is never written over. */
async function carryOut(write: WriteContext<User>, { importId, how, read }: CarryOut): Promise<FileOutcome> {
  const { trx } = write;
  const { reportId, base } = read.stamp;
  if (read.faults.length > 0) return failed('faults');
  const report = await reportById(trx, reportId, { forUpdate: true });
  if (!report) return failed('notYours');
  const form = formOf(report.order, report.formId);
  const draft = await standingText(trx, form, report);
  const { taken, both, kept } = mergeFile(form, today(write), { base, file: read.typed, draft });
  if (both.length > 0 || kept.length > 0) return failed('changedSince');

  const onBehalf = { importId };
  let { version } = report;
  const isNews = taken.length > 0 || report.status === 'due';
  if (isNews) {
    const typed = takeItems(draft, taken, read.typed);
    const refusal = await refusalOf(undoable(trx, () => saveWithin(write, { reportId, version, typed, onBehalf })));
    if (refusal) return failed(reasonOf(refusal));
    version++;
  }
  if (how === 'save') return { kind: isNews ? 'saved' : 'nothingNew' };
  // The school filed the same itself: filing its version again would pass for ours.
  if (!reportCan.file(report)) return failed('wrongStatus');
  let ordinal = 0;
  const refusal = await refusalOf(
    undoable(trx, async () => {
      ordinal = (await fileWithin(write, { reportId, version, onBehalf })).ordinal;
    }),
  );
  if (!refusal) return { kind: 'filed', ordinal };
  return refusal.kind === 'faults' ? notFiled(refusal.faults) : failed(reasonOf(refusal));
}

function failed(because: FailureReason): FileOutcome {
  return { kind: 'failed', because };
}

function notFiled(faults: readonly Fault[]): FileOutcome {
  const unexplained = faults.filter(({ code }) => code === 'unexplained');
  const because = unexplained.length === faults.length ? 'unexplained' : 'incomplete';
  return { kind: 'notFiled', because, items: [...new Set(faults.map(({ item }) => item))] };
}

async function refusalOf(act: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await act;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

function reasonOf({ kind }: Refusal): FailureReason {
  switch (kind) {
    case 'wrongStatus':
    case 'locked':
      return kind;
    case 'changedMeanwhile':
      return 'changedSince';
    case 'notFound':
    case 'forbidden':
      return 'notYours';
    default:
      return 'unexpected';
  }
}
