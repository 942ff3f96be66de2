/** Two people of a school in one report: they see each other, and nobody overwrites anybody unseen. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { type Visitor, visit } from '#tests/support/visitor.ts';

let browser: Browser;
let storage: Storage;
let region: SmallRegion;
let site: Site;
let everybody: Visitor[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  storage = await newStorage('pglite');
  region = await storage.prepare(smallRegion);
  site = await startSite(storage, { now: august20 });
});
afterEach(async () => {
  await Promise.all(everybody.map(({ context }) => context.close()));
  const faults = everybody.flatMap((one) => one.faults);
  everybody = [];
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storage?.remove();
});

async function atReport(person: { email: string }): Promise<Page> {
  const visitor = await visit(browser, site);
  everybody.push(visitor);
  await visitor.signIn(person);
  await visitor.page.goto(paths.editReport(region.reports.august));
  return visitor.page;
}

test('row 10: they see each other’s names, and new answers come by themselves', async () => {
  const first = await atReport(region.people.director);
  const second = await atReport(region.people.responsible);
  await second.getByText('Сейчас этот отчёт открыт также у: Смирнова Т. А.').waitFor();
  await first.getByText('Сейчас этот отчёт открыт также у: Кузнецова О. И.').waitFor();

  await parents(first).fill('201');
  await said(first, /^Сохранено в/);
  await second.getByText(/^Новые ответы: Смирнова Т\. А\., 10:/).waitFor();
  await second.getByText('Они показаны в строках: 5.2.').waitFor();
  expect(await parents(second).inputValue()).toBe('201');
});

test('row 10: changes of different items both survive', async () => {
  const first = await atReport(region.people.director);
  const second = await atReport(region.people.responsible);
  await parents(first).fill('202');
  await said(first, /^Сохранено в/);
  await teachers(second).fill('33');
  await said(second, /^Новые ответы: Смирнова/);
  await second.getByText('Ваши изменения в других строках остались').waitFor();
  await said(second, /^Сохранено в/);
  expect([await teachers(second).inputValue(), await parents(second).inputValue()]).toEqual(['33', '202']);
  await first.reload();
  expect([await teachers(first).inputValue(), await parents(first).inputValue()]).toEqual(['33', '202']);
});

test('row 10: of the same item nothing is overwritten until somebody has chosen', async () => {
  const first = await atReport(region.people.director);
  const second = await atReport(region.people.responsible);
  await parents(first).fill('203');
  await said(first, /^Сохранено в/);
  await parents(second).fill('204');
  const choice = second.getByRole('region', { name: 'Те же строки изменил другой человек' });
  await choice.waitFor();
  await choice.getByText(/^Смирнова Т\. А\., 10:/).waitFor();
  expect(await choice.getByRole('row', { name: /^5\.2/ }).textContent()).toMatch(/204 из 480.*203 из 480/);
  await said(second, 'Не сохранено: те же строки изменил другой человек.');
  await first.reload();
  expect(await parents(first).inputValue()).toBe('203');

  await choice.getByRole('button', { name: 'Оставить сохранённое' }).click();
  expect(await parents(second).inputValue()).toBe('203');
  await second.getByRole('button', { name: 'Вернуть набранное мной' }).click();
  await said(second, /^Сохранено в/);
  expect(await parents(second).inputValue()).toBe('204');
  await first.reload();
  expect(await parents(first).inputValue()).toBe('204');
});

test('row 10: the form of a report that a colleague files tells that it is closed, and keeps the text', async () => {
  const first = await atReport(region.people.director);
  const second = await atReport(region.people.responsible);
  await first.getByRole('button', { name: 'Сохранить и проверить' }).click();
  await first.getByRole('heading', { level: 1, name: 'Проверьте ответы' }).waitFor();
  for (const reason of await first.getByRole('textbox').all()) await reason.fill('Сведения уточнены по журналам.');
  await first.getByRole('button', { name: 'Сдать отчёт' }).click();
  await first.getByRole('heading', { level: 1, name: 'Отчёт сдан' }).waitFor();
  await parents(second).fill('205');
  await said(second, 'Не сохранено: отчёт больше нельзя изменить.');
  expect(await parents(second).inputValue()).toBe('205');
});

async function said(page: Page, words: string | RegExp) {
  await page.locator('main').getByText(words).first().waitFor();
}

function line(page: Page, number: string) {
  return page.getByRole('region', { name: new RegExp(`^${number.replace('.', '\\.')}\\. `) });
}

function parents(page: Page) {
  return line(page, '5.2').getByLabel('Сколько');
}

function teachers(page: Page) {
  return line(page, '5.1').getByLabel('Сколько');
}
