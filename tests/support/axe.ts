import axeCore, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe finds on the page as it stands: the rule and the elements. The script is read into each page once, since that takes
 * longer than the looking; no page has frames.
 */
export async function violationsOf(page: Page, options: RunOptions = {}): Promise<string[]> {
  type WithAxe = { axe?: typeof axeCore };
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source);
  const violations = await page.evaluate(
    async (asked) => (await (globalThis as WithAxe).axe?.run(document, asked))?.violations,
    { ...options, resultTypes: ['violations' as const] },
  );
  if (!violations) throw new Error('axe is not there');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}
