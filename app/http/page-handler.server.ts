import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/node';

/**
 * Remix's request handler, which knows of a request only the pages that its address may mean. Given all, Remix goes through them
 * several times for one page, with a new regular expression for each: for a hundred pages that took a sixth of a page's time.
 */
export function pageHandler(build: ServerBuild, mode: string): RequestHandler {
  const patterns = Object.entries(build.routes).map(([id, route]) => ({ id, segments: segmentsOf(route?.path ?? '') }));
  const handlers = new Map<string, RequestHandler>();
  return (request, context) => {
    const ids = possiblePages(patterns, new URL(request.url).pathname);
    const key = ids.join(' ');
    let handle = handlers.get(key);
    if (!handle) {
      handle = createRequestHandler(only(ids, build), mode);
      handlers.set(key, handle);
    }
    return handle(request, context);
  };
}

type Pattern = { id: string; segments: string[] };

/**
 * The root with the first page, and each page whose address has as many parts and the same ones where they are fixed. Rather one
 * too many than one too few: which of them is meant, Remix says. The pages stand side by side, with nothing optional in their addresses.
 */
export function possiblePages(patterns: Pattern[], pathname: string): string[] {
  const asked = segmentsOf(decoded(pathname).replace(/\.data$/, ''));
  const isPossible = ({ segments }: Pattern) =>
    segments.length === 0 ||
    (segments.length === asked.length &&
      segments.every((segment, at) => segment.includes(':') || segment.toLowerCase() === asked[at]?.toLowerCase()));
  return patterns.filter(isPossible).map(({ id }) => id);
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter(Boolean);
}

/** As Remix reads it: part by part, and as it stands where it is no UTF-8. */
function decoded(pathname: string): string {
  try {
    return pathname
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('/', '%2F'))
      .join('/');
  } catch {
    return pathname;
  }
}

function only(ids: string[], build: ServerBuild): ServerBuild {
  const some = <T>(routes: Record<string, T>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.includes(id)));
  return { ...build, routes: some(build.routes), assets: { ...build.assets, routes: some(build.assets.routes) } };
}
