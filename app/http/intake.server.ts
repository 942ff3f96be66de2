import type { IncomingMessage } from 'node:http';
import type { RefusalStatus } from './refusal-page.server.ts';

const longestUrl = 8 * 1024;
/** Forty problems of twice 4000 Cyrillic letters, six bytes each when encoded, make 1.9 MB: whoever types is let in. */
const largestBody = 3 * 1024 * 1024;

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
  if (!isPlainForm(headers['content-type']) || headers['content-encoding']) return 415;
  return undefined;
}

/** The whole body, or the reason to refuse it. What is counted is what arrives, whatever content-length says. */
export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer> | RefusalStatus> {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return 413;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return 413;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  return isSoundForm(body) ? body : 400;
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
