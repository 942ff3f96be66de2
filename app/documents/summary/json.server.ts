/** The month's summary for programs: the same figures under the names of the code, shares as n and of. */
import { Readable } from 'node:stream';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';

export function summaryJson(file: SummaryFile): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(partsOf(file))) as ReadableStream<Uint8Array>;
}

/** Lists are written one by one as they are read. */
async function* partsOf({ order, schools, problems, changes, ...file }: SummaryFile) {
  const { id, kind, number, date, title, targets } = order;
  const head = JSON.stringify({ order: { id, kind, number, date, title, targets }, ...file });
  yield Buffer.from(head.slice(0, -1));
  yield* listOf('schools', schools);
  if (problems) yield* listOf('problems', problems);
  if (changes) {
    yield Buffer.from(`,"changes":${JSON.stringify(changes.heads)}`);
    yield* listOf('schoolChanges', changes.schools);
  }
  yield Buffer.from('}\n');
}

async function* listOf(name: string, list: Iterable<unknown> | AsyncIterable<unknown>) {
  yield Buffer.from(`,\n"${name}":[`);
  let before = '';
  for await (const one of list) {
    yield Buffer.from(`${before}\n${JSON.stringify(one)}`);
    before = ',';
  }
  yield Buffer.from(']');
}
