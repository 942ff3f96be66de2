/** All pages over a test's database, without a server around them: a Request goes in, and out comes the Response that Remix makes. */
import type { ServerBuild } from '@remix-run/node';
import type { RouteConfig, RouteConfigEntry } from '@remix-run/route-config';
import * as entry from '#app/entry.server.tsx';
import { readConfig } from '#app/http/config.server.ts';
import { startLog } from '#app/http/log.server.ts';
import { pageHandler } from '#app/http/page-handler.server.ts';
import { sessionCookie } from '#app/http/session.server.ts';
import * as root from '#app/root.tsx';
import routes from '#app/routes.ts';
import type { Database } from '#db/client.ts';
import { tokenOf } from './sessions.ts';

type RouteModule = ServerBuild['routes'][string]['module'];

const modules = import.meta.glob<RouteModule>('../../app/routes/**/route.{ts,tsx}', { eager: true });

/** Every entry of `app/routes.ts`, with its module. */
export const pageRoutes = ((await routes) as Awaited<RouteConfig>).map((route: RouteConfigEntry) => {
  const module = modules[`../../app/${route.file}`];
  if (!module) throw new Error(`No module for ${route.file}`);
  return { id: route.id ?? route.file.replace(/\.tsx?$/, ''), path: route.path ?? '', index: route.index, module };
});

const config = readConfig({ NODE_ENV: 'test' });

export type Pages = {
  /** The cookie of somebody who has signed in. */
  cookieOf(person: { id: number }): Promise<string>;
  get(url: string, cookie?: string): Promise<Response>;
  /** What answers have begun in the background has ended. */
  idle(): Promise<void>;
  post(url: string, fields: Record<string, string> | FormData, cookie?: string): Promise<Response>;
};

export function pagesOver(database: Database, now: Date): Pages {
  const { db, pool } = database;
  const handle = pageHandler(build(), 'test');
  const log = startLog('silent');
  const running: Promise<unknown>[] = [];
  const ask = (url: string, init: RequestInit, cookie = '') => {
    const request = new Request(config.origin + url, {
      ...init,
      headers: { cookie, host: new URL(config.origin).host },
    });
    return handle(request, {
      db,
      pool,
      config,
      log,
      clock: { now: () => now },
      background: (work) => running.push(work(() => false)),
      posted: init.method === 'POST',
      typed: async () => undefined,
      foundSession: () => {},
      requestId: 'нет',
      nonce: '',
      address: '192.0.2.1',
    });
  };
  return {
    async cookieOf(person) {
      const token = await tokenOf(database, person, now);
      return (await sessionCookie(config, { token, expiresAt: now })).split(';')[0] ?? '';
    },
    idle: async () => void (await Promise.all(running)),
    get: (url, cookie) => ask(url, { method: 'GET' }, cookie),
    post: (url, fields, cookie) => {
      const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
      return ask(url, { method: 'POST', body }, cookie);
    },
  };
}

/** What the build makes of `app/routes.ts`, with nothing for a browser to load. */
function build(): ServerBuild {
  const all = [
    { id: 'root', path: '', index: undefined, module: root as unknown as RouteModule, parentId: undefined },
    ...pageRoutes.map((route) => ({ ...route, parentId: 'root' })),
  ];
  return {
    mode: 'test',
    entry: { module: entry as unknown as ServerBuild['entry']['module'] },
    routes: Object.fromEntries(all.map((route) => [route.id, route])),
    assets: {
      version: 'test',
      url: '/manifest.js',
      entry: { module: '/entry.js', imports: [] },
      routes: Object.fromEntries(
        all.map(({ module, ...route }) => [
          route.id,
          {
            ...route,
            module: `/${route.id}.js`,
            imports: [],
            hasLoader: 'loader' in module,
            hasAction: 'action' in module,
            hasClientLoader: false,
            hasClientAction: false,
            hasErrorBoundary: 'ErrorBoundary' in module,
          },
        ]),
      ),
    },
    publicPath: '/',
    assetsBuildDirectory: '',
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_lazyRouteDiscovery: false,
      v3_relativeSplatPath: true,
      v3_singleFetch: true,
      v3_throwAbortReason: true,
    },
  };
}
