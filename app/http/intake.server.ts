import type { IncomingMessage } from 'node:http';
import type { RefusalStatus } from './refusal-page.server.ts';
import { largestUpload, uploadKind } from './upload-places.server.ts';

const longestUrl = 8 * 1024;
/** Forty problems of twice 4000 Cyrillic letters, six bytes each when encoded, make 1.9 MB: whoever types is let in. */
const largestForm = 3 * 1024 * 1024;

/** A target that cannot be misread: it keeps the host out of the decision which URL was meant. */
const ownOrigin = 'http://localhost';

/**
 * The reason to refuse a request before its body is read, if there is one.
 * Remix answers several of these with 500, so they must not reach it.
 */
export function refusedByHead(request: IncomingMessage, allowedOrigins: Set<string>): RefusalStatus | undefined {
  const { method, url = '', headers } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return 405;
  if (url.length > longestUrl) return 414;
  if (!isSoundTarget(url) || (request.httpVersion === '1.1' && headers.host === undefined)) return 400;
  if (method !== 'POST') return undefined;
  if (!headers.origin || !allowedOrigins.has(headers.origin)) return 403;
  // The browser's own word beside Origin; of a neighbouring site of the same domain Origin has said it. Programs say nothing.
  if (String(headers['sec-fetch-site']).includes('cross-site')) return 403;
  const readable = isPlainForm(headers['content-type']) || uploadKind(request) !== undefined;
  if (!readable || headers['content-encoding']) return 415;
  return undefined;
}

type Share = { most: number; now: number };
/**
 * Bodies in this process from their first byte until they are answered, in bytes: together they must not fill its memory.
 * Files have a share of their own, so that who sends them slowly keeps nobody from saving a draft.
 */
const together: Record<'files' | 'forms', Share> = {
  files: { most: 300 * 1024 * 1024, now: 0 },
  forms: { most: 100 * 1024 * 1024, now: 0 },
};

/** To be released when it has been answered: until then it takes its share of the memory. */
type Body = { bytes: Buffer<ArrayBuffer>; release(): void };

/** How long a sender may say nothing in the middle of its request; the whole may take as long as an honest slow line needs. */
export const silenceMs = 15_000;

/** The whole body, or the reason to refuse it. What is counted is what arrives, whatever content-length says. */
export async function readBody(
  request: IncomingMessage,
  shares = together,
  silence = silenceMs,
): Promise<Body | RefusalStatus> {
  const upload = uploadKind(request);
  const shared = upload ? shares.files : shares.forms;
  const largest = upload ? largestUpload[upload] : largestForm;
  if (Number(request.headers['content-length'] ?? 0) > largest) return 413;
  const chunks: Buffer[] = [];
  let size = 0;
  const release = () => {
    shared.now -= size;
    size = 0;
  };
  let body: Body | undefined;
  try {
    for await (const chunk of unlessSilent(request, silence)) {
      if (chunk === 'silence') return 408;
      size += chunk.length;
      shared.now += chunk.length;
      if (size > largest) return 413;
      if (shared.now > shared.most) return 503;
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    if (upload && hasTooManyParts(bytes, request)) return 413;
    if (!upload && !isSoundForm(bytes)) return 400;
    body = { bytes, release };
    return body;
  } finally {
    if (!body) release();
  }
}

/** The pieces of the body as they come, or the word that nothing has come for too long. */
async function* unlessSilent(request: IncomingMessage, silence: number): AsyncGenerator<Buffer | 'silence'> {
  const pieces = request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const silent = new Promise<'silence'>((resolve) => {
      timer = setTimeout(resolve, silence, 'silence');
    });
    const piece = await Promise.race([pieces.next(), silent]).finally(() => clearTimeout(timer));
    if (piece === 'silence') yield piece;
    else if (piece.done) return;
    else yield piece.value;
  }
}

export function hasBody(request: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': chunked } = request.headers;
  return chunked !== undefined || (length !== undefined && Number(length) !== 0);
}

function isSoundTarget(target: string) {
  if (!/^\/[\x21-\x7e]*$/.test(target) || !URL.canParse(ownOrigin + target)) return false;
  const { pathname, searchParams } = new URL(ownOrigin + target);
  // Two slashes at the start read as another host wherever the path is resolved as a URL again.
  // `_data` addresses a loader directly; nothing of ours does so since single fetch.
  return !pathname.startsWith('//') && !searchParams.has('_data') && isSoundText(target);
}

function isPlainForm(contentType = '') {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  return (
    type === 'application/x-www-form-urlencoded' &&
    parameters.every((parameter) => /^(charset="?utf-8"?)?$/.test(parameter))
  );
}

/** Fields and files of one form; the parser of a body with hundreds of thousands is busy for a minute. */
const mostParts = 2500;

function hasTooManyParts(body: Buffer, { headers }: IncomingMessage) {
  const boundary = `--${headers['content-type']?.split('boundary=')[1] ?? ''}`;
  let parts = 0;
  for (let at = body.indexOf(boundary); at !== -1; at = body.indexOf(boundary, at + boundary.length)) {
    if (++parts > mostParts) return true;
  }
  return false;
}

function isSoundForm(body: Buffer) {
  try {
    return isSoundText(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return false;
  }
}

/**
 * Whether percent-encoded text decodes without loss. The whole is judged at once: `&`, `=` and `/` cannot stand inside
 * an encoded character, so a fault in any part is a fault here. PostgreSQL has no NUL in text, so nor have we.
 */
function isSoundText(encoded: string) {
  try {
    return !decodeURIComponent(encoded).includes('\0');
  } catch {
    return false;
  }
}
