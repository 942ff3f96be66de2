/** The web server: what is done to every request before Remix sees it, and to every response after. */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { constants } from 'node:zlib';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import compression from 'compression';
import { clock as clockActor } from '#app/domain/people/people.ts';
import { troublesNow } from '#app/use-cases/trust/troubles.server.ts';
import { isAway, logFailure } from '#db/away.ts';
import type { Database } from '#db/client.ts';
import { pendingMigrations } from '#db/migrate.ts';
import { clientAddress } from './http/address.server.ts';
import { backgroundWork } from './http/background.server.ts';
import type { Clock } from './http/clock.server.ts';
import { type Config, StartupError } from './http/config.server.ts';
import { fairShares, foundSessions, sharesOf } from './http/fair-share.server.ts';
import { builtFiles, type Files } from './http/files.server.ts';
import { sendReadiness, watchReadiness } from './http/health.server.ts';
import { hasBody, readBody, refusedByHead, silenceMs } from './http/intake.server.ts';
import { pagePath, typedIn } from './http/interrupted.server.ts';
import type { RequestFacts } from './http/load-context.ts';
import type { Log } from './http/log.server.ts';
import { pageHandler } from './http/page-handler.server.ts';
import { refuse, refuseSocket } from './http/refuse.server.ts';
import { securityHeaders, setHeaders } from './http/security-headers.server.ts';
import { sessionToken } from './http/session.server.ts';
import { sendState, watchState } from './http/state.server.ts';
import { guarded, type TurnedAway, turnedAwayAs } from './http/turned-away.server.ts';
import { sendWebResponse, toWebRequest } from './http/web.server.ts';

export type Serving = {
  config: Config;
  database: Database;
  clock: Clock;
  log: Log;
  /** Everything that is a file; in development Vite takes this place. */
  files?: Files;
  /** Whether work that goes on after the answer goes on in this process; else another looks for it in the database. */
  worksHere: boolean;
  /** Whether the database has been there and is migrated: pages answer 503 until then. */
  isPrepared(): boolean;
};

type Facts = { requestId: string; nonce: string };

export type WebServer = { url: string; close(): Promise<void> };

const drainMs = 10_000;
/** 40 MB take a line of half a megabit eleven minutes; what is bounded is silence (`silenceMs`). */
const requestMs = 900_000;
/** Longer than any usual proxy keeps its side (nginx 60 s, others up to two minutes): else it sends into what we have just closed. */
const keepAliveMs = 130_000;
/** Neither side has sent anything. */
const idleMs = 120_000;

/** Starts listening. `close` stops accepting, lets running requests finish for up to ten seconds, and ends the rest. */
export async function serve({
  config,
  database,
  clock,
  log,
  files = builtFiles(),
  worksHere,
  isPrepared,
}: Serving): Promise<WebServer> {
  // In development the build is asked for at every request, and Vite answers with the newest.
  const { DEV, MODE } = import.meta.env;
  const remix = DEV ? createRequestHandler(loadBuild, MODE) : pageHandler(await loadBuild(), MODE);
  const shares = fairShares();
  const sessions = foundSessions();
  const readiness = watchReadiness(() => pendingMigrations(database));
  const state = watchState(() =>
    troublesNow(
      { db: database.background, user: clockActor, now: clock.now() },
      { hasMail: config.mail !== undefined },
    ),
  );
  // Each piece is sent as it is rendered, not kept until the compressor's window is full.
  const compress = compression({ flush: constants.Z_SYNC_FLUSH }) as unknown as Files;
  const { db, pool } = database;
  const background = backgroundWork((error) => logFailure(log, error, 'background work failed'));

  const server = createServer({
    headersTimeout: silenceMs,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: 1000,
    requireHostHeader: false,
  }).setTimeout(idleMs);
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
    if (pathOf(request) === '/health')
      return sendReadiness(
        response,
        isPrepared() ? await readiness() : { ready: false, reason: 'waiting for the database' },
      );
    if (pathOf(request) === '/health/state') return sendState(response, await state());

    compress(request, response, () => {});
    files(request, response, () => {
      answerWithRemix(request, response, facts).catch((error) => fail(error, request, response, facts.requestId));
    });
  }

  async function answerWithRemix(request: IncomingMessage, response: ServerResponse, facts: Facts) {
    const body = hasBody(request) ? await readBody(request) : undefined;
    if (typeof body === 'number') return refuse(request, response, body, facts.requestId);
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const origin = request.method === 'POST' && request.headers.origin ? request.headers.origin : config.origin;
    const asked = () => toWebRequest(request, origin, body?.bytes, gone.signal);
    const address = clientAddress(request, config.trustProxy);
    let leave: (() => void) | undefined;
    try {
      const token = await sessionToken(request.headers.cookie);
      leave = await shares.enter(sharesOf(sessions.has(token) ? token : null, address), gone.signal);
      if (gone.signal.aborted) return;
      const context: RequestFacts = {
        ...{ db, pool, clock, config, log, address, ...facts },
        background: worksHere ? background.start : () => {},
        foundSession: sessions.add,
        posted: request.method === 'POST',
        turnedAway: isPrepared() ? (leave ? undefined : 'crowd') : 'away',
        typed: async () => (request.method === 'POST' ? typedIn(asked()).catch(() => undefined) : undefined),
      };
      await answerAsked(request, response, asked(), context);
    } finally {
      leave?.();
      body?.release();
    }
  }

  async function answerAsked(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Request,
    context: RequestFacts,
  ) {
    const { requestId } = context;
    const turnAway = async (reason: TurnedAway) =>
      refuse(request, response, reason, requestId, (await context.typed()) ?? { path: pagePath(asked.url) });
    if (context.turnedAway && isForPage(request)) return turnAway(context.turnedAway);

    const web = await remix(asked, context);
    const bare = bareRefusal(request, web);
    if (context.turnedAway && isForPage(request)) {
      await web.body?.cancel();
      return turnAway(context.turnedAway);
    }
    if (context.turnedAway) response.setHeader('retry-after', turnedAwayAs[context.turnedAway].retryAfterSeconds);
    if (!bare) return sendWebResponse(web, response);
    await web.body?.cancel();
    refuse(request, response, bare, requestId);
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

async function loadBuild(): Promise<ServerBuild> {
  return guarded(await import('virtual:remix/server-build'), isAway);
}

/** Whether a person will read the answer, and not a script of ours: then it may be a page. */
function isForPage(request: IncomingMessage) {
  return !pathOf(request).endsWith('.data') && request.headers.accept !== 'application/json';
}

/** A download that is refused has no page, so that Remix answers with facts for a program: a person gets ours instead. */
function bareRefusal(request: IncomingMessage, { status, headers }: Response) {
  if (status < 400 || headers.get('content-type')?.startsWith('text/html') || !isForPage(request)) return;
  if (status >= 500) return 500;
  return status === 403 || status === 404 ? status : 400;
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
