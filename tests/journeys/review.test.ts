/** A return with a remark at one line, what the school and the coordinator see of it afterwards, and an amendment. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { type Visitor, visit } from '#tests/support/visitor.ts';

let browser: Browser;
let storage: Storage;
let region: SmallRegion;
let site: Site;
/** Works without scripts: the coordinator’s office has an old computer. */
let coordinator: Visitor;
let colleague: Visitor;
let director: Visitor;

beforeAll(async () => {
  browser = await launchBrowser();
  storage = await newStorage('pglite');
  region = await storage.prepare(async (database) => {
    const prepared = await smallRegion(database);
    await prepared.fileColleaguesAugust();
    return prepared;
  });
  site = await startSite(storage, { now: august20 });
  coordinator = await visit(browser, site, { scripts: false });
  await coordinator.signIn(region.people.coordinator);
  colleague = await visit(browser, site);
  await colleague.signIn(region.people.colleague);
  director = await visit(browser, site);
  await director.signIn(region.people.director);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storage?.remove();
});

test('the coordinator pins a remark to a line; accepting with it typed is refused, returning is not', async () => {
  const { page } = coordinator;
  await page.goto(paths.queue(region.campaignId, region.dubna));
  await page
    .getByRole('row', { name: /Школа № 2/ })
    .getByRole('link')
    .click();
  await page.locator('summary', { hasText: 'Замечание к строке 5.2' }).click();
  const remark = page.getByLabel('Замечание к строке 5.2');
  await remark.fill('В журнале 130 родителей.');
  await page.getByRole('button', { name: 'Принять отчёт' }).click();
  await page.getByRole('link', { name: /^Отчёт с замечаниями не принимается/ }).waitFor();
  expect(await remark.inputValue()).toBe('В журнале 130 родителей.');
  expect(await remark.isVisible()).toBe(true);

  await page.getByLabel('За что возвращается').selectOption('Показатели не сходятся или вызывают сомнение');
  await page.getByLabel('Что исправить').fill('Сверьте числа с журналом.');
  await page.getByRole('button', { name: 'Вернуть отчёт' }).click();
  await page.getByText('Отчёт возвращён школе').waitFor();
  const history = page.getByRole('table', { name: 'Сдачи отчёта и решения по ним' });
  expect(await history.textContent()).toMatch(
    /Показатели не сходятся.*Сверьте числа.*5\.2 – В журнале 130 родителей\./,
  );
});

test('the school reads the remark at its line, corrects it and files again', async () => {
  const { page } = colleague;
  await page.goto(paths.editReport(region.reports.colleagues));
  await page.getByText('Сверьте числа с журналом.').waitFor();
  const line = page.getByRole('region', { name: /^5\.2\. / });
  await line.getByText('В журнале 130 родителей.').waitFor();
  await line.getByLabel('Сколько').fill('130');
  await checkAndFile(page);
});

test('the coordinator reads what the remark has changed, and accepts from the list', async () => {
  const { page } = coordinator;
  await page.goto(paths.report(region.reports.colleagues));
  const changes = page.getByRole('listitem').filter({ hasText: /^5\.2\./ });
  expect(await changes.textContent()).toMatch(
    /исправлено.*Было.*120 из 480.*Стало.*130 из 480.*По замечанию: В журнале 130 родителей\./,
  );
  await page.goto(paths.report(region.reports.colleagues, 1));
  await page.getByText('Показана прежняя сдача отчёта').waitFor();
  expect(await page.getByRole('row', { name: /^5\.2/ }).textContent()).toContain('120 из 480');

  await page.goto(paths.queue(region.campaignId, region.dubna));
  await page.getByRole('button', { name: 'Принять отмеченные' }).click();
  await page.getByText('Отметьте хотя бы один отчёт').waitFor();
  await page.getByRole('checkbox', { name: 'Принять: Школа № 2, отчёт на 31.08.2012' }).check();
  await page.getByRole('button', { name: 'Принять отмеченные' }).click();
  await page.getByText('Принят 1 отчёт').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Проверять сейчас нечего' }).waitFor();
});

test('a school amends its accepted report, and what was accepted stands until the coordinator has read why', async () => {
  const { page } = director;
  await page.goto(paths.report(region.reports.july));
  await page.getByRole('button', { name: 'Внести уточнение' }).click();
  await page.getByRole('link', { name: 'Напишите, почему отчёт уточняется' }).waitFor();
  await page.getByLabel('Почему отчёт уточняется').fill('Журнал ведёт на одного учителя больше.');
  await page.getByRole('button', { name: 'Внести уточнение' }).click();
  await page.getByText('Вы уточняете принятый отчёт').waitFor();
  await page
    .getByRole('region', { name: /^5\.1\. / })
    .getByLabel('Сколько')
    .fill('31');
  await checkAndFile(page);

  const reader = coordinator.page;
  await reader.goto(paths.queue(region.campaignId, region.dubna));
  const row = reader.getByRole('row', { name: /Школа № 1/ });
  expect(await row.textContent()).toContain('Откройте: прочитайте причину уточнения');
  expect(await row.getByRole('checkbox').count()).toBe(0);
  await row.getByRole('link').click();
  await reader.getByText('Журнал ведёт на одного учителя больше.').first().waitFor();
  const changes = reader.getByRole('listitem').filter({ hasText: /^5\.1\./ });
  expect(await changes.textContent()).toMatch(/Было.*30 из 40.*Стало.*31 из 40/);
  await reader.getByRole('button', { name: 'Принять отчёт' }).click();
  await reader.getByText('Отчёт принят').first().waitFor();
});

test('nothing failed behind the pages', () => {
  expect([coordinator, colleague, director].flatMap(({ faults }) => faults)).toEqual([]);
});

async function checkAndFile(page: Page) {
  await page.getByRole('button', { name: 'Сохранить и проверить' }).click();
  await page.getByRole('heading', { level: 1, name: 'Проверьте ответы' }).waitFor();
  await page.getByRole('button', { name: 'Сдать отчёт' }).click();
  await page.getByRole('heading', { level: 1, name: 'Отчёт сдан' }).waitFor();
}
