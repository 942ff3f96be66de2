import { createHash } from 'node:crypto';
import { archiveFile, archiveFolder, type Copy, type EditionName } from '#app/domain/editions/archive.ts';
import { type EditionHead, type EditionLine, lineFrom, pointOf, saysFigures } from '#app/domain/editions/edition.ts';
import type { Actor } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { SummaryTotals } from '#app/domain/territory/summary.ts';
import {
  allowRestoring,
  bindTo,
  deleteLines,
  isTaken,
  makeRoom,
  putEdition,
  rehashLines,
} from '#db/queries/archive.ts';
import { type Campaign, lockCampaign } from '#db/queries/campaigns.ts';
import { insertLines } from '#db/queries/editions.ts';
import { type Reads, within } from '#db/queries/reads.ts';
import type { Db, Trx } from '#db/schema.ts';
import { allowed, type Context, found, readsOf, refuse, transact } from '../context.server.ts';
import { loadCampaign } from '../territory/summary.server.ts';
import { ArchiveError, fileLines, namesIn, writeFile } from './archive-folder.server.ts';
import { documentOf } from './check-archive.server.ts';
import { examine, type Known, knownEditions } from './verify-editions.server.ts';

type File = { archiveDir: string; path: string };

/**
 * Puts a copy of an edition back from the other one, which must be as it was compiled: its hash is the one that the chain
 * and the audit name. Of a document that is sound itself only what the database keeps beside it is made anew. Refused
 * where neither copy is sound.
 */
export async function restoreEdition(
  ctx: Context<Actor>,
  { campaignId, copy, ...name }: EditionName & { campaignId: number; copy: Copy },
  archiveDir: string | undefined,
): Promise<void> {
  const reads = readsOf(ctx);
  const { campaign, region } = await reads((db) => loadCampaign(db, campaignId));
  const at = found({ regionId: region.id }, (scope) => may.seeRegion(ctx.user, scope));
  allowed(may.restoreEdition(ctx.user, at));
  const file =
    archiveDir === undefined ? null : { archiveDir, path: `${archiveFolder(campaign)}/${archiveFile(name)}` };
  try {
    if (copy === 'file') await restoreFile(reads, campaign, name, file);
    else await transact(ctx, ({ trx }) => restoreRow(trx, campaign, name, file));
  } catch (error) {
    if (error instanceof ArchiveError) return refuse({ kind: 'archive', trouble: error.trouble });
    throw error;
  }
  await transact(ctx, async ({ trx, audit }) => {
    const { row } = await knownEdition(trx, campaign.id, name);
    await audit({
      action: 'edition.restore',
      subject: 'edition',
      subjectId: row?.id ?? null,
      organisationId: campaign.scopeId,
      details: { campaign: campaign.id, ...name, copy },
    });
  });
}

async function knownEdition(
  db: Db,
  campaignId: number,
  { month, number }: EditionName,
): Promise<Known & { at: number }> {
  const known = await knownEditions(db, campaignId);
  const at = known.findIndex(({ name }) => name.month === month && name.number === number);
  const edition = known[at];
  return edition ? { ...edition, at } : refuse({ kind: 'notFound' });
}

async function restoreFile(reads: Reads, campaign: Campaign, name: EditionName, file: File | null) {
  if (!file) return refuse({ kind: 'archive', trouble: 'missing' });
  const edition = await reads((db) => knownEdition(db, campaign.id, name));
  const { database } = await examine(reads, edition, null);
  if (!edition.row || edition.sha256 === null || database !== 'sound') return refuse({ kind: 'noSoundCopy' });
  await writeFile(file.archiveDir, file.path, documentOf(reads, edition.row), edition.sha256);
}

async function restoreRow(trx: Trx, campaign: Campaign, name: EditionName, file: File | null): Promise<void> {
  await lockCampaign(trx, campaign.id);
  const edition = await knownEdition(trx, campaign.id, name);
  const { sha256 } = edition;
  const hasFile =
    file !== null && (await namesIn(file.archiveDir, archiveFolder(campaign))).includes(archiveFile(name));
  const examined = await examine(within(trx), edition, hasFile ? file : null);
  const fromFile = examined.database !== 'sound';
  if (sha256 === null || (fromFile && examined.file !== 'sound')) return refuse({ kind: 'noSoundCopy' });

  const id = edition.row?.id ?? edition.compilation?.id;
  if (id === undefined || (!edition.row && (await isTaken(trx, id)))) return refuse({ kind: 'noSoundCopy' });
  const source = fromFile ? fileOf(file) : edition.row && documentOf(within(trx), edition.row);
  if (!source) return refuse({ kind: 'noSoundCopy' });
  const { text, head, ...beside } = await besideDocument(source);

  await allowRestoring(trx);
  const known = await knownEditions(trx, campaign.id);
  await makeRoom(trx, campaign.id, head, id);
  await putEdition(trx, {
    id,
    campaignId: campaign.id,
    month: head.month,
    number: head.number,
    readAt: new Date(head.readAt),
    complete: head.complete,
    previousId: known.find((one) => one.sha256 === head.previous)?.row?.id ?? null,
    compiledBy: edition.compilation ? edition.compilation.by : (edition.row?.compiledBy ?? null),
    head: text,
    sha256,
    ...beside,
  });
  if (fromFile && file) await replaceLines(trx, id, file, sha256);
  else await rehashLines(trx, id);
  const next = known[edition.at + 1]?.row;
  if (next && next.previousId === null) await bindTo(trx, next.id, id);
}

function fileOf(file: File | null): AsyncIterable<string> | null {
  return file && fileLines(file.archiveDir, file.path, createHash('sha256'));
}

/** What the database keeps beside the document, made of the document again. */
async function besideDocument(document: AsyncIterable<string>) {
  const figures = createHash('sha256');
  let text: string | undefined;
  let totals: SummaryTotals | undefined;
  for await (const line of document) {
    if (text === undefined) text = line;
    else {
      totals ??= (JSON.parse(line) as { totals?: SummaryTotals }).totals;
      if (saysFigures(line)) figures.update(`${line}\n`);
    }
  }
  if (text === undefined || !totals) return refuse({ kind: 'noSoundCopy' });
  const head = JSON.parse(text) as EditionHead;
  return { text, head, point: pointOf(totals, head.complete), figuresSha256: figures.digest('hex') };
}

const linesPerWrite = 1000;

/** The lines as the file has them; it must be the same still as when it was found sound. */
async function replaceLines(trx: Trx, id: number, { archiveDir, path }: File, sha256: string): Promise<void> {
  await deleteLines(trx, id);
  const hash = createHash('sha256');
  let part: (EditionLine & { sha256: Buffer })[] = [];
  let written = 0;
  const flush = async () => {
    await insertLines(trx, id, part, written);
    written += part.length;
    part = [];
  };
  let isHead = true;
  for await (const text of fileLines(archiveDir, path, hash)) {
    if (!isHead) part.push({ ...lineFrom(text), sha256: createHash('sha256').update(text).digest() });
    isHead = false;
    if (part.length === linesPerWrite) await flush();
  }
  await flush();
  if (hash.digest('hex') !== sha256) refuse({ kind: 'noSoundCopy' });
}
