import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpack } from '#app/documents/archive.server.ts';
import { filesOfFolder } from '#app/documents/report-form/folder.server.ts';
import { zip, zipNamed } from '#tests/support/bad-files.ts';

/** The text in a code page of one byte a letter. */
function encoded(page: 'ibm866' | 'windows-1251', text: string): Buffer {
  const letters = new TextDecoder(page).decode(Uint8Array.from({ length: 256 }, (_, at) => at));
  return Buffer.from([...text].map((letter) => letters.indexOf(letter)));
}

function unicodePath(name: Buffer, text: string): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(5 + Buffer.byteLength(text), 2);
  head.writeUInt8(1, 4);
  head.writeUInt32LE(crc32(name), 5);
  return Buffer.concat([head, Buffer.from(text)]);
}

async function namesIn(bytes: Buffer): Promise<string[]> {
  const files = await unpack(bytes, { entries: 100, each: 1e6, total: 1e6, large: 'bomb' });
  if (typeof files === 'string') throw new Error(files);
  return files.map(({ name }) => name);
}

const names = ['Отчёт школы № 1 «Елочка».xlsx', 'лицей.xlsx', 'Гимназия имени Ю. А. Гагарина.xlsx'];

test.each(['ibm866', 'windows-1251'] as const)('names in a zip are read in the code page %s', async (page) => {
  // № and «» are not in the code page of DOS.
  const written = page === 'ibm866' ? names.map((name) => name.replace(/[«»]/g, '"')) : names;
  expect(await namesIn(zipNamed(written.map((name) => ({ name: encoded(page, name) }))))).toEqual(written);
  for (const name of ['книга.xlsx', 'или.xlsx', 'Баба.xlsx', 'ШКОЛА.xlsx', 'Отчет ноябрь.xlsx']) {
    expect(await namesIn(zipNamed([{ name: encoded(page, name) }])), name).toEqual([name]);
  }
});

test('names in a zip are read from the field of the Unicode path while it belongs to the name', async () => {
  const poor = Buffer.from('_____ 1.xlsx');
  const told = { name: poor, extra: unicodePath(poor, 'Отчёт 1.xlsx') };
  const stale = { name: Buffer.from('renamed.xlsx'), extra: unicodePath(poor, 'Отчёт 1.xlsx') };
  expect(await namesIn(zipNamed([told, stale]))).toEqual(['Отчёт 1.xlsx', 'renamed.xlsx']);
});

test('names in UTF-8 are read with and without a word on it; a Mac’s й is the й of all others', async () => {
  expect(await namesIn(zipNamed(names.map((name) => ({ name: Buffer.from(name) }))))).toEqual(names);
  const taken = await filesOfFolder([
    { name: 'формы.zip', bytes: await zip([{ name: 'папка/Лицей.xlsx'.normalize('NFD'), bytes: Buffer.alloc(0) }]) },
  ]);
  expect(taken).toMatchObject([{ name: 'Лицей.xlsx' }]);
});
