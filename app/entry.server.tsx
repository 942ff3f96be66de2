import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleErrorFunction,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import type { RequestFacts } from './http/load-context.ts';
import { PageFacts } from './http/page-facts.ts';
import { pageStream } from './http/page-stream.server.ts';
import { scriptAddresses } from './http/script-addresses.server.ts';
import { ScriptAddresses } from './ui/script.tsx';

/** How long deferred data may take. */
export const streamTimeout = 5000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestId, log, turnedAway }: AppLoadContext & RequestFacts,
) {
  // The server answers with a page that needs no rendering.
  if (turnedAway) return new Response(null, { status, headers });
  // No page is made alive by React, so that none needs its data a second time.
  const page = { ...remixContext, serverHandoffStream: undefined };
  remixContext.serverHandoffStream?.cancel().catch(() => {});
  return new Promise<Response>((resolve, reject) => {
    let shellSent = false;
    const { pipe, abort } = renderToPipeableStream(
      <PageFacts.Provider value={{ requestId }}>
        <ScriptAddresses.Provider value={scriptAddresses}>
          <RemixServer context={page} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
        </ScriptAddresses.Provider>
      </PageFacts.Provider>,
      {
        nonce,
        onShellReady() {
          shellSent = true;
          const piped = pageStream();
          // A timer left running holds the whole page in memory until it fires.
          piped.once('close', () => clearTimeout(timer));
          headers.set('content-type', 'text/html; charset=utf-8');
          resolve(new Response(createReadableStreamFromReadable(piped), { status, headers }));
          pipe(piped);
        },
        onShellError(error) {
          clearTimeout(timer);
          reject(error);
        },
        onError(error) {
          // Before the shell, the rejection above brings the error to handleError.
          if (shellSent && !request.signal.aborted) log.error({ requestId, err: error }, 'rendering failed');
        },
      },
    );
    // After streamTimeout, so that what was late can still be rendered as late.
    const timer = setTimeout(abort, streamTimeout + 1000);
  });
}

/** Unexpected errors only: what a loader throws on purpose (404, 403) is an answer, and the request's line has its status. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return;
  const { log, requestId, turnedAway } = context as AppLoadContext & RequestFacts;
  const response = isRouteErrorResponse(error) ? error : undefined;
  if (turnedAway || (response && response.status < 500)) return;
  log.error({ requestId, err: (response as { error?: Error } | undefined)?.error ?? error }, 'unexpected error');
};
