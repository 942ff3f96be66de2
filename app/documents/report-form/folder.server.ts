/** A coordinator's folder, sent file by file or as one zip: the files that people mean, whatever else lies among them. */
import { type FileRefusal, largestFile, mostFiles } from '#app/domain/imports/import.ts';
import { isZip, unpack } from '../archive.server.ts';

export type FolderFile = { name: string; bytes: Buffer; size: number };

const limits = { entries: mostFiles * 2, each: largestFile, total: 60 * 1024 * 1024, large: 'leave' } as const;
const longestName = 200;

/** What systems and Excel itself leave in folders. */
const junk = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/i;

/** Whether the zip could not be opened is the answer for the whole; anything wrong with one file is that file's business. */
export async function filesOfFolder(
  sent: readonly { name: string; bytes: Buffer }[],
): Promise<FolderFile[] | { refusal: FileRefusal }> {
  const [only] = sent;
  if (sent.length !== 1 || !only || !isZip(only.bytes) || isWorkbook(only)) {
    return sent.filter(({ name }) => !junk.test(baseOf(name))).map((file) => ({ ...file, size: file.bytes.length }));
  }
  const packed = await unpack(only.bytes, limits);
  if (typeof packed === 'string') return { refusal: packed };
  return packed
    .filter(({ name }) => !name.startsWith('__MACOSX/') && !junk.test(baseOf(name)))
    .map((file) => ({ ...file, name: baseOf(file.name) }));
}

/** By its ending: a workbook is a zip too, and one file alone may well be a form. */
function isWorkbook({ name }: { name: string }): boolean {
  return /\.xls[xm]$/i.test(name);
}

/** The last part of a path in either system's spelling, without what can't be seen. */
function baseOf(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? '';
  return (
    name
      // A Mac takes letters apart: й as и and a breve.
      .normalize('NFC')
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(-longestName) || 'файл'
  );
}
