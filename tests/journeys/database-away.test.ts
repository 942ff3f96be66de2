/** PostgreSQL is restarted, stopped, and not there at all: the process lives, and nothing that was typed is lost. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { type Postgres, startPostgres } from '#tests/support/postgres.ts';
import { type Got, multipart, send, signedIn } from '#tests/support/raw-http.ts';
import { type Site, type Storage, startSite, storageOn } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';

let postgres: Postgres;
let storage: Storage;
let region: SmallRegion;

beforeAll(async () => {
  postgres = await startPostgres();
  storage = storageOn(postgres);
  region = await storage.prepare(smallRegion);
});
afterAll(() => postgres?.stop());

const answered = async (site: Site, target: string, cookie?: string) => (await send(site, { target, cookie })).status;
const isUp = async (site: Site) => {
  while ((await answered(site, '/health')) !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
};

/** A page for a person: short, in Russian, and when to come again. */
function expectAway({ status, headers, text }: Got) {
  expect([status, headers['retry-after']]).toEqual([503, '20']);
  expect(text).toContain('<h1>Сводка временно недоступна</h1>');
  expect(text).not.toMatch(/ at |ECONNREFUSED|terminat/);
}

describe('a site whose database goes away', () => {
  let site: Site;
  let director: string;
  let analyst: string;

  beforeAll(async () => {
    site = await startSite(storage, { now: august20 });
    director = await signedIn(site, region.people.director);
    analyst = await signedIn(site, region.people.analyst);
  });
  afterAll(() => site?.stop());

  test.each(['fast', 'immediate'] as const)('lives through a restart (%s) under twelve readers', async (mode) => {
    const target = paths.region(region.campaignId);
    const seen = new Map<number, number>();
    let reading = true;
    const readers = Array.from({ length: 12 }, async () => {
      while (reading) {
        const { status, headers } = await send(site, { target, cookie: analyst });
        if (status === 503) expect(headers['retry-after']).toBe('20');
        seen.set(status, (seen.get(status) ?? 0) + 1);
      }
    });
    for (let restart = 0; restart < 3; restart++) {
      const before = seen.get(200) ?? 0;
      await expect.poll(() => (seen.get(200) ?? 0) - before, { timeout: 30_000 }).toBeGreaterThan(12);
      await postgres.halt(mode);
      const away = seen.get(503) ?? 0;
      await expect.poll(() => (seen.get(503) ?? 0) - away, { timeout: 30_000 }).toBeGreaterThan(12);
      await postgres.resume();
      await isUp(site);
    }
    reading = false;
    await Promise.all(readers);
    expect([...seen.keys()].sort()).toEqual([200, 503]);
    expect(await answered(site, target, analyst)).toBe(200);
  });

  describe('while it is stopped', () => {
    beforeAll(() => postgres.halt('immediate'));
    afterAll(async () => {
      await postgres.resume();
      await isUp(site);
      // Whoever was signed in still is, and the scheduler goes on.
      expect(await answered(site, paths.editReport(region.reports.august), director)).toBe(200);
    });

    test('says so at /health and goes on serving what needs no database', async () => {
      expect(await answered(site, '/health')).toBe(503);
      expect(await answered(site, '/favicon.svg')).toBe(200);
    });

    test.each([paths.home(), paths.signIn(), '/reports/1/edit', '/notices', '/reports/1/form.xlsx'])(
      'answers %s with a short page, and its script in the same words',
      async (target) => {
        const page = await send(site, { target, cookie: director });
        expectAway(page);
        expect(page.bytes.length).toBeLessThan(3000);
        expect(page.text).toContain(`<a href="${target}">Попробовать снова</a>`);
        if (target.endsWith('.xlsx')) return;
        const facts = await send(site, { target: `${target === '/' ? '/_root' : target}.data`, cookie: director });
        expect([facts.status, facts.headers['retry-after'], facts.headers['content-type']]).toEqual([
          503,
          '20',
          'text/x-script',
        ]);
        expect(facts.text).toContain('"turnedAway"');
      },
    );

    test('keeps what was typed in a form that posts it again', async () => {
      const fields = { version: '0', intent: 'save', '2:text': '\nДневник.ру «да» <b>&amp;</b>\n"100 %"' };
      const page = await send(site, { target: '/reports/1/edit?from=home', cookie: director, body: fields });
      expectAway(page);
      expect(page.text).toContain('<form method="post" action="/reports/1/edit?from=home">');
      expect(fieldsOf(page.text)).toEqual(fields);
      const data = await send(site, { target: '/reports/1/edit.data', cookie: director, body: fields });
      expect(data.status).toBe(503);
      expect(data.text).toContain('Дневник.ру «да» <b>&amp;</b>');
    });

    test('of a form with a file the text is kept, and the lost file named', async () => {
      const file = { field: 'file', name: 'Приказ <1>.pdf', bytes: Buffer.from('%PDF-') };
      const target = '/schools/1/acts/new';
      const page = await send(site, { target, cookie: director, ...(await multipart({ number: '12-О' }, [file])) });
      expectAway(page);
      expect(fieldsOf(page.text)).toEqual({ number: '12-О', file: 'Приказ <1>.pdf' });
      expect(page.text).toContain('их нужно будет выбрать ещё раз: Приказ &lt;1&gt;.pdf');
    });

    test('never keeps a password: it is asked for anew', async () => {
      const body = { email: 'director@school.ru', password: 'тайное слово' };
      const page = await send(site, { target: '/sign-in', body });
      expectAway(page);
      expect(page.text).not.toContain('тайное слово');
      expect(page.text).toContain('type="password" name="password"');
      expect(fieldsOf(page.text)).toEqual({ email: 'director@school.ru' });
      const data = await send(site, { target: '/sign-in.data', body });
      expect(data.text).not.toContain('тайное слово');
    });

    test('answers a script of the form in facts, so that it tries again by itself', async () => {
      const headers = { accept: 'application/json' };
      const { status, headers: got } = await send(site, {
        target: '/reports/1/save',
        body: {},
        headers,
        cookie: director,
      });
      expect([status, got['retry-after'], got['content-type']]).toEqual([503, '20', 'application/json; charset=utf-8']);
    });
  });
});

/** Of a page: what its hidden fields send, as a browser reads them. */
function fieldsOf(html: string): Record<string, string> {
  const plain = (text = '') =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
      plain(name),
      plain(value),
    ]),
  );
}

describe('a site that starts before its database', () => {
  test('listens at once, says that it waits, and migrates when the database is there', async () => {
    const fresh = `fresh_${randomUUID().replaceAll('-', '')}`;
    await storage.prepare(({ pool }) => pool.query(`create database ${fresh}`));
    await postgres.halt('fast');
    const site = await startSite(storageOn(postgres, fresh), { now: august20, until: 'waiting for the database' });
    const page = await send(site, { target: '/sign-in' });
    expectAway(page);
    expect((await send(site, { target: '/sign-in.data' })).status).toBe(503);
    expect(await answered(site, '/health')).toBe(503);
    await site.logged(({ nextTryMs }) => nextTryMs === 1000);
    await postgres.resume();
    const { applied } = await site.logged(({ msg }) => msg === 'ready');
    expect(applied).toContain('0001-foundation');
    expect(await answered(site, '/sign-in')).toBe(200);
    expect(await answered(site, '/health')).toBe(200);
    await site.stop();
  });

  test('stops in order while it waits', async () => {
    const nowhere = { env: { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/postgres' } };
    const site = await startSite(nowhere, { now: august20, until: 'waiting for the database' });
    await site.stop();
  });

  test('ends at once, and says what to look at, when waiting cannot help', async () => {
    const wrong = { env: { DATABASE_URL: postgres.url('no_such_database') } };
    await expect(startSite(wrong, { now: august20 })).rejects.toThrow(
      /База данных не открыта\. database \W+no_such_database\W+ does not exist\. Проверьте DATABASE_URL/,
    );
  });
});
