import { Writable } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, test } from 'vitest';
import { pageStream } from '#app/http/page-stream.server.ts';

const name = 'Школьный портал';

/** A page of fields, its first byte so far from the beginning of React's buffer. */
async function rendered(offset: number): Promise<Buffer> {
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
      </form>,
      { onShellReady: () => pipe(page.pipe(reader) && page) },
    );
  });
  return Buffer.concat(chunks);
}

test('a long Russian page comes letter by letter as it was written, wherever a letter meets the end of a buffer', async () => {
  for (let offset = 0; offset < 40; offset++) {
    const page = await rendered(offset);
    expect(page.includes(0)).toBe(false);
    expect(page.toString().split(`value="${name}"`)).toHaveLength(201);
  }
});
