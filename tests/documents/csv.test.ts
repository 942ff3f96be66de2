import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { csvStream } from '#app/documents/csv.server.ts';

/** The cell as it stands in the file, without its quotation marks. */
async function written(text: string): Promise<string> {
  const columns = [{ head: 'Школа', cell: (of: string) => ({ kind: 'text' as const, text: of }) }];
  const bytes = await buffer(csvStream(columns as never, [text]) as never);
  const cell = bytes.toString('utf8').replace('\ufeffШкола\r\n', '').replace(/\r\n$/, '');
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

test.each([
  ...['=1+1', '+7 (496)', '-1', '@SUM(A1)', '  =1+1', '\t=1+1', '\n=1+1', '\r\n =1+1', '\u00a0=1+1', '\u200b=1+1'],
  ...['\ufeff=1+1', '\u0000=1+1', '＝1+1', '＋7', '－1', '＠SUM(A1)', ' ＝1+1', '\tтекст', '\rтекст'],
])('%j gets an apostrophe: Excel would count it', async (text) => {
  expect(await written(text)).toBe(`'${text}`);
});

test.each(['Школа № 1', '1-я школа', 'a=b', ' текст', "'=1+1", ''])('%j stays as it is', async (text) => {
  expect(await written(text)).toBe(text);
});
