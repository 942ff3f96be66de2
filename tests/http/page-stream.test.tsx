import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { lazy, type ReactNode, Suspense } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, test } from 'vitest';
import { pageStream } from '#app/http/page-stream.server.ts';

const name = 'Школьный портал';

/** A page of fields, its first byte so far from the beginning of React's buffer, and what it waits for. */
async function rendered(offset: number, late?: ReactNode): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  const page = pageStream();
  await new Promise<void>((resolve) => {
    const reader = new Writable({
      write: (chunk, _encoding, done) => done(void chunks.push(chunk)),
      final: () => resolve(),
    });
    const { pipe } = renderToPipeableStream(
      <form title={'x'.repeat(offset)}>
        {Array.from({ length: 200 }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the fields are all alike
          <input key={at} defaultValue={name} />
        ))}
        {late}
      </form>,
      { onShellReady: () => pipe(page.pipe(reader) && page) },
    );
  });
  return chunks;
}

test('a long Russian page comes letter by letter as it was written, wherever a letter meets the end of a buffer', async () => {
  for (let offset = 0; offset < 40; offset++) {
    const page = Buffer.concat(await rendered(offset));
    expect(page.includes(0)).toBe(false);
    expect(page.toString().split(`value="${name}"`)).toHaveLength(201);
  }
});

test('a page is sent on as a whole, and what it waited for after it: two pieces, not one for every two kilobytes', async () => {
  expect(await rendered(0)).toHaveLength(1);
  const Late = lazy(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { default: () => <p>{'Позже'.repeat(2000)}</p> };
  });
  const pieces = await rendered(
    0,
    <Suspense fallback={<p>Ждём</p>}>
      <Late />
    </Suspense>,
  );
  expect(pieces.map((piece) => [piece.includes('Ждём'), piece.includes('Позже')])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('what has been written and not sent on yet is sent at the end', async () => {
  const page = pageStream();
  page.end(Buffer.from('Конец'));
  expect(await text(page)).toBe('Конец');
});
