/** From bytes to a workbook, or a word on why not. Nothing is inflated, and exceljs sees nothing, before it is known to be small. */
import exceljs from 'exceljs';
import { type FileRefusal, largestFile } from '#app/domain/imports/import.ts';
import { isZip, type Packed, unpack } from '../archive.server.ts';
import { zipOf } from '../zip.server.ts';
import { plainParts, workbookPart } from './plain-parts.server.ts';
import { Unfit } from './structure.server.ts';

const megabyte = 1024 * 1024;
const limits = { entries: 200, each: 10 * megabyte, total: 15 * megabyte, large: 'bomb' } as const;

export async function openWorkbook(bytes: Buffer): Promise<exceljs.Workbook | FileRefusal> {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > largestFile) return 'tooLarge';
  if (!isZip(bytes)) return kindOf(bytes);
  const packed = await unpack(bytes, limits);
  if (typeof packed === 'string') return packed;
  const book = workbookPart(packed);
  if (!book) return kindOfZip(packed);
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of zipOf(plainParts(packed, book))) chunks.push(chunk);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(Buffer.concat(chunks) as unknown as ArrayBuffer);
    return workbook;
  } catch (error) {
    return error instanceof Unfit ? error.refusal : 'broken';
  }
}

/** How files begin that are no zip but that people pack forms into. */
const archives = [
  ['rar', '526172211a07'],
  ['sevenZip', '377abcaf271c'],
  ['otherArchive', '1f8b'],
  ['otherArchive', 'fd377a585a00'],
  ['otherArchive', '425a68'],
] as const satisfies (readonly [FileRefusal, string])[];

/** What else people take for an Excel file: its first bytes tell. */
function kindOf(bytes: Buffer): FileRefusal {
  const start = bytes.toString('hex', 0, 8);
  const archive = archives.find(([, begins]) => start.startsWith(begins));
  if (archive) return archive[0];
  if (!bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return 'notExcel';
  // A password wraps the new format into a container of the old one.
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'oldExcel';
}

/** What a zip without a workbook in it is. */
function kindOfZip(packed: Packed[]): FileRefusal {
  const named = (name: string) => packed.find((file) => file.name === name);
  if (named('mimetype')?.bytes.includes('opendocument')) return 'openDocument';
  if (packed.some(({ name }) => /\.(xlsx|zip)$/i.test(name))) return 'nested';
  return named('xl/workbook.bin') ? 'oldExcel' : 'notExcel';
}
