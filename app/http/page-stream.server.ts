import { Transform } from 'node:stream';

/**
 * What a rendered page is piped through. React 18 pads its buffers with a NUL where a letter of two bytes does not fit
 * their end, and a browser reads it as a letter of its own, in fields too. No letter of UTF-8 has that byte.
 * React writes two kilobytes at a time and calls `flush` when what it could render is whole: that goes on in one piece, since each
 * piece is compressed and sent for itself.
 */
export function pageStream(): Transform {
  let kept: Buffer[] = [];
  const piece = () => {
    const whole = withoutNul(Buffer.concat(kept));
    kept = [];
    return whole;
  };
  const page = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      kept.push(chunk);
      done();
    },
    flush: (done) => done(null, piece()),
  });
  return Object.assign(page, { flush: () => kept.length > 0 && page.push(piece()) });
}

/** Cut out where they are found: asking each byte took longer than rendering the page. */
function withoutNul(page: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = page.indexOf(0); at !== -1; at = page.indexOf(0, from)) {
    parts.push(page.subarray(from, at));
    from = at + 1;
  }
  return Buffer.concat([...parts, page.subarray(from)]);
}
