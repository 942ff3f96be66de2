import type { AppLoadContext } from '@remix-run/node';
import { expect, test } from 'vitest';
import { currentlySignedIn, userContext } from '#app/http/context.server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { pagesOver } from '#tests/support/pages.ts';
import { august20, smallRegion } from '#tests/support/small-region.ts';

const database = testDatabase();

/** What answers a form that is posted by nobody: its session is over. */
function answerTo(path: string, fields: Record<string, string> | FormData): Promise<unknown> {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  const request = new Request(`http://localhost${path}`, { method: 'POST', body });
  const context = { db: database().db, clock: { now: () => new Date() } } as unknown as AppLoadContext;
  return userContext({ request, context }).then(
    () => expect.unreachable('Somebody is signed in'),
    (answer: unknown) => answer,
  );
}

test('a form posted after the end of the session is carried on with all that was typed', async () => {
  const fields = { version: '1', '2:text': 'Дневник.ру' };
  expect(await answerTo('/reports/1/edit', fields)).toMatchObject({
    data: { interrupted: { path: '/reports/1/edit', fields } },
    init: { status: 401 },
  });
});

test('of a form with a file the text is carried on, and the file’s name stands for the file', async () => {
  const body = new FormData();
  body.append('number', '12-О');
  body.append('file', new Blob(['%PDF']), 'Приказ.pdf');
  expect(await answerTo('/schools/1/acts/new', body)).toMatchObject({
    data: {
      interrupted: {
        path: '/schools/1/acts/new',
        fields: { number: '12-О', file: 'Приказ.pdf' },
        files: ['Приказ.pdf'],
      },
    },
    init: { status: 401 },
  });
});

test('a password is never carried on: its form is asked for anew after signing in', async () => {
  const fields = { intent: 'password', current: 'нынешний-пароль', next: 'новый-пароль' };
  const answer = (await answerTo('/account', fields)) as Response;
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe('/sign-in?to=%2Faccount');
});

test('who asks is looked up once for all loaders of a page, and anew after an action', async () => {
  const region = await smallRegion(database());
  const now = new Date(august20);
  const cookie = await pagesOver(database(), now).cookieOf(region.people.director);
  const context = { db: database().db, clock: { now: () => now }, foundSession: () => {} } as unknown as AppLoadContext;
  const asked = (method: string) => {
    const request = new Request('http://localhost/notices', { method, headers: { cookie } });
    return currentlySignedIn({ request, context });
  };
  const before = await asked('POST');
  await database().db.updateTable('notices').set({ read_at: now }).execute();
  const [root, page] = await Promise.all([asked('GET'), asked('GET')]);
  expect([before?.unread, root?.unread, page === root]).toEqual([2, 0, true]);
});
