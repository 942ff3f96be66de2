import type { EntryContext, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';
import type { RouteConfigEntry } from '@remix-run/route-config';
import { expect, test } from 'vitest';
import { pageHandler, possiblePages } from '#app/http/page-handler.server.ts';
import routes from '#app/routes.ts';

const pages = (await routes) as RouteConfigEntry[];
const all = pages.map(({ id, file, path, index }) => ({ id: id ?? file, path: path ?? '', index }));
const patterns = [
  { id: 'root', segments: [] },
  ...all.map(({ id, path }) => ({ id, segments: path.split('/').filter(Boolean) })),
];

/** The page that Remix finds among these. */
function pageAmong(ids: string[], pathname: string) {
  const children = all
    .filter(({ id }) => ids.includes(id))
    .map(({ id, path, index }) => (index ? { id, index } : { id, path }));
  const found = matchRoutes(
    [{ id: 'root', path: '', children }] as Parameters<typeof matchRoutes>[0],
    pathname.replace(/\.data$/, ''),
  );
  return found?.map(({ route, params }) => ({ id: route.id, params }));
}

/** Every page under an address of its own, as people and programs write it. */
const addresses = all.flatMap(({ path }) => {
  const address = `/${path.replace(/:\w+/g, '5')}`;
  const first = address.slice(1, 2);
  const coded = address.replace(/^\/./, `/%${first.charCodeAt(0).toString(16)}`);
  return [
    address,
    `${address}/`,
    address.toUpperCase(),
    `${address}.data`,
    `${address}/more`,
    ...(first ? [coded] : []),
  ];
});
const noPages = [
  '/nothing',
  '//',
  '/reports//5',
  '/reports/%2F',
  '/%E0%A4%A',
  '/schools/%E0%A4%A',
  '/a/b/c/d/e/f/g/h',
  '/reports/5%2Fedit',
];

test('an address leads to the same page as when Remix goes through all of them, however it is written', () => {
  const ids = ['root', ...all.map(({ id }) => id)];
  for (const address of [...addresses, ...noPages])
    expect([address, pageAmong(possiblePages(patterns, address), address)]).toEqual([address, pageAmong(ids, address)]);
});

test('of all pages an address may mean a handful, and a new page in the list costs the others nothing', () => {
  const most = addresses.map((address) => possiblePages(patterns, address).length);
  expect(all.length).toBeGreaterThan(80);
  expect(Math.max(...most)).toBeLessThanOrEqual(5);
});

test('pages stand side by side, and nothing in their addresses is optional', () => {
  expect(all.filter(({ path }) => /[*?]/.test(path))).toEqual([]);
  expect(pages.filter(({ children }) => children)).toEqual([]);
});

test('each address is answered by its own page, again and again', async () => {
  const page = (id: string, path: string, parentId?: string) => ({
    ...{ id, path, parentId },
    module: { loader: ({ params }: LoaderFunctionArgs) => new Response(`${id} ${params.number}`) },
  });
  const root = { id: 'root', path: '', module: { default: () => null } };
  const routes = {
    root,
    report: page('report', 'reports/:number', 'root'),
    school: page('school', 'schools/:number', 'root'),
  };
  const build = { routes, entry: { module: {} }, assets: { routes: {} }, future: { v3_singleFetch: true } };
  const handle = pageHandler(build as unknown as ServerBuild, 'test');
  const asked = ['/reports/1', '/schools/2', '/reports/3', '/schools/4'];
  const answers = asked.map(async (path) => (await handle(new Request(`http://localhost${path}`))).text());
  expect(await Promise.all(answers)).toEqual(['report 1', 'school 2', 'report 3', 'school 4']);
});

test('a page is made with nothing but itself and the root in hand', async () => {
  const module = { default: () => null };
  const of = (id: string, path: string, parentId?: string) => ({ id, path, parentId, module });
  const routes = {
    root: of('root', ''),
    report: of('report', 'reports/:number', 'root'),
    school: of('school', 'schools', 'root'),
  };
  const respond = (...[, , , context]: [Request, number, Headers, EntryContext]) =>
    Response.json([Object.keys(context.routeModules), Object.keys(context.manifest.routes)]);
  const build = {
    routes,
    entry: { module: { default: respond } },
    assets: { routes },
    future: { v3_singleFetch: true },
  };
  const answer = await pageHandler(build as unknown as ServerBuild, 'test')(new Request('http://localhost/reports/1'));
  expect(await answer.json()).toEqual([
    ['root', 'report'],
    ['root', 'report'],
  ]);
});
