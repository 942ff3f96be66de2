/** The archive is checked every night and whenever somebody asks; files that are not there yet are written. */

import { dayIn, type Month } from '#app/domain/calendar.ts';
import {
  type ArchiveStatus,
  type ArchiveTrouble,
  archiveFile,
  archiveFolder,
  type EditionName,
  statusOf,
} from '#app/domain/editions/archive.ts';
import type { Actor, Clock } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { archiveChecks, documentLines, insertCheck } from '#db/queries/archive.ts';
import { type Campaign, campaignsOfRegion } from '#db/queries/campaigns.ts';
import { requestRun, whoAsked } from '#db/queries/job-runs.ts';
import { regions } from '#db/queries/organisations.ts';
import type { Reads } from '#db/queries/reads.ts';
import {
  allowed,
  type Context,
  consult,
  found,
  readsOf,
  refuse,
  today,
  transact,
  type UserContext,
} from '../context.server.ts';
import { loadCampaign, ownerOf } from '../territory/summary.server.ts';
import { ArchiveError, namesIn, writeFile } from './archive-folder.server.ts';
import { knownEditions, type Verified, verifyEditions } from './verify-editions.server.ts';

export type Checked = {
  orderNumber: string;
  status: ArchiveStatus;
  editions: number;
  files: number | null;
  mended: number;
  findings: number;
  trouble: ArchiveTrouble | null;
};

/** Findings that are kept; a disk that has lost everything has as many as there are editions. */
const mostKept = 200;

type Run = { regionId: number; job: string; period: string; attempt: number };

/**
 * Every campaign of the region: both copies are read, what is not there is written, what was found is kept as a row. `run`
 * knows who asked for it; nobody did at night.
 */
export async function checkArchive(ctx: Context<Clock>, run: Run, archiveDir: string | undefined): Promise<Checked[]> {
  const { region, by, campaigns } = await consult(ctx, async ({ db }) => ({
    region: found(
      (await regions(db)).find(({ id }) => id === run.regionId),
      () => true,
    ),
    by: await whoAsked(db, run),
    campaigns: await campaignsOfRegion(db, run.regionId),
  }));
  const checked: Checked[] = [];
  for (const campaign of campaigns) {
    const { mended, ...check } = await checkCampaign(readsOf(ctx), campaign, archiveDir);
    const findings = check.findings.length;
    await transact(ctx, async ({ trx, now, audit }) => {
      const kept = { ...check, findings: check.findings.slice(0, mostKept) };
      await insertCheck(trx, { campaignId: campaign.id, day: dayIn(region.zone, now), at: now, by, ...kept });
      const { status, editions, files } = check;
      const at = { subject: 'campaign', subjectId: campaign.id, organisationId: campaign.scopeId } as const;
      await audit({ action: 'archive.check', ...at, details: { status, editions, files, findings, mended } });
    });
    checked.push({ ...check, orderNumber: campaign.order.number, mended, findings });
  }
  return checked;
}

type Outcome = Omit<Verified, 'unwritten'> & { status: ArchiveStatus; trouble: ArchiveTrouble | null; mended: number };

async function checkCampaign(reads: Reads, campaign: Campaign, archiveDir: string | undefined): Promise<Outcome> {
  try {
    if (archiveDir !== undefined) await refuseEmptied(reads, campaign, archiveDir);
    const { unwritten, ...verified } = await verifyEditions(reads, campaign, archiveDir);
    const trouble =
      archiveDir === undefined ? null : await troubleOf(() => write(reads, campaign, archiveDir, unwritten));
    const mended = trouble ? 0 : unwritten.length;
    const status = statusOf(verified.findings, { mended });
    return { ...verified, files: verified.files === null ? null : verified.files + mended, status, trouble, mended };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const { unwritten: _unwritten, ...verified } = await verifyEditions(reads, campaign, undefined);
    const status = verified.findings.length > 0 ? 'damaged' : 'unreachable';
    return { ...verified, status, trouble: error.trouble, mended: 0 };
  }
}

/**
 * A folder that had the campaign's files and has none of them is a disk that is not there, as a rule: writing them anew would
 * put the second copy beside the first.
 */
async function refuseEmptied(reads: Reads, campaign: Campaign, archiveDir: string): Promise<void> {
  const names = await namesIn(archiveDir, archiveFolder(campaign));
  if (names.length > 0) return;
  const [last] = await reads((db) => archiveChecks(db, campaign.id, 1));
  if (last?.trouble === 'emptied' || (last?.files ?? 0) > 0) throw new ArchiveError('emptied', null);
}

async function write(
  reads: Reads,
  campaign: Campaign,
  archiveDir: string,
  editions: readonly EditionName[],
): Promise<void> {
  if (editions.length === 0) return;
  const known = await reads((db) => knownEditions(db, campaign.id));
  for (const { month, number } of editions) {
    const edition = known.find(({ name }) => name.month === month && name.number === number);
    if (!edition?.row || edition.sha256 === null) continue;
    const path = `${archiveFolder(campaign)}/${archiveFile({ month, number })}`;
    await writeFile(archiveDir, path, documentOf(reads, edition.row), edition.sha256);
  }
}

/** The document line by line, its head first. */
export async function* documentOf(reads: Reads, { id, head }: { id: number; head: string }): AsyncGenerator<string> {
  yield head;
  for await (const { text } of documentLines(reads, id)) yield text;
}

async function troubleOf(act: () => Promise<void>): Promise<ArchiveTrouble | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof ArchiveError) return error.trouble;
    throw error;
  }
}

/** After a month has been compiled: its editions' files. Compiling never fails for them; the night's check tries again. */
export async function keepCopies(
  ctx: Context<Clock>,
  { regionId, month }: { regionId: number; month: Month },
  archiveDir: string,
): Promise<ArchiveTrouble | null> {
  const reads = readsOf(ctx);
  for (const campaign of await reads((db) => campaignsOfRegion(db, regionId))) {
    const trouble = await troubleOf(async () => {
      await refuseEmptied(reads, campaign, archiveDir);
      const names = await namesIn(archiveDir, archiveFolder(campaign));
      const editions = (await reads((db) => knownEditions(db, campaign.id))).map(({ name }) => name);
      const missing = editions.filter((name) => name.month === month && !names.includes(archiveFile(name)));
      await write(reads, campaign, archiveDir, missing);
    });
    if (trouble) return trouble;
  }
  return null;
}

/** An empty folder is meant to be empty: a new disk. Who has the server's command line says so, and all files are written. */
export async function writeAnew(
  ctx: Context<Actor>,
  { campaignId }: { campaignId: number },
  archiveDir: string | undefined,
): Promise<void> {
  const reads = readsOf(ctx);
  const { campaign, region } = await reads((db) => loadCampaign(db, campaignId));
  const at = found({ regionId: region.id }, (scope) => may.seeRegion(ctx.user, scope));
  allowed(may.restoreEdition(ctx.user, at));
  if (archiveDir === undefined) return refuse({ kind: 'archive', trouble: 'missing' });
  const trouble = await troubleOf(async () => {
    const { unwritten } = await verifyEditions(reads, campaign, archiveDir);
    await write(reads, campaign, archiveDir, unwritten);
  });
  if (trouble) return refuse({ kind: 'archive', trouble });
  await transact(ctx, ({ audit }) =>
    audit({
      action: 'edition.restore',
      subject: 'campaign',
      subjectId: campaign.id,
      organisationId: campaign.scopeId,
      details: { copy: 'file' },
    }),
  );
}

/** The job's name: the check that somebody asks for is a run of it. */
const job = 'check-archive';

/** Asks for a check; whichever process runs jobs takes it within seconds. */
export async function requestCheck(ctx: UserContext, { campaignId }: { campaignId: number }): Promise<void> {
  await transact(ctx, async (write) => {
    const { trx, user, audit } = write;
    const { campaign, region } = await loadCampaign(trx, campaignId);
    const at = found(ownerOf({ campaign, region }), (owner) => may.seeMunicipality(user, owner));
    allowed(may.checkArchive(user, at));
    const period = today(write);
    if (!(await requestRun(trx, { regionId: region.id, job, period }, user.id))) refuse({ kind: 'jobRunning' });
    const subject = { subject: 'job', subjectId: null, organisationId: campaign.scopeId } as const;
    await audit({ action: 'job.runAgain', ...subject, details: { job, period } });
  });
}
