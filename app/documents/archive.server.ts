/** What is in a zip, taken out under limits: what its directory promises is checked first, and what comes out is held to it. */
import { buffer } from 'node:stream/consumers';
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

/** UTF-8 where the zip says so or it reads as such, else the code page of Windows in Russian. */
function nameOf({ fileName, generalPurposeBitFlag }: Entry): string {
  const raw = fileName as unknown as Buffer;
  if (generalPurposeBitFlag & 0x800) return raw.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('ibm866').decode(raw);
  }
}
