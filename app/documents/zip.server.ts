/** A zip that holds its files as they are: Excel files are compressed already. */
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Packed } from './archive.server.ts';

/** 1 January 1980, the first day that a zip knows: the same files make the same zip. */
const date = 0x21;
/** Names are UTF-8. */
const flags = 0x800;
const version = 20;

/** Written while its files come; at most 65,535 of them and 4 GB. */
export async function* zipOf(files: AsyncIterable<Packed> | Iterable<Packed>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, bytes } of files) {
    const named = Buffer.from(name, 'utf8');
    // From the flags to the length of the extra field: the same in both headers.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(version, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(date, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(named.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, named]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, named]));
    offset += local.length + bytes.length;
    yield local;
    yield bytes;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  yield listed;
  yield end;
}

/** The same for an answer: sent while it is made, at the pace that the reader takes it. */
export function zipStream(files: AsyncIterable<Packed>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(zipOf(files))) as ReadableStream<Uint8Array>;
}
