/** Documents that people upload: which are taken, where they stay, and who gets them back. */
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { z } from 'zod';
import { type FileType, largestFile, mostFiles, nameFor } from '#app/domain/organisations/file.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { Refused } from '#app/domain/refusal.ts';
import { contentOf, countFiles, fileById, insertFile, type StoredFile, sameFile } from '#db/queries/files.ts';
import { regionOf, schoolPlace } from '#db/queries/organisations.ts';
import { holdOrganisation } from '#db/queries/placements.ts';
import type { Db } from '#db/schema.ts';
import { consult, found, refuse, today, type UserContext, type WriteContext } from '../context.server.ts';
import { read, refuseField } from '../typed-fields.server.ts';

/** What a file control brought: `lost` is a file of which only the name outlived the session. */
export type GivenFile = { name: string; bytes: Buffer } | 'lost' | undefined;

/** A file that may be kept: its type is that of its content, its name has the ending of that type. */
export type SoundFile = { name: string; type: FileType; bytes: Buffer };

/** The fields and the file of one form, with the faults of both named at once; `field` is the name of the file's control. */
export async function readWithFile<S extends z.ZodType>(
  schema: S,
  typed: Record<string, string>,
  given: { field: string; file: GivenFile },
): Promise<{ known: z.output<S>; file: SoundFile | undefined }> {
  const file = await soundFile(given.file);
  const own = typeof file === 'string' ? [{ field: given.field, code: file }] : [];
  try {
    const known = read(schema, typed);
    return typeof file === 'string' ? refuse({ kind: 'fields', faults: own }) : { known, file };
  } catch (error) {
    const earlier = error instanceof Refused && error.refusal.kind === 'fields' ? error.refusal.faults : undefined;
    if (!earlier) throw error;
    return refuse({ kind: 'fields', faults: [...earlier, ...own.filter(({ field }) => !named(earlier, field))] });
  }
}

function named(faults: { field: string }[], field: string): boolean {
  return faults.some((fault) => fault.field === field);
}

/** The file as it may be kept, or the code of what is wrong with it. */
async function soundFile(given: GivenFile): Promise<SoundFile | string | undefined> {
  if (given === undefined) return;
  if (given === 'lost') return 'fileLost';
  const { name, bytes } = given;
  if (bytes.length === 0) return 'fileEmpty';
  if (bytes.length > largestFile) return 'fileTooLarge';
  const ending = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.ext;
  if (ending === 'docm' || ending === 'dotm') return 'fileMacros';
  const type = ending === 'jpg' ? 'jpeg' : ending;
  if (type !== 'pdf' && type !== 'docx' && type !== 'jpeg' && type !== 'png') return 'fileWrongType';
  // Names of entries stand in a zip as they are, whatever the document says of itself.
  if (type === 'docx' && bytes.includes('vbaProject.bin')) return 'fileMacros';
  return { name: nameFor(type, name), type, bytes };
}

/**
 * Keeps a file for an organisation and answers its id; the caller has checked that the person may. The same bytes under the
 * same name are kept once. Holds the organisation, so that its limit of files holds too.
 */
export async function keepFile(
  { trx, user, now, audit }: WriteContext<User>,
  { organisationId, file, field }: { organisationId: number; file: SoundFile; field: string },
): Promise<number> {
  await holdOrganisation(trx, organisationId);
  const sha256 = createHash('sha256').update(file.bytes).digest();
  const kept = await sameFile(trx, { organisationId, name: file.name, sha256 });
  if (kept !== undefined) return kept;
  if ((await countFiles(trx, organisationId)) >= mostFiles) return refuseField(field, 'tooManyFiles');
  const { name, type, bytes: content } = file;
  const id = await insertFile(trx, {
    ...{ organisationId, name, type, sha256, content },
    uploadedAt: now,
    uploadedBy: user.id,
  });
  const details = { type, size: content.length };
  await audit({ action: 'file.upload', subject: 'file', subjectId: id, organisationId, details });
  return id;
}

/** A kept file with its content, for whoever may see what its organisation keeps. */
export function seeFile(ctx: UserContext, id: number): Promise<StoredFile & { content: Buffer }> {
  return consult(ctx, async (ctx) => {
    const file = found(await fileById(ctx.db, id), () => true);
    found(await placeOf(ctx.db, ctx, file), (at) => may.seeFile(ctx.user, at));
    return { ...file, content: await contentOf(ctx.db, id) };
  });
}

async function placeOf(db: Db, ctx: { user: User; now: Date }, { organisationId, organisationKind }: StoredFile) {
  if (organisationKind === 'school') return schoolPlace(db, organisationId, today(ctx));
  const region = await regionOf(db, organisationId);
  return region && { regionId: region.id };
}
