/** What nobody types by mistake: the built site answers each with a clear page, never with a failure. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { type Got, type Sent, send, sendBytes, signedIn } from '#tests/support/raw-http.ts';
import { moForm } from '#tests/support/scenario.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';

let storage: Storage;
let site: Site;
let region: SmallRegion;
let director: string;
let coordinator: string;
let analyst: string;

beforeAll(async () => {
  storage = await newStorage('pglite');
  region = await storage.prepare(async (database) => {
    const prepared = await smallRegion(database);
    await prepared.fileColleaguesAugust();
    return prepared;
  });
  site = await startSite(storage, { now: august20 });
  director = await signedIn(site, region.people.director);
  coordinator = await signedIn(site, region.people.coordinator);
  analyst = await signedIn(site, region.people.analyst);
});

afterAll(async () => {
  await site?.stop();
  await storage?.remove();
});

/** A page for people: whole, in Russian, with a heading, and with every header that protects its reader. */
async function refused(sent: Sent): Promise<Got & { heading: string }> {
  const got = await send(site, { cookie: director, ...sent });
  expectProtected(got);
  expect(got.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(got.text).toMatch(/<html lang="ru">/);
  const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(got.text)?.[1] ?? '';
  expect(heading).toMatch(/[а-яё]{3}/i);
  return { ...got, heading };
}

function expectProtected({ headers }: Got) {
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringMatching(/default-src 'self'.*frame-ancestors 'none'/),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
}

const edit = () => paths.editReport(region.reports.august);
/** The school's first save, with these fields instead of its own. */
const draft = (fields: Record<string, string>): Sent => ({
  target: edit(),
  body: { version: '0', intent: 'save', ...moForm('01.02.2012'), ...fields },
});

describe('a form with a wrong answer is saved as typed, and says what is wrong', () => {
  test.each([
    ['5.1:n', '41', 'Числитель больше знаменателя'],
    ['5.1:n', '1000001', 'Число слишком большое'],
    ['5.1:n', '99999999999999999999', 'Число слишком большое'],
    ['5.1:n', '-1', 'Укажите целое число'],
    ['5.1:n', '12,5', 'Укажите целое число'],
    ['5.1:n', '1e3', 'Укажите целое число'],
    ['5.1:of', 'NaN', 'Укажите целое число'],
    ['5.1:of', '0x10', 'Укажите целое число'],
    ['3:date', '30.02.2012', 'Такой даты нет'],
    ['3:date', '29.02.2011', 'Такой даты нет'],
    ['3:date', '00.00.0000', 'Такой даты нет'],
    ['3:date', '21.08.2012', 'Дата ещё не наступила'],
    ['3:none', 'maybe', 'Выберите один из предложенных ответов'],
    ['4.1:number', '12', 'Стоит отметка «Пока нет», но данные заполнены'],
    ['2:text', 'ы'.repeat(301), 'Текст слишком длинный'],
    ['6:text', '\u0007', 'В тексте есть знаки, которые нельзя сохранить'],
  ])('%s = %s: %s', async (field, value, words) => {
    const { status, headers } = await send(site, {
      ...draft({ version: await standing(), [field]: value }),
      cookie: director,
    });
    expect(status).toBe(302);
    const { text } = await send(site, { target: String(headers.location), cookie: director });
    expect(text).toContain('вместе с ошибками');
    expect(text).toContain(words);
    expect(text).toContain(value.slice(0, 300));
  });

  test('and is not filed until it is corrected', async () => {
    const target = paths.checkReport(region.reports.august);
    const { status } = await send(site, { target, cookie: director, body: { version: await standing() } });
    expect(status).toBe(422);
  });

  /** The version of the draft as the page shows it. */
  async function standing(): Promise<string> {
    const { text } = await send(site, { target: edit(), cookie: director });
    return /name="version"[^>]* value="(\d+)"/.exec(text)?.[1] ?? '';
  }
});

describe('a form that is none of ours', () => {
  test.each([
    '9:n',
    '5.1',
    '5.1:N',
    '5.1:n:n',
    '5:n',
    '1:0:name',
    'problems:0:text',
    '__proto__',
    '__proto__:n',
    'constructor',
    'toString:text',
    'hasOwnProperty',
    '',
    'name',
  ])('is not read: the field «%s»', async (field) => {
    const { status, heading } = await refused(draft({ [field]: '1' }));
    expect([status, heading]).toEqual([400, 'Форма не подходит к отчёту']);
  });

  test.each([undefined, '', '-1', '1.0', 'abc', '9999999999', '0x1'])(
    'is not read: the version %s',
    async (version) => {
      const { version: _, ...body } = { ...moForm(null), version };
      const { status } = await refused({
        target: edit(),
        body: { ...body, ...(version !== undefined && { version }) },
      });
      expect(status).toBe(400);
    },
  );

  test('is not read with a field twice', async () => {
    const { status } = await refused({
      target: edit(),
      body: [
        ['version', '0'],
        ['2:text', 'Дневник.ру'],
        ['2:text', 'Школьный портал'],
      ],
    });
    expect(status).toBe(400);
  });

  test.each([
    ['broken UTF-8', 'version=0&2%3Atext=%D0'],
    ['a half of a surrogate pair', 'version=0&2%3Atext=%ED%A0%80'],
    ['a broken escape', 'version=0&2%3Atext=%zz'],
    ['NUL', 'version=0&2%3Atext=a%00b'],
    ['bytes that are no UTF-8', Buffer.from([0x76, 0x3d, 0xff, 0xfe])],
  ])('is not read: %s', async (_, body) => {
    expect((await refused({ target: edit(), body })).status).toBe(400);
  });

  test('is not read when it is too long, whether it says so or not', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024, 'a');
    expect((await refused({ target: edit(), body })).status).toBe(413);
    const unannounced = { 'content-length': '', 'transfer-encoding': 'chunked' };
    expect((await refused({ target: edit(), body, headers: unannounced })).status).toBe(413);
  });

  test.each([
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded; charset=windows-1251',
  ])('is not read: its type is %s', async (type) => {
    expect((await refused({ ...draft({}), headers: { 'content-type': type } })).status).toBe(415);
  });

  test('is not read when it is compressed or has no type', async () => {
    expect((await refused({ ...draft({}), headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
    expect((await refused({ ...draft({}), headers: { 'content-type': '' } })).status).toBe(415);
  });

  test.each(['https://svodka.example.com', 'null', '', 'http://localhost'])(
    'is not read: it comes from «%s»',
    async (origin) => {
      const { status, heading } = await refused({ ...draft({}), headers: { origin } });
      expect([status, heading]).toEqual([403, 'Форма отправлена с другого сайта']);
    },
  );
});

describe('a form that a browser says another site has sent', () => {
  test.each(['cross-site', 'same-origin, cross-site'])('is not read: %s', async (said) => {
    const { status } = await refused({ ...draft({}), headers: { 'sec-fetch-site': said } });
    expect(status).toBe(403);
  });

  test('is read when it is ours, and from a browser that says nothing', async () => {
    const ways: Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, {}];
    for (const headers of ways) {
      const { status } = await send(site, { target: '/language', body: { lang: 'ru', to: '/' }, headers });
      expect(status).toBe(302);
    }
  });
});

describe('what belongs to others', () => {
  test.each(['colleagues', 'strangers'] as const)('does not exist for a director: %s report', async (whose) => {
    const id = region.reports[whose];
    for (const target of [paths.editReport(id), paths.checkReport(id), paths.filedReport(id), paths.printReport(id)]) {
      expect((await refused({ target })).status).toBe(404);
    }
    for (const target of [paths.editReport(id), paths.checkReport(id)]) {
      expect((await refused({ target, body: { version: '0', intent: 'save' } })).status).toBe(404);
    }
    expect((await refused({ target: paths.report(id) })).status).toBe(404);
  });

  test('does not exist for a director: another school, the region, the administration', async () => {
    for (const target of [
      paths.school(region.people.colleague.schoolId),
      paths.region(region.campaignId),
      paths.summaryWorkbook(region.campaignId, '2012-08' as never),
    ]) {
      expect((await refused({ target })).status, target).toBe(404);
    }
    expect([403, 404]).toContain((await refused({ target: paths.admin() })).status);
  });

  test('a file that is for other roles is refused as such, on a page of words', async () => {
    const target = paths.municipalityForms(region.campaignId, region.dubna, '2012-08-31' as never);
    const { status, heading } = await refused({ target, cookie: analyst });
    expect([status, heading]).toEqual([403, 'Нет доступа']);
  });

  test('is not for a coordinator to fill in', async () => {
    const { status } = await refused({ ...draft({}), cookie: coordinator });
    expect(status).toBe(403);
  });
});

describe('an address that leads nowhere', () => {
  const ids = ['0', '-1', '01', '1.0', '1e3', 'abc', '99999999999', '%31%00', '%D0%B0', '1%2F2'];

  test.each(ids)('has no page: the id %s', async (id) => {
    for (const target of [`/schools/${id}`, `/reports/${id}/edit`, `/reports/${id}/check`, `/reports/${id}/print`]) {
      const { status } = await refused({ target });
      expect(status, target).toBe(id.includes('%00') ? 400 : 404);
    }
    const { status } = await refused({ target: `/campaigns/${id}/coverage`, cookie: analyst });
    expect(status).toBe(id.includes('%00') ? 400 : 404);
  });

  test.each(['2012-13', '2012-02-30', '2012-8', '2012', 'abc', '', '2999-01', '1899-12', '2012-08-21', "'"])(
    'has no page: the month or day «%s»',
    async (at) => {
      const query = encodeURIComponent(at);
      const { dubna, campaignId } = region;
      for (const target of [
        `/campaigns/${campaignId}/coverage?at=${query}`,
        `/campaigns/${campaignId}/municipalities/${dubna}/coverage?at=${query}`,
        `/campaigns/${campaignId}/summary/${query}.xlsx`,
      ]) {
        expect((await refused({ target, cookie: analyst })).status, target).toBe(404);
      }
      const target = `${paths.municipalityReports(campaignId, dubna)}?date=${query}`;
      expect((await refused({ target, cookie: coordinator })).status).toBe(404);
    },
  );

  test.each(['0', '7', 'abc', '1 ', ''])('has no page: the filing «%s»', async (filing) => {
    const target = `${paths.printReport(region.reports.july)}?filing=${encodeURIComponent(filing)}`;
    expect((await refused({ target })).status).toBe(404);
  });

  test('is not read when it is damaged', async () => {
    for (const target of [
      '/%FF',
      '/schools/%',
      '/sign-in?to=%E0%A4',
      '/?a=%00',
      '//svodka.example.com/',
      '/?_data=root',
    ]) {
      expect((await refused({ target })).status, target).toBe(400);
    }
    expect((await refused({ target: `/?q=${'a'.repeat(9000)}` })).status).toBe(414);
    expect((await refused({ target: '/', headers: { 'x-long': 'a'.repeat(20_000) } })).status).toBe(431);
    expect((await refused({ target: '/nowhere' })).status).toBe(404);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('cannot be asked with %s', async (method) => {
    expect((await refused({ method, target: '/' })).status).toBe(405);
  });

  test('does not lead away after sign-in', async () => {
    for (const to of [
      'https://example.com/',
      '//example.com',
      '/\\example.com',
      'javascript:alert(1)',
      '/\t/example.com',
    ]) {
      const { status, headers } = await send(site, { target: paths.signIn(to), cookie: director });
      expect([status, headers.location]).toEqual([302, '/']);
    }
  });

  test('leads on after sign-in and the language switch, whatever letters are in it', async () => {
    const to = '/schools/Дубна?имя=\u0007и';
    const location = '/schools/%D0%94%D1%83%D0%B1%D0%BD%D0%B0?%D0%B8%D0%BC%D1%8F=%07%D0%B8';
    const after = await send(site, { target: paths.signIn(to), cookie: director });
    expect([after.status, after.headers.location]).toEqual([302, location]);
    const switched = await send(site, { target: paths.language(), body: { lang: 'en', to } });
    expect([switched.status, switched.headers.location]).toEqual([302, location]);
  });

  test('is refused as a page even where it is no HTTP', async () => {
    const answer = await sendBytes(site, 'GET / HTTP/1.1\r\nbad header\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/content-security-policy: default-src 'self'/);
    expect(answer).toContain('Запрос не прочитан');
  });
});

test('files, redirects and pages protect their reader like refusals do', async () => {
  const page = await send(site, { target: '/sign-in' });
  const [script = ''] = /\/assets\/[^"]+\.js/.exec(page.text) ?? [];
  for (const target of ['/sign-in', '/', '/favicon.svg', script, edit(), '/health']) {
    expectProtected(await send(site, { target, cookie: target === '/' ? director : undefined }));
  }
  const pages = await Promise.all([0, 1].map(() => send(site, { target: '/sign-in' })));
  const [first, second] = pages.map(
    ({ headers }) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1],
  );
  expect(first).toMatch(/./);
  expect(first).not.toBe(second);
  // Nothing on a page runs but files of ours.
  for (const { text } of pages) expect(text).not.toMatch(/<script(?![^>]* src="\/assets\/)/);
});

test('what is sent twice is done once', async () => {
  const { may } = region.reports;
  const { july, colleagues } = region.reports;
  const typed = { version: '0', intent: 'save' };
  const save = { target: paths.editReport(may), cookie: director, body: { ...typed, '2:text': 'Дневник.ру' } };
  const first = await send(site, save);
  const second = await send(site, save);
  expect([first.status, second.status, second.headers.location]).toEqual([302, 302, first.headers.location]);
  const again = await refused({ ...save, body: { ...typed, '2:text': 'Аверс' } });
  expect(again.status).toBe(409);
  expect(again.text).toContain('Отчёт изменил другой человек');

  // July has been filed and accepted: filing the same version is the filing that is there, another one is none.
  const file = (version: string) => ({ target: paths.checkReport(july), cookie: director, body: { version } });
  const repeated = await send(site, file('1'));
  expect([repeated.status, repeated.headers.location]).toEqual([302, paths.filedReport(july)]);
  const newer = await refused(file('2'));
  expect(newer.status).toBe(409);
  expect(newer.text).toContain('Отчёт нельзя сдать');
  expect((await send(site, { target: paths.filedReport(july), cookie: director })).text).toContain(`${july}-1`);
  expect(colleagues).not.toBe(july);
});

test('a thousand odd requests never make the site fail', async () => {
  const random = sequence(20120901);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const numbers = ['0', '1', '2', '-1', '999999999', '1e9', 'NaN', ''];
  const values = [
    ...['', ' ', '0', '-0', '1', '40', '1000000', '1,5', '٣', '²', '9'.repeat(40), 'on', 'yes', 'null', 'undefined'],
    ...['01.01.2012', '2012-01-01', '31.12.9999', '0000-00-00', '{}', '[]', '{"$gt":""}', "' or 1=1 --", '<script>'],
    ...['\u202e', '\ufeff', '😀', '\ud83d', 'я'.repeat(5000), '\r\n\r\n', '../../etc/passwd', '%00', '{{7*7}}', '\\'],
  ];
  const names = [
    ...Object.keys(moForm('01.02.2012')),
    ...'version intent reason ordinal decision filing to lang code password email interrupted job period name'.split(
      ' ',
    ),
    ...'opened municipality order scope years role organisation next current __proto__ constructor'.split(' '),
    ...'4:0:title 4:99:title problems:0:text 5.1:classes'.split(' '),
  ];
  const { campaignId, dubna, reports } = region;
  const ids = [...Object.values(reports).map(String), ...numbers];
  const targets = () => [
    ...['edit', 'save', 'presence', 'check', 'filed', 'print', ''].map((page) => `/reports/${pick(ids)}/${page}`),
    ...['acts', 'acts/new', `acts/${pick(ids)}`, 'responsible', 'responsible/new'].map(
      (page) => `/schools/${pick(ids)}/${page}`,
    ),
    `/files/${pick(ids)}`,
    ...[`/schools/${pick(ids)}`, '/', '/account', '/invitation', '/language', '/sign-out', '/region', '/__manifest'],
    `/campaigns/${pick([campaignId, ...numbers])}/coverage`,
    `/campaigns/${pick([campaignId, ...numbers])}/order`,
    `/campaigns/${pick([campaignId, ...numbers])}/municipalities/${pick([dubna, ...numbers])}/${pick(['reports', 'coverage'])}`,
    `/campaigns/${campaignId}/summary/${pick(['2012-07', '2012-08', '2012-08-01', '0', 'x'])}.${pick(['xlsx', 'csv', 'json'])}`,
    `/admin${pick(['', '/jobs', '/organisations', '/organisations/new', '/people', '/people/new', '/campaigns'])}`,
    `/admin/${pick(['organisations', 'people'])}/${pick(ids)}`,
  ];
  const keys = ['at', 'date', 'filing', 'edition', 'sort', 'order', 'standing', 'saved', 'done', 'to', 'code', 'p'];
  const more = ['version', '_routes', 'index', 'after', 'before', 'municipality', 'q', 'role', 'page', 'years', 'job'];
  const administrator = await signedIn(site, region.people.administrator);
  const failed: string[] = [];
  for (let round = 0; round < 1000; round++) {
    const query = Array.from({ length: Math.floor(random() * 3) }, () => [pick([...keys, ...more]), pick(values)]);
    const path = pick(targets()) + (random() < 0.2 ? '.data' : '');
    const search = String(new URLSearchParams(query as [string, string][]));
    const fields = Array.from({ length: Math.floor(random() * 8) }, (): [string, string] => [
      pick(names),
      pick(values),
    ]);
    const sent: Sent = {
      target: search ? `${path}?${search}` : path,
      cookie: pick([director, coordinator, analyst, administrator, 'svodka_session=x', 'svodka_session=%']),
      ...(random() < 0.5 && { body: random() < 0.3 ? fields : [['version', pick(numbers)], ...fields] }),
    };
    const { status } = await send(site, sent);
    if (status >= 500) failed.push(`${status} ${JSON.stringify(sent)}`);
  }
  expect(failed).toEqual([]);
});

/** The same numbers each time: what failed can be asked again (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
