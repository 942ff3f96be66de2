/** The web server: what is done to every request before Remix sees it, and to every response after. */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { constants } from 'node:zlib';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import compression from 'compression';
import type { Database } from '#db/client.ts';
import { pendingMigrations } from '#db/migrate.ts';
import { clientAddress } from './http/address.server.ts';
import { backgroundWork } from './http/background.server.ts';
import type { Clock } from './http/clock.server.ts';
import { type Config, StartupError } from './http/config.server.ts';
import { builtFiles, type Files } from './http/files.server.ts';
import { sendReadiness, watchReadiness } from './http/health.server.ts';
import { hasBody, readBody, refusedByHead } from './http/intake.server.ts';
import type { Log } from './http/log.server.ts';
import { refuse, refuseSocket } from './http/refuse.server.ts';
import { securityHeaders, setHeaders } from './http/security-headers.server.ts';
import { sendWebResponse, toWebRequest } from './http/web.server.ts';

export type Serving = {
  config: Config;
  database: Database;
  clock: Clock;
  log: Log;
  /** Everything that is a file; in development Vite takes this place. */
  files?: Files;
};

type Facts = { requestId: string; nonce: string };

export type WebServer = { url: string; close(): Promise<void> };

const drainMs = 10_000;
/** A file of 10 MB takes a school's line of half a megabit three minutes. */
const requestMs = 300_000;

/** Starts listening. `close` stops accepting, lets running requests finish for up to ten seconds, and ends the rest. */
export async function serve({ config, database, clock, log, files = builtFiles() }: Serving): Promise<WebServer> {
  const remix = createRequestHandler(loadBuild, import.meta.env.MODE);
  const readiness = watchReadiness(() => pendingMigrations(database));
  // Each piece is sent as it is rendered, not kept until the compressor's window is full.
  const compress = compression({ flush: constants.Z_SYNC_FLUSH }) as unknown as Files;
  const { db, pool } = database;
  const background = backgroundWork(log);

  const server = createServer({ headersTimeout: 15_000, requestTimeout: requestMs, requireHostHeader: false });
  server.on('request', receive);
  // Node would answer these by itself, without our headers; an unknown Expect is simply not met.
  server.on('checkExpectation', receive);
  server.on('clientError', (error, socket) => {
    const refused = refuseSocket(error, socket as Socket, securityHeaders(config, ''));
    if (refused) log.info(refused, 'unreadable request');
  });

  function receive(request: IncomingMessage, response: ServerResponse) {
    const facts = { requestId: randomUUID(), nonce: randomBytes(16).toString('base64') };
    setHeaders(response, { ...securityHeaders(config, facts.nonce), 'x-request-id': facts.requestId });
    logWhenDone(log, request, response, facts.requestId);
    answer(request, response, facts).catch((error) => fail(error, request, response, facts.requestId));
  }

  async function answer(request: IncomingMessage, response: ServerResponse, facts: Facts) {
    const refusal = refusedByHead(request, allowedOrigins);
    if (refusal) return refuse(request, response, refusal, facts.requestId);
    if (pathOf(request) === '/health') return sendReadiness(response, await readiness());

    compress(request, response, () => {});
    files(request, response, () => {
      answerWithRemix(request, response, facts).catch((error) => fail(error, request, response, facts.requestId));
    });
  }

  async function answerWithRemix(request: IncomingMessage, response: ServerResponse, facts: Facts) {
    const body = hasBody(request) ? await readBody(request) : undefined;
    if (typeof body === 'number') return refuse(request, response, body, facts.requestId);
    try {
      await answerBody(request, response, facts, body?.bytes);
    } finally {
      body?.release();
    }
  }

  async function answerBody(
    request: IncomingMessage,
    response: ServerResponse,
    facts: Facts,
    body?: Buffer<ArrayBuffer>,
  ) {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const origin = request.method === 'POST' && request.headers.origin ? request.headers.origin : config.origin;
    const address = clientAddress(request, config.trustProxy);
    const context = {
      db,
      pool,
      clock,
      config,
      log,
      address,
      posted: request.method === 'POST',
      ...facts,
      background: background.start,
    };
    const web = await remix(toWebRequest(request, origin, body, gone.signal), context);
    const bare = bareRefusal(request, web);
    if (!bare) return sendWebResponse(web, response);
    await web.body?.cancel();
    refuse(request, response, bare, facts.requestId);
  }

  function fail(error: unknown, request: IncomingMessage, response: ServerResponse, requestId: string) {
    if (request.errored || leftEarly(error)) return;
    log.error({ requestId, err: error }, 'request failed');
    if (response.headersSent) response.destroy();
    else refuse(request, response, 500, requestId);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, config)));
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const allowedOrigins = new Set([config.origin]);
  if (!config.production) allowedOrigins.add(`http://localhost:${port}`).add(`http://127.0.0.1:${port}`);

  return { url: `http://localhost:${port}`, close: () => drain(server).then(background.stop) };
}

/** In development this is asked for every request and Vite answers with the newest; in the build it is one chunk. */
function loadBuild(): Promise<ServerBuild> {
  return import('virtual:remix/server-build');
}

/** A download that is refused has no page, so that Remix answers with facts for a program: a person gets ours instead. */
function bareRefusal(request: IncomingMessage, { status, headers }: Response) {
  if (status < 400 || headers.get('content-type')?.startsWith('text/html') || pathOf(request).endsWith('.data')) return;
  // A script of ours says so and reads facts.
  if (request.headers.accept === 'application/json') return;
  if (status >= 500) return 500;
  return status === 404 ? 404 : 400;
}

/** The client went away while the answer was being sent: its business, not an error. */
function leftEarly(error: unknown) {
  return (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function logWhenDone(log: Log, request: IncomingMessage, response: ServerResponse, requestId: string) {
  const startedAt = performance.now();
  const { method } = request;
  const path = pathOf(request).slice(0, 200);
  response.once('close', () => {
    const ms = Math.round(performance.now() - startedAt);
    const status = response.headersSent ? response.statusCode : undefined;
    const aborted = response.writableFinished ? undefined : true;
    log.info({ requestId, method, path, status, ms, aborted }, 'request');
  });
}

/** Without the query: it may carry what people searched for. */
function pathOf(request: IncomingMessage) {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

function listenError(error: NodeJS.ErrnoException, { host, port }: Config) {
  if (error.code === 'EADDRINUSE') {
    return new StartupError(
      `Порт ${port} уже занят другой программой. Остановите её или задайте другой порт: PORT=3001`,
    );
  }
  if (error.code === 'EACCES')
    return new StartupError(`Нет права занять порт ${port}. Задайте порт больше 1023: PORT=3000`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new StartupError(`HOST: у этой машины нет адреса «${host}»`);
  }
  return error;
}

async function drain(server: ReturnType<typeof createServer>) {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that falls idle after close() was called stays open by itself.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const end = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(end);
}
