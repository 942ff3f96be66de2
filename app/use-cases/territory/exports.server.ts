/** Large files, made in the background: asked for, left alone, fetched when they are ready. */
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Logger } from 'pino';
import { addDays, dayIn, endOf } from '#app/domain/calendar.ts';
import { clock, type User } from '#app/domain/people/people.ts';
import { againAfter } from '#app/domain/retry.ts';
import { exportDays, exportPauses } from '#app/domain/territory/export.ts';
import type { At } from '#app/domain/territory/summary.ts';
import { isGone, logFailure } from '#db/away.ts';
import { type Claim, fail, finish, interrupt, keepAlive, LostClaim } from '#db/queries/claims.ts';
import {
  addPart,
  claimExport,
  deleteExpired,
  type Export,
  exportById,
  exportsOf,
  insertExport,
  partOf,
} from '#db/queries/exports.ts';
import { insertPersonalNotice } from '#db/queries/notices.ts';
import { personById } from '#db/queries/users.ts';
import type { Door } from '#db/schema.ts';
import { type Context, consult, found, refuse, transact, type UserContext } from '../context.server.ts';
import { loadCampaign, seenWhole } from './summary.server.ts';

/** Asks for the month's workbook as a file; who has just asked for the same gets the same. */
export async function askExport(
  ctx: UserContext,
  { campaignId, at, edition }: { campaignId: number; at: At; edition?: number },
): Promise<{ exportId: number }> {
  return transact(ctx, async ({ trx, user, now, audit }) => {
    const { campaign } = await seenWhole({ db: trx, user }, campaignId);
    const shownAt = at.day ?? at.month;
    const asked = { campaignId, userId: user.id, shownAt, edition: edition ?? null, at: now };
    const exportId = await insertExport(trx, asked);
    await audit({
      action: 'export.ask',
      subject: 'export',
      subjectId: exportId,
      organisationId: campaign.scopeId,
      details: { campaign: campaignId, at: shownAt, ...(edition !== undefined && { edition }) },
    });
    return { exportId };
  });
}

export function seeExports(ctx: UserContext): Promise<Export[]> {
  return consult(ctx, async (ctx) => {
    return exportsOf(ctx.db, ctx.user.id);
  });
}

/** The person's own file, piece by piece; gone once it has expired, and for who no longer sees all of the campaign. */
export function readExport(
  ctx: UserContext,
  exportId: number,
): Promise<{ name: string; shownAt: string; content: ReadableStream<Uint8Array> }> {
  return consult(ctx, async ({ db, reads, user, now }) => {
    const kept = found(await exportById(db, exportId), (one) => one.userId === user.id);
    const { name, expiresAt, shownAt } = kept;
    await seenWhole({ db, user }, kept.campaignId);
    if (name === null || expiresAt === null || now >= expiresAt) return refuse({ kind: 'notFound' });
    let ordinal = 0;
    const content = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const part = await reads((db) => partOf(db, exportId, ++ordinal));
        if (part) controller.enqueue(part);
        else controller.close();
      },
    });
    return { name, shownAt, content };
  });
}

export type ExportWork = {
  db: Door;
  clock: { now(): Date };
  /** Makes the file that the person asked for, as that person sees it. */
  makeFile: (
    ctx: UserContext,
    ask: { campaignId: number; at: string; edition: number | null },
  ) => Promise<{ name: string; content: ReadableStream<Uint8Array> }>;
  log?: Pick<Logger, 'warn' | 'error'>;
};

/** Pieces of this size are kept: none of them is a burden. */
const partBytes = 256 * 1024;

/** Makes what waits, one file after another, until there is no more or it is to stop; any number of processes may do so. */
export async function workOnExports(work: ExportWork, stopping: () => boolean = () => false): Promise<number> {
  let made = 0;
  while (!stopping() && (await makeNext(work))) made++;
  return made;
}

type InHand = Export & { failures: number; claim: Claim };

async function makeNext(work: ExportWork): Promise<boolean> {
  const { db, clock: watch, log } = work;
  const claimed = await transact({ db, user: clock, now: watch.now() }, ({ trx, now }) => claimExport(trx, now));
  if (!claimed) return false;
  const { id, claim } = claimed;
  const alive = keepAlive(db, claim);
  try {
    const user = await personById(db, claimed.userId);
    if (user) await ready(work, claimed, await make(work, claimed, user));
    else await failed(work, claimed, null);
  } catch (err) {
    if (log) logFailure(log, err, 'file not made', { export: id });
    if (isGone(err)) await interrupt(db, claim, watch.now(), { status: 'waiting' });
    // Another process makes it by now: nothing of ours is left in it.
    else if (!(err instanceof LostClaim)) {
      await failed(work, claimed, againAfter(exportPauses, claimed.failures + 1, watch.now()));
    }
  } finally {
    alive.stop();
  }
  return true;
}

async function make({ db, clock: watch, makeFile }: ExportWork, claimed: InHand, user: User): Promise<string> {
  const ask = { campaignId: claimed.campaignId, at: claimed.shownAt, edition: claimed.edition };
  const { name, content } = await makeFile({ db, user, now: watch.now() }, ask);
  let ordinal = 0;
  let pending: Uint8Array[] = [];
  let size = 0;
  const keep = async () => {
    if (size > 0) await addPart(db, claimed.claim, ++ordinal, Buffer.concat(pending));
    pending = [];
    size = 0;
  };
  for await (const piece of Readable.fromWeb(content as NodeStream<Uint8Array>)) {
    pending.push(piece);
    size += piece.length;
    if (size >= partBytes) await keep();
  }
  await keep();
  return name;
}

/** For a week, and its person is told of it. */
async function ready({ db, clock: watch }: ExportWork, claimed: InHand, name: string): Promise<void> {
  await transact({ db, user: clock, now: watch.now() }, async ({ trx, now }) => {
    const { id, userId, campaignId, claim } = claimed;
    const { region } = await loadCampaign(trx, campaignId);
    const until = addDays(dayIn(region.zone, now), exportDays);
    const fetched = { name, finished_at: now, expires_at: endOf(until, region.zone) };
    await finish(trx, claim, { status: 'ready', ...fetched });
    const telling = { userId, key: `fileReady:${id}`, campaignId, details: { file: name, until } };
    await insertPersonalNotice(trx, 'fileReady', telling, now);
  });
}

async function failed({ db, clock: watch }: ExportWork, { claim }: InHand, again: Date | null): Promise<void> {
  await fail(db, claim, again, again ? { status: 'waiting' } : { status: 'failed', finished_at: watch.now() });
}

/** Daily: files that can't be fetched any more, and those that failed more than a week ago. Answers how many. */
export async function forgetExports(ctx: Context): Promise<number> {
  return transact(ctx, ({ trx, now }) =>
    deleteExpired(trx, { now, failedBefore: new Date(now.getTime() - exportDays * 86_400_000) }),
  );
}
