/** Files that nobody should be able to harm us with, made by hand. */
import { crc32, deflateRawSync } from 'node:zlib';
import { unpack } from '#app/documents/archive.server.ts';
import { zipOf } from '#app/documents/zip.server.ts';

/** A zip of one file, whose directory says what it is told to say of its size. */
export function zipSaying(name: string, content: Buffer, declared = content.length): Buffer {
  return compressed([{ name, content, declared }]);
}

/** A zip as programs of old write it: names in whatever bytes, without a word on what they are. */
export function zipNamed(names: readonly { name: Buffer; extra?: Buffer }[]): Buffer {
  return compressed(names.map((named) => ({ ...named, content: Buffer.alloc(0), declared: 0 })));
}

type Raw = { name: string | Buffer; extra?: Buffer; content: Buffer; declared: number };

function compressed(files: readonly Raw[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, extra = Buffer.alloc(0), content, declared } of files) {
    const packed = deflateRawSync(content);
    const named = Buffer.from(name as string);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(declared, 18);
    facts.writeUInt16LE(named.length, 22);
    facts.writeUInt16LE(extra.length, 24);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, named, extra, packed]);
    offset += local.length;
    locals.push(local);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, named, extra]));
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** 40 MB of nothing in 40 kB, said openly. */
export function bomb(): Buffer {
  return zipSaying('xl/workbook.xml', Buffer.alloc(40 * 1024 * 1024));
}

/** The Excel file with its form's sheet written over. */
export async function withSheet(bytes: Buffer, change: (xml: string) => string): Promise<Buffer> {
  return withPart(bytes, 'xl/worksheets/sheet1.xml', change);
}

/** The Excel file with one of its parts written over. */
export async function withPart(bytes: Buffer, part: string, change: (xml: string) => string): Promise<Buffer> {
  const packed = await unpack(bytes, { entries: 100, each: 1e7, total: 1e8, large: 'bomb' });
  if (typeof packed === 'string') throw new Error(packed);
  return zip(
    packed.map((file) => (file.name === part ? { ...file, bytes: Buffer.from(change(file.bytes.toString())) } : file)),
  );
}

/** The same zip, compressed: small enough to be looked into. */
export async function packedSmall(bytes: Buffer): Promise<Buffer> {
  const packed = await unpack(bytes, { entries: 100, each: 1e8, total: 1e9, large: 'bomb' });
  if (typeof packed === 'string') throw new Error(packed);
  return compressed(packed.map(({ name, bytes }) => ({ name, content: bytes, declared: bytes.length })));
}

export async function zip(files: { name: string; bytes: Buffer }[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of zipOf(files)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
