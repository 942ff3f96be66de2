/** An analyst without scripts writes the note: a figure that was lost comes back, and the file says what was written. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpack } from '#app/documents/archive.server.ts';
import type { Month } from '#app/domain/calendar.ts';
import { paths } from '#app/paths.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { send, signedIn } from '#tests/support/raw-http.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { type Visitor, visit } from '#tests/support/visitor.ts';

const july = '2012-07' as Month;

let browser: Browser;
let storage: Storage;
let region: SmallRegion;
let site: Site;
let analyst: Visitor;

beforeAll(async () => {
  browser = await launchBrowser();
  storage = await newStorage('pglite');
  region = await storage.prepare(smallRegion);
  site = await startSite(storage, { now: august20 });
  await site.logged(({ job, msg }) => job === 'compile-summary' && msg === 'job run succeeded');
  analyst = await visit(browser, site, { scripts: false });
  await analyst.signIn(region.people.analyst);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storage?.remove();
});

test('row 53: a lost figure is named at its section with all that was typed; put back, the note is saved', async () => {
  const { page, faults } = analyst;
  await page.goto(paths.region(region.campaignId, july));
  await page.getByRole('link', { name: 'Аналитическая справка' }).click();
  await page.getByText('Текст составлен по показателям выпуска').waitFor();
  await page.getByRole('link', { name: 'Изменить текст' }).click();

  const result = page.getByLabel('Результат');
  const drafted = await result.inputValue();
  expect(drafted).toContain('[25,0\u00a0%]');
  const lost = drafted.replace(/\[не менее [^\]]*\]/, 'три четверти');
  await result.fill(lost);
  await page.getByLabel('Причины').fill('Слова аналитика: в 12 школах нет Интернета.\n[возвратов много]');
  await page.getByLabel('Фамилия и инициалы').fill('А. В. Шмагина');
  await page.getByRole('button', { name: 'Сохранить' }).click();

  const summary = page.getByRole('alert');
  expect(await summary.getByRole('link').allTextContents()).toEqual([
    expect.stringMatching(/^Результат: Из текста пропали показатели.*\[не менее 75/),
    expect.stringMatching(/^Причины: В квадратных скобках.*\[возвратов много\]/),
  ]);
  await summary.getByRole('link', { name: /^Результат/ }).click();
  expect(await result.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await result.inputValue()).toBe(lost);
  expect(await page.getByLabel('Фамилия и инициалы').inputValue()).toBe('А. В. Шмагина');

  await result.fill(drafted.replace('охват составил', 'охват оказался равен'));
  const causes = page.getByLabel('Причины');
  await causes.fill((await causes.inputValue()).replace('\n[возвратов много]', ''));
  await page.getByRole('button', { name: 'Сохранить' }).click();
  // What else was in the section is gone with its figures; the analyst means it.
  await page.getByLabel('Убрать эти показатели из справки').check();
  await page.getByRole('button', { name: 'Сохранить' }).click();

  await page.getByText('Справка сохранена').waitFor();
  await page.getByText('охват оказался равен').waitFor();
  await page.getByText('Причины: 12').waitFor();
  expect(faults).toEqual([]);
});

test('the Word file has the words, and the next one to write finds them', async () => {
  const cookie = await signedIn(site, region.people.methodist);
  const { status, headers, bytes } = await send(site, {
    target: paths.noteDocument(region.campaignId, july, 1),
    cookie,
  });
  expect([status, headers['content-type']]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ]);
  const files = await unpack(bytes, { entries: 100, each: 5_000_000, total: 20_000_000, large: 'bomb' });
  if (typeof files === 'string') throw new Error(files);
  const document = files.find(({ name }) => name === 'word/document.xml')?.bytes.toString('utf8') ?? '';
  expect(['охват оказался равен', 'Шмагина'].filter((words) => !document.includes(words))).toEqual([]);
});

test('what somebody else has saved meanwhile is shown beside what was typed', async () => {
  const methodist = await visit(browser, site);
  await methodist.signIn(region.people.methodist);
  const { page } = methodist;
  await page.goto(paths.editNote(region.campaignId, july, 1));
  await page.getByLabel('Предложения').fill(`${await page.getByLabel('Предложения').inputValue()}\nСлово методиста.`);

  await analyst.page.goto(paths.editNote(region.campaignId, july, 1));
  await analyst.page.getByLabel('Исполнитель', { exact: false }).first().fill('Соколова Е. В.');
  await analyst.page.getByRole('button', { name: 'Сохранить' }).click();
  await analyst.page.getByText('Справка сохранена').waitFor();

  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Пока вы работали, запись изменил другой человек').waitFor();
  expect(await page.getByLabel('Предложения').inputValue()).toContain('Слово методиста.');
  await page.getByText('Сейчас записано: Соколова Е. В.').waitFor();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Справка сохранена').waitFor();
  expect(methodist.faults).toEqual([]);
  await methodist.context.close();
});

describe('over HTTP', () => {
  test('a month without an edition has a page that says so, and no file', async () => {
    const cookie = await signedIn(site, region.people.analyst);
    const page = await send(site, { target: paths.note(region.campaignId, '2012-08' as Month), cookie });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Выпуска сводки за этот месяц ещё нет');
    const file = await send(site, { target: paths.noteDocument(region.campaignId, '2012-08' as Month, 1), cookie });
    expect(file.status).toBe(404);
  });

  test('the supervisor reads and does not write; a coordinator finds nothing', async () => {
    const supervisor = await signedIn(site, region.people.supervisor);
    const read = await send(site, { target: paths.note(region.campaignId, july), cookie: supervisor });
    expect([read.status, read.text.includes('Изменить текст')]).toEqual([200, false]);
    const edit = await send(site, { target: paths.editNote(region.campaignId, july, 1), cookie: supervisor });
    expect(edit.status).toBe(403);
    const coordinator = await signedIn(site, region.people.coordinator);
    for (const target of [
      paths.note(region.campaignId, july),
      paths.editNote(region.campaignId, july, 1),
      paths.noteDocument(region.campaignId, july, 1),
    ]) {
      expect((await send(site, { target, cookie: coordinator })).status).toBe(404);
    }
  });

  test('addresses of months and editions that cannot be answer 404', async () => {
    const cookie = await signedIn(site, region.people.analyst);
    const base = `/campaigns/${region.campaignId}/note`;
    for (const target of [
      '2012-13',
      '2099-01',
      'x',
      '2012-07?edition=9',
      '2012-07?edition=x',
      '2012-07/edit',
      '2012-05',
    ]) {
      expect([target, (await send(site, { target: `${base}/${target}`, cookie })).status]).toEqual([target, 404]);
    }
  });
});
