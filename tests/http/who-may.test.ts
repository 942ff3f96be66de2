/** Who may: every page asked for by everybody, and every form of every page sent by everybody, with exact answers. */
import type { IncomingMessage } from 'node:http';
import { beforeAll, expect, test } from 'vitest';
import { refusedByHead } from '#app/http/intake.server.ts';
import { paths } from '#app/paths.ts';
import { refusals } from '#app/text/ru/refusals.ts';
import { testDatabase } from '#tests/support/database.ts';
import { type PressedForm, pressedOn } from '#tests/support/page-forms.ts';
import { type Pages, pageRoutes, pagesOver } from '#tests/support/pages.ts';
import { type Asker, asked, askers, type TwoRegions, twoRegions } from '#tests/support/two-regions.ts';
import { whoSees } from './who-sees.ts';
import { type Sending, whoSends } from './who-sends.ts';

const database = testDatabase({ emptied: 'once' });

type Who = Asker | 'nobody';
const everybody: Who[] = ['nobody', ...askers];

let world: TwoRegions;
let pages: Pages;
const cookies: Partial<Record<Who, string>> = {};
/** Kinds of forms that have stood on a page. */
const met = new Set<string>();

async function signIn(who: Asker): Promise<void> {
  cookies[who] = await pages.cookieOf(world.askers[who]);
}

beforeAll(async () => {
  world = await twoRegions(database());
  pages = pagesOver(database(), asked);
  for (const who of askers) await signIn(who);
});

/** What must not stand on any page of theirs. */
const ofSchool = ['Школа № 1', 'Смирнова', 'Положение об электронном журнале', 'Август.xlsx', '№ 12 '];
const ofDubna = [...ofSchool, 'Дубна', 'Школа № 2', 'Школа № 3', 'Школа искусств', 'Фёдорова', 'Орлов', 'Новикова'];
const ofRegion = [...ofDubna, 'Истра', 'Логос', 'Белова', 'Зимин', 'Соколова', 'Шмагина', 'Волкова', 'Лебедев'];
function foreignTo(who: Who): string[] {
  if (who === 'nobody') return ofRegion;
  if (who.startsWith('far')) return [...ofRegion, 'Московская область'];
  if (who === 'stranger' || who === 'neighbour') return ofDubna;
  return who === 'colleague' ? ofSchool : [];
}

const marks: Record<number, string> = { 200: '+', 401: 's', 403: 'x', 404: '-', 410: 'o', 422: 'v' };

/** The answer as a mark; a redirect of a page's data says where in its body. */
function markOf(status: number, to: string | null, body: string): string {
  if (status === 302 || status === 202) {
    return to?.startsWith('/sign-in') || (status === 202 && body.includes('/sign-in')) ? 'i' : '>';
  }
  return marks[status] ?? `(${status})`;
}

async function answered(who: Who, request: Promise<Response>) {
  const response = await request;
  const body = await response.text();
  const named = foreignTo(who).filter((name) => body.includes(name));
  return {
    status: response.status,
    mark: markOf(response.status, response.headers.get('location'), body),
    body,
    named,
  };
}

const dataOf = (url: string) => {
  const [path = '', query] = url.split('?');
  return `${path === '/' ? '/_root' : path}.data${query === undefined ? '' : `?${query}`}`;
};

function routeOf(url: string): string {
  const pathname = url.split('?', 1)[0]?.slice(1) ?? '';
  const fits = pageRoutes.filter(({ path }) => {
    const pattern = path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+?');
    return new RegExp(`^${pattern}$`).test(pathname);
  });
  // The one that says most literally what the address says.
  return fits.sort((a, b) => b.path.replace(/:\w+/g, '').length - a.path.replace(/:\w+/g, '').length)[0]?.path ?? '?';
}

const kindOf = ({ url, intent }: Pick<PressedForm, 'url' | 'intent'>) => `${routeOf(url)} ${intent}`.trim();

function formsOn(html: string, url: string): PressedForm[] {
  const forms = pressedOn(html, url);
  for (const form of forms) met.add(kindOf(form));
  return forms;
}

/** Marks in the order of the tables, in their groups. */
const inGroups = (row: string[]) => row.join('').replace(/^(.)(.{4})(..)(.{4})(...)(....)$/, '$1 $2 $3 $4 $5 $6');

async function audited(): Promise<number> {
  const { events } = await database()
    .db.selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('events'))
    .executeTakeFirstOrThrow();
  return events;
}

test('every route is in the table, and the table holds no other', () => {
  expect(Object.keys(whoSees(world)).sort()).toEqual(pageRoutes.map(({ path }) => path).sort());
});

test('no method but GET, HEAD and POST reaches any page', () => {
  const origins = new Set(['http://localhost:3000']);
  for (const url of Object.values(whoSees(world)).flatMap((visits) => visits.map(([, at]) => at))) {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const request = { method, url, httpVersion: '1.1', headers: { host: 'localhost:3000' } };
      expect(refusedByHead(request as IncomingMessage, origins), `${method} ${url}`).toBe(405);
    }
  }
});

/** The loaders decide, with and without a page around them: of pages each asker draws every fourth, and one draws each. */
test('row 33: everybody is shown their own and nothing of another school, municipality or region, whatever page they ask for', async () => {
  const before = await audited();
  const wrong: string[] = [];
  const table = whoSees(world);
  for (const [number, { path, module }] of pageRoutes.entries()) {
    const isPage = 'default' in module;
    for (const [expected, url] of table[path] ?? []) {
      const rows: { page: string[]; data: string[] } = { page: [], data: [] };
      for (const [at, who] of everybody.entries()) {
        const data = await answered(who, pages.get(dataOf(url), cookies[who]));
        rows.data.push(data.mark);
        // Whoever holds an invitation reads whose it is.
        const isSecret = path !== 'invitation';
        for (const name of isSecret ? data.named : []) wrong.push(`${who}: ${url} names ${name}`);
        const isFirst = data.mark === '+' && !rows.page.includes('+');
        if (isPage && !isFirst && (at + number) % 4 !== 0) {
          rows.page.push(data.mark);
          continue;
        }
        const page = await answered(who, pages.get(url, cookies[who]));
        if (page.body.startsWith('<!DOCTYPE')) formsOn(page.body, url);
        rows.page.push(page.mark);
        for (const name of isSecret ? page.named : []) wrong.push(`${who}: ${url} names ${name}`);
      }
      for (const row of [rows.page, rows.data]) {
        if (inGroups(row) !== expected) wrong.push(`${url} answers ${inGroups(row)}, not ${expected}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(await audited()).toBe(before);
});

/** The form as it stands on its page for the right person, filled in; and with nothing in it that can be read. */
async function filled({ kind, at, by, type = {}, fields }: Sending) {
  if (fields) return { url: at, fields, garbled: garbled(fields, Object.keys(fields)) };
  const { status, body } = await answered(by, pages.get(at, cookies[by]));
  const forms = formsOn(body, at);
  const form = forms.find((one) => kindOf(one) === kind);
  if (!form) {
    const others = forms.map(kindOf).join(', ');
    throw new Error(`${at} answers ${status} and has no form for ${by}, but ${others}`);
  }
  const typed = { ...form.fields, ...(typeof type === 'function' ? type(form, body) : type) };
  return { url: form.url, fields: typed, garbled: garbled(typed, [...form.names, 'version', 'person']) };
}

function garbled(fields: Record<string, string>, names: string[]): Record<string, string> {
  const kept = Object.entries(fields).filter(([name]) => name === 'intent' || !names.includes(name));
  return Object.fromEntries([...kept, ...names.filter((name) => name !== 'intent').map((name) => [name, 'мусор'])]);
}

function withFile(fields: Record<string, string>, { field, name, bytes }: NonNullable<Sending['file']>): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append(field, new Blob([new Uint8Array(bytes)]), name);
  return form;
}

/** Whoever is refused is refused whatever they send, before anything of it is looked at. */
async function refused(
  { kind, marks: expected }: Sending,
  { url, fields, garbled }: Awaited<ReturnType<typeof filled>>,
) {
  const wrong: string[] = [];
  const before = await audited();
  const rows: Record<'sent' | 'garbled', string[]> = { sent: [], garbled: [] };
  const typed = Object.values(fields).join(' ');
  for (const [at, who] of everybody.entries()) {
    const mark = expected.replaceAll(' ', '')[at] ?? '';
    if (mark === '+') {
      for (const row of Object.values(rows)) row.push(mark);
      continue;
    }
    // A page is drawn around every eighth refusal.
    const sent = await answered(who, pages.post(at % 8 === 0 ? url : dataOf(url), fields, cookies[who]));
    // For another region nothing is there, whatever is sent.
    const other = who.startsWith('far') ? sent : await answered(who, pages.post(dataOf(url), garbled, cookies[who]));
    rows.sent.push(sent.mark);
    // What they send may name nothing that they could be forbidden.
    rows.garbled.push(mark === 'x' && other.mark === '-' ? 'x' : other.mark);
    const told = [...sent.named, ...other.named].filter((name) => !typed.includes(name));
    for (const name of told) wrong.push(`${kind}: ${who} reads ${name}`);
  }
  for (const [how, row] of Object.entries(rows)) {
    if (inGroups(row) !== expected) wrong.push(`${kind}, ${how}: ${inGroups(row)}, not ${expected}`);
  }
  if ((await audited()) !== before) wrong.push(`${kind}: something was done`);
  return wrong;
}

/** A word that no button of the page says, and words that every object answers to. */
async function unknownWords({ kind, by }: Sending, { url, fields }: Awaited<ReturnType<typeof filled>>) {
  const wrong: string[] = [];
  if (!('intent' in fields)) return wrong;
  const before = await audited();
  for (const intent of ['прочее', 'toString', '']) {
    const at = intent === 'прочее' ? url : dataOf(url);
    const { status, body } = await answered(by, pages.post(at, { ...fields, intent }, cookies[by]));
    const isSaid = at !== url || body.includes(refusals.pages[400].text);
    if (status !== 400 || !isSaid) wrong.push(`${kind}: “${intent}” is answered ${status}`);
  }
  if ((await audited()) !== before) wrong.push(`${kind}: an unknown word did something`);
  return wrong;
}

const sent = (url: string, fields: Record<string, string>, by: Who) => pages.post(url, fields, cookies[by]);

test('every form does its work for the right person, for nobody else, and nothing by a word that no button says', async () => {
  const wrong: string[] = [];
  const sendings = whoSends(world);
  for (const sending of sendings) {
    const { kind, by, answers = 302, before, file } = sending;
    try {
      await before?.(sent);
      const form = await filled(sending);
      wrong.push(...(await refused(sending, form)), ...(await unknownWords(sending, form)));
      const body = file ? withFile(form.fields, file) : form.fields;
      const { status, mark } = await answered(by, pages.post(form.url, body, cookies[by]));
      if (status !== answers || (mark === 'i' && !/^(account|sign-out|language)/.test(kind))) {
        wrong.push(`${kind}: ${by} is answered ${status}, not ${answers}`);
      }
      await pages.idle();
      for (const who of [by, sending.ends ?? by]) if (who !== 'nobody') await signIn(who);
    } catch (error) {
      wrong.push(`${kind}: ${(error as Error).message}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('there is no kind of form that has not been sent', () => {
  const known = new Set(whoSends(world).map(({ kind }) => kind));
  expect([...met].filter((kind) => !known.has(kind))).toEqual([]);
});

test('a form of one’s own does nothing to what is another’s', async () => {
  const { kogalym, dubna, istra, reports, ids } = world;
  const { stranger, farAdministrator } = world.askers;
  const schoolId = 'schoolId' in stranger ? stranger.schoolId : 0;
  const own = { act: '1', version: '1' };
  const before = await audited();
  const borrowed: [who: Asker, url: string, fields: Record<string, string>, status: number][] = [
    ['stranger', paths.acts(schoolId), { intent: 'remove', ...own }, 404],
    ['neighbour', paths.calls(world.campaignId, istra), { intent: 'remind', report: String(reports.august) }, 404],
    ['neighbour', paths.calls(world.campaignId, istra), { intent: 'call', report: String(reports.august) }, 404],
    ['neighbour', paths.queue(world.campaignId, istra), { [`accept:${reports.colleagues}`]: '1' }, 404],
    ['neighbour', paths.terms(reports.strangers), { intent: 'revoke', decision: '1' }, 404],
    ['farAnalyst', paths.exports(), { campaign: String(kogalym), at: '2012-07' }, 404],
    ['farAdministrator', paths.campaigns(), { campaign: String(kogalym), published: 'yes' }, 404],
    ['farAdministrator', paths.campaigns(), { order: 'MO', scope: String(dubna), years: '0' }, 422],
    [
      'farAdministrator',
      paths.newPerson(),
      { role: 'coordinator', organisation: String(dubna), name: 'Н', email: 'n@n.ru' },
      422,
    ],
    ['farAdministrator', paths.newOrganisation({ kind: 'school' }), { name: 'Ш', municipality: String(dubna) }, 422],
    [
      'farAdministrator',
      paths.personRole(farAdministrator.id),
      { version: '1', role: 'coordinator', organisation: String(dubna) },
      422,
    ],
    ['colleague', paths.notices(), { upTo: String(ids.notice) }, 302],
  ];
  for (const [who, url, fields, status] of borrowed) {
    const response = await pages.post(url, fields, cookies[who]);
    await response.text();
    expect(response.status, `${who} ${url}`).toBe(status);
  }
  expect(await audited()).toBe(before);
});
