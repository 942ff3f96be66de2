import type { IncomingMessage } from 'node:http';

const megabyte = 1024 * 1024;

/** How much a request with files may bring, in bytes: the files, the fields and what multipart adds to them. */
export const largestUpload = {
  /** A small form with one file of up to 10 MB. */
  oneFile: 12 * megabyte,
  /** A folder or an archive of many files. */
  manyFiles: 40 * megabyte,
} as const;
export type UploadKind = keyof typeof largestUpload;

/** Where files may be sent. A form of any other address brings text alone. */
const places: readonly [path: RegExp, kind: UploadKind][] = [
  [/^\/schools\/\d+\/acts\/(new|\d+)$/, 'oneFile'],
  [/^\/schools\/\d+\/responsible\/new$/, 'oneFile'],
  [/^\/campaigns\/\d+\/calendar$/, 'oneFile'],
  [/^\/reports\/\d+\/terms$/, 'oneFile'],
  [/^\/reports\/\d+\/import$/, 'oneFile'],
  [/^\/campaigns\/\d+\/municipalities\/\d+\/plan\/edit$/, 'oneFile'],
  [/^\/campaigns\/\d+\/municipalities\/\d+\/imports$/, 'manyFiles'],
];

/** A boundary as browsers make it; it ends up in a search through the whole body. */
const multipart = /^multipart\/form-data; ?boundary=[\w'()+,./:=?-]{27,70}$/i;

/** What may be sent with this request; undefined when it brings no files or its address takes none. */
export function uploadKind({ url = '', headers }: IncomingMessage): UploadKind | undefined {
  if (!multipart.test(headers['content-type'] ?? '')) return;
  // A page with scripts posts to the address of its data.
  const path = url.split('?', 1)[0]?.replace(/\.data$/, '') ?? '';
  return places.find(([place]) => place.test(path))?.[1];
}
