/** Something else writes into the page while its scripts are on the way. */
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
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storage?.remove();
});

test('what is typed before the page is alive stays, and is saved, though an extension has put a style into the head', async () => {
  const { page, context, signIn } = await visit(browser, site);
  await signIn(region.people.director);
  let letScriptsThrough = () => {};
  const later = new Promise<void>((resolve) => {
    letScriptsThrough = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await later;
    await route.continue();
  });
  await page.goto(paths.editReport(region.reports.august), { waitUntil: 'commit' });
  const parents = page.getByRole('region', { name: /^5\.2\. / }).getByLabel('Сколько');
  await parents.waitFor();
  await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = '.extension { color: red }';
    document.head.prepend(style);
    document.documentElement.dataset.before = 'drawn';
  });
  await parents.fill('173');
  letScriptsThrough();
  await page
    .getByText(/^Сохранено в\s10:/)
    .first()
    .waitFor();
  // Nothing has drawn the document anew.
  expect(await page.evaluate(() => document.documentElement.dataset.before ?? null)).toBe('drawn');
  expect(await parents.inputValue()).toBe('173');
  await context.close();
});
