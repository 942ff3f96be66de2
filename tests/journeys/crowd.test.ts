/** Many at once, and some who say nothing: nobody waits for somebody else's hundred pages, and nothing hangs. */
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { type Got, send, signedIn } from '#tests/support/raw-http.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';

let storage: Storage;
let region: SmallRegion;
let site: Site;
let analyst: string;
let director: string;

beforeAll(async () => {
  storage = await newStorage('postgres');
  region = await storage.prepare(smallRegion);
  site = await startSite(storage, { now: august20, env: { DATABASE_POOL: '2', JOBS: 'off' } });
  analyst = await signedIn(site, region.people.analyst);
  director = await signedIn(site, region.people.director);
  // As a browser does it: the page after the sign-in.
  for (const cookie of [analyst, director]) await send(site, { target: paths.home(), cookie });
});
afterAll(async () => {
  await site?.stop();
  await storage?.remove();
});

const times = <T>(count: number, act: () => Promise<T>) => Promise.all(Array.from({ length: count }, act));

test('one person’s hundred pages keep nobody waiting: the others’ come in between, and most of the hundred are asked to come again', async () => {
  let served = 0;
  const hundred = times(100, async () => {
    const got = await send(site, { target: paths.region(region.campaignId), cookie: analyst });
    if (got.status === 200) served++;
    return got;
  });
  const own = await send(site, { target: paths.home(), cookie: director });
  const servedBefore = served;
  const health = await send(site, { target: '/health' });
  expect([own.status === 200 || own.status === 302, health.status]).toEqual([true, 200]);
  const statuses = new Map<number, Got[]>();
  for (const got of await hundred) statuses.set(got.status, [...(statuses.get(got.status) ?? []), got]);
  // Three at work and thirty in line; how many come after these have gone is the machine's business.
  expect([...statuses.keys()].sort()).toEqual([200, 429]);
  expect(servedBefore).toBeLessThan(statuses.get(200)?.length ?? 0);
  const [away] = statuses.get(429) ?? [];
  expect(away?.headers['retry-after']).toBe('5');
  expect(away?.text).toContain('<h1>Слишком много запросов сразу</h1>');
});

test('who makes up a cookie for each request is nobody each time, and keeps no person waiting', async () => {
  let at = 0;
  const made = times(200, () => send(site, { target: '/open', cookie: `svodka_session=${btoa(`"made-up-${at++}"`)}` }));
  expect((await send(site, { target: paths.home(), cookie: director })).status).toBeLessThan(400);
  const statuses = (await made).map(({ status }) => status);
  // With a share each all of them would find a place at the address.
  expect(statuses).toContain(429);
});

test('what was typed into a form that found no place is kept, also for a page with scripts', async () => {
  const body = { version: '1', '2:text': 'Моя «выборка» & "1"' };
  const target = paths.editReport(region.reports.august);
  const [page, data, ...pages] = await storage.prepare(async ({ pool }) => {
    const holder = await pool.connect();
    await holder.query('begin; lock table sessions in access exclusive mode');
    const page = () => send(site, { target: paths.notices(), cookie: analyst });
    const pages = Array.from({ length: 40 }, page);
    // Nobody leaves while the table is held, so that who is answered at once says that all places are taken.
    await Promise.any(pages);
    const typed = await Promise.all([
      send(site, { target: `${target}?x=1`, cookie: analyst, body }),
      send(site, { target: `${target}.data`, cookie: analyst, body }),
    ]);
    await holder.query('rollback');
    holder.release();
    return [...typed, ...(await Promise.all(pages))] as const;
  });
  expect(pages.filter(({ status }) => status === 429)).toHaveLength(7);
  expect([page.status, data.status, data.headers['retry-after']]).toEqual([429, 429, '5']);
  expect(page.text).toContain(`<form method="post" action="${target}?x=1">`);
  expect(page.text).toContain('<input type="hidden" name="2:text" value="Моя «выборка» &amp; &quot;1&quot;">');
  expect(data.text).toContain('Моя «выборка»');
  expect(data.text).toContain('"crowd"');
});

test('a lock that is held and connections that are all taken end in an answer, and the health is known all the while', async () => {
  await storage.prepare(async ({ pool }) => {
    const holder = await pool.connect();
    await holder.query('begin; lock table sessions in access exclusive mode');
    const waiting = times(5, () => send(site, { target: paths.notices(), cookie: director }));
    // Two of them have the two connections and wait for the lock, the third finds none.
    const others = times(2, () => send(site, { target: paths.notices(), cookie: analyst }));
    expect((await send(site, { target: '/health' })).status).toBe(200);
    const answers = [...(await waiting), ...(await others)];
    // Of five pages of one person two wait in line, and on a slow machine too long.
    for (const { status } of answers) expect([429, 503]).toContain(status);
    expect(answers.filter(({ status }) => status === 503).length).toBeGreaterThanOrEqual(5);
    expect((await send(site, { target: '/health' })).status).toBe(200);
    await holder.query('rollback');
    holder.release();
  });
  expect((await send(site, { target: paths.notices(), cookie: director })).status).toBe(200);
});

test('an idle connection is kept longer than proxies keep theirs', async () => {
  const { headers } = await send(site, { target: '/health', headers: { connection: 'keep-alive' } });
  expect(headers['keep-alive']).toBe('timeout=130');
});

test('who falls silent is let go after 15 seconds; a slow line that goes on sending is not', async () => {
  const head = `POST /sign-in HTTP/1.1\r\nhost: localhost\r\norigin: ${site.url}\r\ncontent-type: application/x-www-form-urlencoded\r\n`;
  const [nothing, half, stalled, slow] = await Promise.all([
    said([]),
    said(['GET /sign-in HTTP/1.1\r\nhost: loc']),
    said([`${head}content-length: 100\r\n\r\nemail=`]),
    said([`${head}content-length: 10\r\nconnection: close\r\n\r\n`, ...'email=d@d.'.split('')], 2000),
  ]);
  expect(nothing).toBe('');
  expect(half).toMatch(/^HTTP\/1.1 408 [\s\S]*Запрос не дождались/);
  expect(stalled).toMatch(/^HTTP\/1.1 408 [\s\S]*Запрос не дождались/);
  expect(slow).toMatch(/^HTTP\/1.1 422 /);
});

/** What the server answers until it closes, to pieces that are sent with a pause between them. */
function said(pieces: string[], pauseMs = 0): Promise<string> {
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.once('close', () => resolve(answer)).once('error', reject);
    pieces.forEach((piece, at) => {
      setTimeout(() => socket.write(piece), at * pauseMs);
    });
  });
}
