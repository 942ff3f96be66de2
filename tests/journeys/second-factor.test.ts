/** A second factor in Chromium: turned on, asked for at sign-in, with the phone and without it; made obligatory by the administrator. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { authenticator } from '#tests/support/authenticator.ts';
import { violationsOf } from '#tests/support/axe.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, password, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { visit } from '#tests/support/visitor.ts';

let browser: Browser;
let storage: Storage;
let region: SmallRegion;
let site: Site;
let startedAt: number;

beforeAll(async () => {
  browser = await launchBrowser();
  storage = await newStorage('pglite');
  region = await storage.prepare((database) => smallRegion(database));
  site = await startSite(storage, { now: august20 });
  startedAt = Date.now();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storage?.remove();
});

/** The site's clock, so many seconds from now. */
function inSeconds(seconds: number): Date {
  return new Date(Date.parse(august20) + Date.now() - startedAt + seconds * 1000);
}

/** Reads the key off the page, confirms it, and answers the phone and the recovery codes. */
async function turnOn(page: Page) {
  const phone = authenticator(await page.getByLabel('Ключ для приложения').inputValue());
  await page.getByLabel('Код из приложения').fill(phone.codeAt(inSeconds(0)));
  await page.getByLabel('Нынешний пароль').fill(password);
  await page.getByRole('button', { name: 'Включить' }).click();
  await page.getByRole('heading', { name: 'Коды восстановления' }).waitFor();
  const codes = await page.locator('main ol li').allInnerTexts();
  return { phone, codes };
}

async function enterCode(page: Page, code: string) {
  await page.getByLabel('Код из приложения или код восстановления').fill(code);
  await page.getByRole('button', { name: 'Войти' }).click();
}

test.each([
  ['without scripts', false, 'director'],
  ['with scripts', true, 'coordinator'],
] as const)(
  'row 37: a person turns it on and signs in by the phone, then by a recovery code, %s',
  async (_how, scripts, who) => {
    const { page, context, faults, signIn } = await visit(browser, site, { scripts, width: 360 });
    await signIn(region.people[who]);
    await page.goto(paths.account());
    await page.getByRole('link', { name: /^Включить/ }).click();
    const { phone, codes } = await turnOn(page);
    expect(codes).toHaveLength(10);
    await page.getByRole('link', { name: 'Коды сохранены, продолжить' }).click();
    await page.getByRole('button', { name: 'Выйти' }).click();
    await page.waitForURL((url) => url.pathname === paths.signIn());

    await signIn(region.people[who]);
    expect(new URL(page.url()).pathname).toBe(paths.signInCode());
    const field = page.getByLabel('Код из приложения или код восстановления');
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    expect(await field.getAttribute('inputmode')).toBe('numeric');
    if (scripts) expect(await violationsOf(page)).toEqual([]);
    await page.goto(paths.account());
    expect(new URL(page.url()).pathname).toBe(paths.signIn());

    await page.goto(paths.signInCode(paths.notices()));
    await enterCode(page, '12345');
    await page.getByRole('link', { name: /^Код не подошёл/ }).waitFor();
    await enterCode(page, phone.codeAt(inSeconds(30)));
    await page.waitForURL((url) => url.pathname === paths.notices());
    await page.getByText('Второй фактор включён: теперь при входе нужен код.').waitFor();

    await page.getByRole('button', { name: 'Выйти' }).click();
    await page.waitForURL((url) => url.pathname === paths.signIn());
    await signIn(region.people[who]);
    await enterCode(page, codes[0] ?? '');
    await page.waitForURL((url) => !url.pathname.startsWith(paths.signIn()));
    await page.goto(paths.secondFactor());
    await page.getByText('Осталось 9\u00a0кодов восстановления').waitFor();
    await page.getByLabel('Нынешний пароль').fill(password);
    await page.getByLabel('Код из приложения или код восстановления').fill(codes[1] ?? '');
    await page.getByRole('button', { name: 'Выключить второй фактор' }).click();
    await page.getByText('Второй фактор выключен').waitFor();
    await context.close();
    expect(faults).toEqual([]);
    const logged = JSON.stringify(site.log);
    for (const code of codes) expect(logged).not.toContain(code);
    expect(logged).not.toContain('otpauth');
  },
);

test('row 37: the administrator makes it obligatory for a role: its people set it up first and get nowhere else', async () => {
  const methodist = await visit(browser, site);
  await methodist.signIn(region.people.methodist);
  const administrator = await visit(browser, site);
  await administrator.signIn(region.people.administrator);
  await administrator.page.goto(paths.factorRoles());
  await administrator.page.getByLabel('методист').check();
  await administrator.page.getByRole('button', { name: 'Сохранить' }).click();
  await administrator.page.getByText('Сохранено').waitFor();

  const { page } = methodist;
  for (const path of [paths.regionHome(), paths.notices(), paths.account()]) {
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe(paths.secondFactor());
  }
  expect(await page.getByRole('navigation').count()).toBe(0);
  await page.getByText('Включите второй фактор, чтобы продолжить').waitFor();
  await turnOn(page);
  await page.getByRole('link', { name: 'Коды сохранены, продолжить' }).click();
  await page.waitForURL((url) => url.pathname === paths.regionHome());

  await administrator.page.goto(paths.person(region.people.methodist.id));
  await administrator.page.getByRole('button', { name: 'Сбросить второй фактор' }).click();
  await administrator.page.getByText('Второй фактор сброшен, сеансы закончены').waitFor();
  await page.goto(paths.account());
  expect(new URL(page.url()).pathname).toBe(paths.signIn());
  await Promise.all([administrator.context.close(), methodist.context.close()]);
  expect([...administrator.faults, ...methodist.faults]).toEqual([]);
});
