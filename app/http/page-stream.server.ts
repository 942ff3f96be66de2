import { Transform } from 'node:stream';

/**
 * What a rendered page is piped through. React 18 pads its buffers with a NUL where a letter of two bytes does not fit
 * their end, and a browser reads it as a letter of its own, in fields too. No letter of UTF-8 has that byte.
 */
export function pageStream(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}
