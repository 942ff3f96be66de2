/** What a page costs on a slow line: counted in bytes and requests, in a browser that has nothing of ours yet. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { visit } from '#tests/support/visitor.ts';
import { bytesOf, type Fetched, fetchedFor } from '#tests/support/wire.ts';

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

async function fetchedBy(person: { email: string } | null, path: string): Promise<Fetched[]> {
  const { context, signIn } = await visit(browser, site);
  if (person) await signIn(person);
  const fetched = await fetchedFor(context, path);
  await context.close();
  return fetched;
}

/** By the names that the build gives: without folder and hash. */
function scriptsIn(fetched: readonly Fetched[]): string[] {
  return fetched.flatMap(({ path }) => /^\/assets\/(.+)-[\w-]{8}\.js$/.exec(path)?.[1] ?? []).toSorted();
}

describe('a page ships the scripts of what stands on it, and no others', () => {
  test('signing in: 16 kB in 5 requests, and a script that shows the password', async () => {
    const fetched = await fetchedBy(null, paths.signIn());
    expect(scriptsIn(fetched)).toEqual(['password']);
    expect(bytesOf(fetched)).toBeLessThanOrEqual(16_000);
    expect(fetched.length).toBeLessThanOrEqual(5);
  });

  test('a school’s home: 25 kB, and no script', async () => {
    const fetched = await fetchedBy(region.people.director, paths.school(region.people.director.schoolId));
    expect(scriptsIn(fetched)).toEqual([]);
    expect(bytesOf(fetched)).toBeLessThanOrEqual(25_000);
  });

  test('the full form: 65 kB with the script that keeps it', async () => {
    const fetched = await fetchedBy(region.people.director, paths.editReport(region.reports.august));
    expect(scriptsIn(fetched)).toEqual(['report-form.ru']);
    expect(bytesOf(fetched)).toBeLessThanOrEqual(65_000);
  });

  test('the region’s page: 60 kB before its pictures, which come once it is there', async () => {
    const fetched = await fetchedBy(region.people.analyst, paths.region(region.campaignId));
    expect(scriptsIn(fetched)).toEqual(['charts', 'drawn', 'keep-place']);
    expect(bytesOf(fetched.filter(({ path }) => !path.includes('/drawn-')))).toBeLessThanOrEqual(60_000);
  });
});
