/** The second copy of the editions: a folder of files, as a rule on a disk in another room. Nothing else reaches into it. */
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveTrouble } from '#app/domain/editions/archive.ts';

export class ArchiveError extends Error {
  readonly trouble: ArchiveTrouble;

  constructor(trouble: ArchiveTrouble, cause: unknown) {
    super(`archive: ${trouble}`, { cause });
    this.trouble = trouble;
  }
}

const unfinished = /^\..+\.tmp$/;

/** The names in a campaign's folder; none while it has no folder. The archive's own folder is never made: it may be a disk that is not there. */
export async function namesIn(archiveDir: string, folder: string): Promise<string[]> {
  const root = await stat(archiveDir).catch((error) => raise(error, 'unreadable'));
  if (!root.isDirectory()) throw new ArchiveError('missing', null);
  const names = await readdir(join(archiveDir, folder)).catch((error) =>
    error.code === 'ENOENT' ? [] : raise(error, 'unreadable'),
  );
  return names.filter((name) => !unfinished.test(name)).sort();
}

/** A line longer than this is no line of an edition. */
const longestLine = 256 * 1024 * 1024;

/**
 * The lines of a file as they come, its bytes going through `hash`; after the last one `hash` knows the whole. A link that
 * leads elsewhere is not followed.
 */
export async function* fileLines(archiveDir: string, path: string, hash: Hash): AsyncGenerator<string> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const file = await open(join(archiveDir, path), flags).catch((error) => raise(error, 'unreadable'));
  try {
    let rest: Buffer[] = [];
    for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, end)]).toString();
        rest = [];
        from = end + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
      if (rest.reduce((sum, { length }) => sum + length, 0) > longestLine) throw new ArchiveError('unreadable', null);
    }
    if (rest.length > 0) yield Buffer.concat(rest).toString();
  } catch (error) {
    raise(error, 'unreadable');
  } finally {
    await file.close();
  }
}

const bufferedChars = 64 * 1024;

/**
 * Writes the file whole or not at all: under another name first, brought to the disk, and given its name only if its bytes
 * have the hash that they must have.
 */
export async function writeFile(
  archiveDir: string,
  path: string,
  lines: AsyncIterable<string>,
  sha256: string,
): Promise<void> {
  const target = join(archiveDir, path);
  const folder = dirname(target);
  await mkdir(folder).catch((error) => (error.code === 'EEXIST' ? undefined : raise(error, 'unwritable')));
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      const written = await writeLines(file, lines);
      if (written !== sha256) throw new ArchiveError('failed', null);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    await syncFolder(folder);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    raise(error, 'unwritable');
  }
}

async function writeLines(file: FileHandle, lines: AsyncIterable<string>): Promise<string> {
  const hash = createHash('sha256');
  let buffered = '';
  const flush = async () => {
    hash.update(buffered);
    await file.writeFile(buffered);
    buffered = '';
  };
  for await (const line of lines) {
    buffered += `${line}\n`;
    if (buffered.length > bufferedChars) await flush();
  }
  await flush();
  return hash.digest('hex');
}

/** So that the new name outlives a power cut too, where the file system can promise it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

const troubles: Record<string, ArchiveTrouble> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ENOSPC: 'full',
  EDQUOT: 'full',
};
const refused = ['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ELOOP', 'EIO'];

/** What the file system refused, in our words; any other error goes on as it is. */
function raise(error: unknown, whenRefused: 'unreadable' | 'unwritable'): never {
  if (error instanceof ArchiveError) throw error;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') throw error;
  throw new ArchiveError(troubles[code] ?? (refused.includes(code) ? whenRefused : 'failed'), error);
}
