import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** The client's address: the socket's, or the one our own proxy wrote first into x-forwarded-for. */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headersDistinct['x-forwarded-for']?.[0]?.split(',')[0]?.trim() : undefined;
  return forwarded && isIP(forwarded) ? forwarded : (request.socket.remoteAddress ?? '');
}
