import { largestFile, mostFiles } from '#app/domain/imports/import.ts';
import { may } from '#app/domain/people/permissions.ts';
import { confirmImport, filesOfImport, insertImport, type NewFile } from '#db/queries/imports.ts';
import { allowed, refuse, transact, type UserContext } from '../context.server.ts';
import { campaignsOfMunicipality } from '../territory/see-municipality.server.ts';
import { loadImport } from './see-import.server.ts';

/**
 * Takes a coordinator's folder of filled-in forms and answers the import's id. Nothing is looked into yet: that is done
 * file by file afterwards, by whichever process has time (work-on-imports), and nothing of any report changes before it
 * is confirmed.
 */
export async function importFolder(
  ctx: UserContext,
  ask: {
    campaignId: number;
    municipalityId: number;
    files: readonly { name: string; bytes: Buffer; size: number }[];
  },
): Promise<{ importId: number }> {
  const { municipality, campaigns } = await campaignsOfMunicipality(ctx, ask.municipalityId);
  allowed(may.fileFor(ctx.user, municipality));
  if (!campaigns.some(({ id }) => id === ask.campaignId)) return refuse({ kind: 'notFound' });
  const code = ask.files.length === 0 ? 'missing' : ask.files.length > mostFiles ? 'tooMany' : undefined;
  if (code) return refuse({ kind: 'fields', faults: [{ field: 'files', code }] });
  return transact(ctx, async ({ trx, user, now, audit }) => {
    const importId = await insertImport(trx, {
      campaignId: ask.campaignId,
      organisationId: municipality.municipalityId,
      at: now,
      by: user.id,
      files: ask.files.map(asSent),
    });
    await audit({
      action: 'import.bring',
      subject: 'import',
      subjectId: importId,
      organisationId: municipality.municipalityId,
      details: { files: ask.files.length },
    });
    return { importId };
  });
}

function asSent(file: { name: string; bytes: Buffer; size: number }): NewFile {
  if (file.size <= largestFile) return { ...file, status: 'waiting' };
  const result = { kind: 'refused', refusal: 'tooLarge' } as const;
  return { ...file, bytes: null, status: 'refused', result };
}

/**
 * Asks for what the dry run showed: the readable files into their schools' drafts, or filed for the schools, which signed
 * them on paper. Carried out file by file afterwards. Once all files have been looked into; a second click finds it asked.
 */
export async function confirmFolder(
  ctx: UserContext,
  { importId, how }: { importId: number; how: 'save' | 'file' },
): Promise<void> {
  await transact(ctx, async ({ trx, now, audit }) => {
    const { brought, place } = await loadImport(trx, ctx, importId, { forUpdate: true });
    if ('schoolId' in place) return refuse({ kind: 'notFound' });
    const files = await filesOfImport(trx, importId);
    if (files.some(({ status }) => status === 'waiting')) {
      return refuse({ kind: 'fields', faults: [{ field: 'files', code: 'stillReading' }] });
    }
    if (!(await confirmImport(trx, { importId, how, at: now }))) return;
    await audit({
      action: 'import.confirm',
      subject: 'import',
      subjectId: importId,
      organisationId: brought.organisationId,
      details: { how, files: files.filter(({ status }) => status === 'read').length },
    });
  });
}
