/** Somebody at a browser of their own, who also notices what goes wrong behind the page. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { patienceMs } from './patience.ts';
import type { Site } from './site.ts';
import { password } from './small-region.ts';

export type Visitor = {
  page: Page;
  context: BrowserContext;
  /** Errors of scripts, violations of the content security policy, failures of the server. */
  faults: readonly string[];
  signIn(person: { email: string }): Promise<void>;
};

export type Equipment = { scripts?: boolean; width?: number; dark?: boolean };

export async function visit(
  browser: Browser,
  site: Pick<Site, 'url'>,
  { scripts = true, width = 1280, dark = false }: Equipment = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: site.url,
    javaScriptEnabled: scripts,
    locale: 'ru-RU',
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height: 900 },
  });
  context.setDefaultTimeout(patienceMs);
  const faults: string[] = [];
  // A refusal (401, 409, 422) is an answer, though the console calls it an error.
  const refused = /^Failed to load resource: the server responded with a status of 4/;
  context.on('console', (message) => {
    if (message.type() === 'error' && !refused.test(message.text())) faults.push(message.text());
  });
  context.on('weberror', (failure) => faults.push(String(failure.error())));
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  const page = await context.newPage();
  return {
    page,
    context,
    faults,
    async signIn({ email }) {
      await page.goto('/sign-in');
      // The button is made by scripts: with it, the page is known to be alive.
      if (scripts) await page.getByRole('button', { name: 'Показать' }).waitFor();
      await fillInSignIn(page, email);
      await page.waitForURL((url) => url.pathname !== '/sign-in');
    },
  };
}

export async function fillInSignIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Адрес электронной почты').fill(email);
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
}
