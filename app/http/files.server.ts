import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

/** Answers what it knows and calls `next` for the rest: the built files, or Vite in development. */
export type Files = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What `npm run build` made for the browser. Names under /assets carry a hash of their content and never change. */
export function builtFiles(): Files {
  return sirv('build/client', {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders: (response, path) => {
      const caching = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
      response.setHeader('cache-control', caching);
      // sirv does not know this one type and would send an empty one.
      if (path.endsWith('.ico')) response.setHeader('content-type', 'image/x-icon');
    },
  });
}
