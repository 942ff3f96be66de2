/** What is in a zip, taken out under limits: what its directory promises is checked first, and what comes out is held to it. */
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';

export type Packed = { name: string; bytes: Buffer };
export type Unpacked = Packed & { size: number };
/** `large`: what one file over `each` means for the rest; left out, it comes without its bytes. */
export type Limits = { entries: number; each: number; total: number; large: 'bomb' | 'leave' };
export type PackedFault = 'broken' | 'bomb' | 'encrypted';

/** Whether the bytes begin as a zip does; an empty zip begins with its end. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, three, four] = bytes;
  return p === 0x50 && k === 0x4b && ((three === 3 && four === 4) || (three === 5 && four === 6));
}

/**
 * Every file of the zip, or why it is left closed. More than the limits, by its directory or by what really comes out, is
 * a bomb: nothing is inflated before the directory has been read to its end, and nothing beyond what it said.
 */
export async function unpack(bytes: Buffer, limits: Limits): Promise<Unpacked[] | PackedFault> {
  try {
    // Names stay bytes: one that climbs out of its folder is harmless to who never writes it to a disk.
    const zip = await fromBufferPromise(bytes, { decodeStrings: false, autoClose: false });
    if (zip.entryCount > limits.entries) return 'bomb';
    const entries: Entry[] = [];
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.uncompressedSize <= limits.each) total += entry.uncompressedSize;
      else if (limits.large === 'bomb') return 'bomb';
      if (total > limits.total) return 'bomb';
      if (entry.isEncrypted()) return 'encrypted';
      entries.push(entry);
    }
    const files: Unpacked[] = [];
    const nameOf = namesOf(entries);
    for (const entry of entries) {
      const name = nameOf(entry);
      if (name.endsWith('/')) continue;
      const size = entry.uncompressedSize;
      const bytes = size > limits.each ? Buffer.alloc(0) : await buffer(await zip.openReadStreamPromise(entry));
      files.push({ name, bytes, size });
    }
    return files;
  } catch (error) {
    return /too many bytes in the stream/.test(String(error)) ? 'bomb' : 'broken';
  }
}

/**
 * UTF-8 where the zip says so, in its field of the Unicode path, or where it reads as such; else the code page of DOS or of
 * Windows in Russian, whichever makes more letters of all names together: one program has written them.
 */
function namesOf(entries: readonly Entry[]): (entry: Entry) => string {
  const raw = (entry: Entry) => entry.fileName as unknown as Buffer;
  const inUtf8 = (entry: Entry) =>
    entry.generalPurposeBitFlag & utf8Flag ? raw(entry).toString('utf8') : (unicodePath(entry) ?? asUtf8(raw(entry)));
  const undecided = Buffer.concat(entries.filter((entry) => inUtf8(entry) === undefined).map(raw));
  const letters = (text: string) => text.match(/[А-яЁё]/g)?.length ?? 0;
  const [dos, windows] = [new TextDecoder('ibm866'), new TextDecoder('windows-1251')];
  // The last letters of the alphabet in the one are its first in the other: more likely the first.
  const decoder = letters(dos.decode(undecided)) > letters(windows.decode(undecided)) ? dos : windows;
  return (entry) => inUtf8(entry) ?? decoder.decode(raw(entry));
}

const utf8Flag = 0x800;
/** Info-ZIP's field: a version, the check sum of the name that it stands for, the name in UTF-8. */
const unicodePathId = 0x7075;

function unicodePath(entry: Entry): string | undefined {
  const data = entry.extraFields.find(({ id }) => id === unicodePathId)?.data;
  if (!data || data.length < 6 || data[0] !== 1) return;
  if (data.readUInt32LE(1) !== crc32(entry.fileName as unknown as Buffer)) return;
  return asUtf8(data.subarray(5));
}

function asUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return;
  }
}
