/**
 * Odd requests of everybody, at the built site: none makes it fail. `npm run fuzz -- 50000` sends as many; with a second
 * number, as its last lines print it, one round is asked again as it was.
 */
import { expect, test } from 'vitest';
import allRoutes from '#app/routes.ts';
import { cookieOf, oddRequest, oddsOf } from '#tests/support/fuzz.ts';
import { formsOf, linksOf, type PageForm } from '#tests/support/page-forms.ts';
import { type Sent, send, signedIn } from '#tests/support/raw-http.ts';
import { newStorage, type Site, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';

const { FUZZ_REQUESTS, FUZZ_SEED, FUZZ_DATABASE } = process.env;
const requests = Number(FUZZ_REQUESTS ?? 2000);
const firstSeed = Number(FUZZ_SEED ?? 20121130);
/** Then the site begins anew: people whom the requests have blocked or signed out are back. So it does when fewer than that many are left. */
const perRound = 2000;
const fewestInside = 5;
const slowestMs = 5000;
const patienceMs = 60_000;

const roles = [
  'director',
  'responsible',
  'coordinator',
  'analyst',
  'supervisor',
  'methodist',
  'administrator',
] as const;
type Who = (typeof roles)[number] | 'nobody';
const everybody: Who[] = [...roles, 'nobody'];

const routes = ((await allRoutes) as { path?: string }[]).map(({ path = '' }) => path);

type Tally = { sent: number; statuses: Map<number, number>; slowest: number; slow: number; faults: string[] };

test(
  `${requests} odd requests never make the site fail`,
  async () => {
    const tally: Tally = { sent: 0, statuses: new Map(), slowest: 0, slow: 0, faults: [] };
    for (let seed = firstSeed; tally.sent < requests; seed++) {
      await round(seed, Math.min(perRound, requests - tally.sent), tally);
    }
    console.log(told(tally));
    expect(tally.faults).toEqual([]);
    // Most are answered with a page, and not only refused at the door.
    expect(tally.statuses.get(200) ?? 0).toBeGreaterThan(requests / 20);
  },
  // Ten times what it takes on an idle machine.
  300_000 + requests * 300,
);

async function round(seed: number, most: number, tally: Tally): Promise<void> {
  const storage = await newStorage(FUZZ_DATABASE === 'postgres' ? 'postgres' : 'pglite');
  try {
    const region = await storage.prepare(async (database) => {
      const prepared = await smallRegion(database);
      await prepared.enterDocuments();
      await prepared.bringFiles();
      await prepared.enterPlan();
      await prepared.nameProblems();
      await prepared.fileColleaguesAugust();
      await prepared.publish();
      return prepared;
    });
    const site = await startSite(storage, { now: august20, env: { TRUST_PROXY: 'on' } });
    await ask(site, region, { seed, most }, tally);
    await site.stop().catch((error) => tally.faults.push(`seed ${seed}: ${error}`));
    tally.faults.push(...site.plain.map((line) => `seed ${seed}: no JSON on stdout: ${line}`));
  } finally {
    await storage.remove();
  }
}

async function ask(site: Site, region: SmallRegion, { seed, most }: { seed: number; most: number }, tally: Tally) {
  const odds = oddsOf(seed);
  const sessions: Partial<Record<Who, string>> = {};
  const renew = async () => {
    for (const who of roles) sessions[who] = await session(site, region.people[who], sessions[who]);
  };
  await renew();
  const offers = {} as Record<Who, { links: string[]; forms: PageForm[] }>;
  for (const who of everybody) offers[who] = await offered(site, sessions[who], region.invitation);
  const known = idsIn(everybody.flatMap((who) => offers[who].links));

  const last = tally.sent + most;
  for (let at = 0; tally.sent < last; at++) {
    if (at % 100 === 99) await renew();
    // Of a site that most are shut out of only its door would be asked.
    if (roles.filter((role) => sessions[role]).length < fewestInside) return;
    const who = odds.pick(everybody);
    const sent: Sent = {
      ...(await oddRequest(offers[who], routes, known, odds)),
      cookie: cookieOf(sessions[who], odds),
    };
    // Signing out is a form of every page.
    if (sent.method === 'POST' && sent.target.startsWith('/sign-out') && odds.chance(0.9)) continue;
    // Everybody has an address of their own: the limit of an address is not what is asked about.
    sent.headers = { 'x-forwarded-for': `198.51.${at % 250}.${Math.floor(at / 250)}`, ...sent.headers };
    const began = performance.now();
    const status = await send(site, sent, patienceMs).then(
      (got) => got.status,
      (error) => `no answer (${(error as Error).message})`,
    );
    const ms = performance.now() - began;
    tally.sent++;
    tally.slowest = Math.max(tally.slowest, ms);
    if (ms > slowestMs) tally.slow++;
    if (typeof status === 'number') tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
    if (typeof status === 'string' || status >= 500) {
      tally.faults.push(`seed ${seed}, request ${at}, ${who}: ${status} ${JSON.stringify(sent).slice(0, 1500)}`);
      if (tally.faults.length > 40) return;
    }
  }
}

/**
 * The session that is there, or another one when a request has ended it; nobody's when the person can't sign in any more, or has
 * to set a second factor up before anything else.
 */
async function session(site: Site, person: { email: string }, own: string | undefined): Promise<string | undefined> {
  const isInside = async (cookie: string | undefined) =>
    cookie !== undefined && (await send(site, { target: '/notices', cookie })).status === 200;
  if (await isInside(own)) return own;
  const another = await signedIn(site, person).catch(() => undefined);
  return (await isInside(another)) ? another : undefined;
}

/** As far as links lead from the first page, one page of each kind. */
async function offered(site: Site, cookie: string | undefined, invitation: string) {
  const links = new Set<string>();
  const forms = new Map<string, PageForm>();
  const looked = new Set<string>();
  const waiting = ['/', '/sign-in', `/invitation?code=${invitation}`, '/account/second-factor'];
  for (let page = waiting.shift(); page !== undefined && looked.size < 70; page = waiting.shift()) {
    const kind = page.replace(/\d+/g, '0').replace(/=[^&]*/g, '=');
    if (looked.has(kind)) continue;
    looked.add(kind);
    const { status, headers, text } = await send(site, { target: page, cookie });
    links.add(page);
    if (status === 302 && headers.location?.startsWith('/')) waiting.push(headers.location);
    if (status !== 200 || !headers['content-type']?.startsWith('text/html')) continue;
    waiting.push(...linksOf(text, page));
    for (const form of formsOf(text, page)) {
      const names = [...form.controls, ...form.buttons].map(({ name }) => name);
      forms.set(`${form.method} ${form.url} ${names} ${form.buttons.map(({ value }) => value)}`, form);
    }
  }
  return { links: [...links], forms: [...forms.values()] };
}

/** What stands in the places of the routes' parameters, by their names. */
function idsIn(links: readonly string[]): Record<string, string[]> {
  const ids: Record<string, Set<string>> = {};
  for (const path of routes) {
    const shape = new RegExp(`^/${path.replaceAll('.', '\\.').replace(/:(\w+)/g, '(?<$1>[^/?]+)')}(?:\\?|$)`);
    for (const link of links) {
      for (const [name, id] of Object.entries(shape.exec(link)?.groups ?? {})) {
        ids[name] ??= new Set();
        ids[name].add(id);
      }
    }
  }
  return Object.fromEntries(Object.entries(ids).map(([name, of]) => [name, [...of]]));
}

function told({ sent, statuses, slowest, slow, faults }: Tally): string {
  const counted = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
  return [
    `${sent} requests from seed ${firstSeed}; ${counted.join(', ')}`,
    `slowest ${Math.round(slowest)} ms, ${slow} over ${slowestMs} ms; ${faults.length} faults`,
    ...faults,
  ].join('\n');
}
