/** The charts of a page in a browser: a mark opens what is behind it, and without JavaScript the tables are the pictures. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { visit } from '#tests/support/visitor.ts';

let browser: Browser;
let storage: Storage;
let region: SmallRegion;
let site: Site;

beforeAll(async () => {
  browser = await launchBrowser();
  storage = await newStorage('pglite');
  region = await storage.prepare(smallRegion);
  site = await startSite(storage, { now: august20 });
  await site.logged(({ job, msg }) => job === 'compile-summary' && msg === 'job run succeeded');
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storage?.remove();
});

async function analystAt(equipment: { scripts: boolean }) {
  const visitor = await visit(browser, site, equipment);
  await visitor.signIn(region.people.analyst);
  await visitor.page.goto(paths.region(region.campaignId));
  return visitor;
}

test('a point of the line opens its month, a bar its municipality', async () => {
  const { page, context, faults } = await analystAt({ scripts: true });
  const line = page.getByRole('figure', { name: /^Охват \d+ из \d+ школ/ });
  await line.getByRole('link', { name: /^июль 2012: [\d,]+\s% \(\d+ из \d+\)$/ }).click();
  await page.waitForURL(/coverage\?at=2012-07$/);
  await page.getByText('Выпуск № 1').first().waitFor();

  const dubna = page.getByRole('table', { name: 'Муниципалитеты и их охват' }).getByRole('row', { name: /Дубна/ });
  await dubna.locator('svg').first().click();
  await page.waitForURL(/municipalities\/\d+\/coverage\?at=2012-07$/);
  await page.getByRole('heading', { level: 1, name: /^Охвачено \d+ из 3 школ/ }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('without JavaScript the table stands open, with a bar for each month', async () => {
  const { page, context } = await analystAt({ scripts: false });
  const months = page.getByRole('table', { name: 'Охват по месяцам' });
  expect(await months.isVisible()).toBe(true);
  const july = months.getByRole('row', { name: /июль 2012/ });
  expect(await july.textContent()).toMatch(/июль 2012[\d,]+\s%\d+ из \d+/);
  expect(await july.locator('svg').isVisible()).toBe(true);
  expect(await page.getByText('Те же данные таблицей').first().isVisible()).toBe(false);
  await context.close();
});
