import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Node's and the browser's types of the same class differ. */
type WebStream = Parameters<typeof Readable.fromWeb>[0];

/**
 * Node's request as the web's. `origin` is ours, never the Host header's; it also replaces the host headers, which
 * Remix compares with Origin. HEAD is asked as GET and loses its body in Node, since Remix takes HEAD of `.data` for an action.
 */
export function toWebRequest(
  request: IncomingMessage,
  origin: string,
  body: Buffer<ArrayBuffer> | undefined,
  signal: AbortSignal,
) {
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  headers.set('host', new URL(origin).host);
  headers.delete('x-forwarded-host');
  return new Request(origin + request.url, {
    method: request.method === 'HEAD' ? 'GET' : request.method,
    headers,
    signal,
    body: request.method === 'POST' ? body : undefined,
  });
}

/** Sends the web's response through Node, at the pace the client reads it. Headers it does not set keep ours. */
export async function sendWebResponse(answer: Response, response: ServerResponse) {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie') response.setHeader(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);

  if (answer.body) await pipeline(Readable.fromWeb(answer.body as WebStream), response);
  else response.end();
}
