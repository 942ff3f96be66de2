import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { hasBody } from './intake.server.ts';
import type { Interrupted } from './interrupted.server.ts';
import { type RefusalReason, refusalPage, statusOf } from './refusal-page.server.ts';
import { turnedAwayAs } from './turned-away.server.ts';
import { uploadKind } from './upload-places.server.ts';

/** How long a refused sender may go on sending into nothing before the connection is closed. */
const patienceMs = 2000;

/**
 * Answers with the refusal page. When the body has not been read, the connection is closed, but only after the sender
 * had a moment to take the answer: closing with unread bytes resets the connection and the page is lost.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  reason: RefusalReason,
  requestId: string,
  again?: { path: string } | Interrupted,
) {
  const page = Buffer.from(
    refusalPage(reason, requestId, { upload: uploadKind(request), download: request.method === 'GET', again }),
  );
  const unread = hasBody(request) && !request.readableEnded;
  response.writeHead(statusOf(reason), {
    'content-type': 'text/html; charset=utf-8',
    'content-length': page.length,
    'cache-control': 'no-store',
    ...(typeof reason === 'string' && { 'retry-after': String(turnedAwayAs[reason].retryAfterSeconds) }),
    ...(reason === 405 && { allow: 'GET, HEAD, POST' }),
    ...(unread && { connection: 'close' }),
  });
  if (!unread) {
    response.end(page);
    return;
  }
  response.write(page);
  const hangUp = () => response.end();
  const patience = setTimeout(hangUp, patienceMs);
  response.once('close', () => clearTimeout(patience));
  request.once('end', hangUp).resume();
}

/** The same page for what Node could not parse as HTTP: there is only a socket. Answers the status and id for the log. */
export function refuseSocket(error: NodeJS.ErrnoException, socket: Socket, headers: Record<string, string>) {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return undefined;
  }
  const status = socketStatus(error.code);
  // Browsers open connections ahead of need: one that has not said a word is closed without one.
  if (status === 408 && socket.bytesRead === 0) {
    socket.destroy();
    return undefined;
  }
  const requestId = randomUUID();
  const page = refusalPage(status, requestId);
  const head = Object.entries({
    ...headers,
    'x-request-id': requestId,
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(page),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${page}`);
  return { status, requestId };
}

function socketStatus(code: string | undefined): 400 | 408 | 431 {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}
