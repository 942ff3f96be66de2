/** Nothing that was typed into a report is lost from sight, whatever the server or the network makes of it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mostRows } from '#app/domain/reports/form.ts';
import { paths } from '#app/paths.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { send, signedIn } from '#tests/support/raw-http.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { type Visitor, visit } from '#tests/support/visitor.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each([
  { scripts: true, says: 'with JavaScript' },
  { scripts: false, says: 'without JavaScript' },
])('$says', ({ scripts }) => {
  let storage: Storage;
  let region: SmallRegion;
  let site: Site;
  const everybody: Visitor[] = [];

  beforeAll(async () => {
    storage = await newStorage('pglite');
    region = await storage.prepare(smallRegion);
    site = await startSite(storage, { now: august20 });
  });
  afterAll(async () => {
    await Promise.all(everybody.map(({ context }) => context.close()));
    const faults = everybody
      .flatMap((one) => one.faults)
      .filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'));
    expect(faults).toEqual([]);
    await site?.stop();
    await storage?.remove();
  });

  async function at(path: string, person: { email: string }): Promise<Visitor> {
    const visitor = await visit(browser, site, { scripts });
    everybody.push(visitor);
    await visitor.signIn(person);
    await visitor.page.goto(path);
    return visitor;
  }

  // With scripts the page itself puts two people's answers together: two-people.test.ts.
  const withoutScripts = scripts ? undefined : test;
  withoutScripts?.(
    'who saves beside a colleague sees the colleague’s problems, by the names of the order',
    async () => {
      const path = paths.editReport(region.reports.may);
      const { page: first } = await at(path, region.people.director);
      const { page: second } = await at(path, region.people.responsible);
      await problem(first).fill('Нет сети в кабинете 12');
      await save(first);
      await saved(first);

      await problem(second).fill('Не хватает компьютеров');
      await line(second, '6.1').getByLabel('Сколько').fill('два');
      await save(second);
      await second.getByText('Расхождения отмечены у строк: 6.1, Возникшие проблемы и результат их решения').waitFor();
      await second.getByText('Сейчас в отчёте:').first().waitFor();
      await second.getByRole('cell', { name: 'Нет сети в кабинете 12' }).waitFor();
      expect(await problem(second).inputValue()).toBe('Не хватает компьютеров');
      expect(await line(second, '6.1').getByLabel('Сколько').inputValue()).toBe('два');

      await save(second);
      const summary = second.getByRole('region', { name: 'Исправьте ошибки, чтобы продолжить' });
      await summary.getByRole('link', { name: 'Строка 6.1: Укажите целое число' }).waitFor();
      await second.getByText(/Черновик сохранён в 10:\d\d вместе с ошибками/).waitFor();
    },
  );

  test('a fault in the table of problems is named by its row', async () => {
    const { page } = await at(paths.editReport(region.reports.may), region.people.director);
    await problem(page).fill('ы'.repeat(4001));
    await save(page);
    await page.getByRole('link', { name: 'Проблема 1: Текст слишком длинный' }).waitFor();
    expect(await problem(page).inputValue()).toHaveLength(4001);
  });

  test('the longest form that the rules allow is saved; a longer one is refused in words, not as a failure', async () => {
    const { page } = await at(paths.editReport(region.reports.may), region.people.director);
    const version = await page.locator('input[name=version]').inputValue();
    await problem(page).fill('ы'.repeat(600_000));
    await save(page);
    if (scripts) await page.getByText('Не сохранено: слишком много текста').first().waitFor();
    else {
      await page.getByRole('heading', { level: 1, name: 'Слишком много данных' }).waitFor();
      await page.getByText('Форма больше 3 МБ').waitFor();
    }

    const rows = Array.from({ length: mostRows }, (_, row) => row);
    const text = 'ы'.repeat(4000);
    const problems = rows.flatMap((row): [string, string][] => [
      [`problems:${row}:text`, text],
      [`problems:${row}:how`, text],
    ]);
    const cookie = await signedIn(site, region.people.director);
    const target = paths.editReport(region.reports.may);
    const body: [string, string][] = [['version', version], ['intent', 'save'], ...problems];
    expect((await send(site, { target, cookie, body })).status).toBe(302);
  });

  // Without JavaScript the browser itself keeps the page: there is nothing of ours to test.
  const withScripts = scripts ? test : undefined;
  withScripts?.('who presses the button without a network stays with what was typed', async () => {
    const { page, context } = await at(paths.editReport(region.reports.august), region.people.director);
    await line(page, '5.2').getByLabel('Сколько').fill('203');
    await context.setOffline(true);
    await save(page);
    await page.getByRole('alert').getByText('Нет связи с сервером').waitFor();
    await context.setOffline(false);
    await save(page);
    await saved(page);
    expect(await line(page, '5.2').getByLabel('Сколько').inputValue()).toBe('203');
  });

  test('a returned report that its school has changed is printed as each may see it', async () => {
    const id = region.reports.strangers;
    const { page } = await at(paths.report(id), region.people.stranger);
    const print = async (of: Page) => {
      await of.getByRole('link', { name: 'Распечатать' }).click();
      const origin = of.getByText(/Черновик, не сдан|Отчёт № \d+-1, сдан/);
      const said = (await origin.textContent()) ?? '';
      return { said, shows: await of.getByText('Дневник Логоса').count() };
    };
    expect(await print(page)).toMatchObject({ said: expect.stringContaining(`${id}-1`), shows: 0 });

    await page.goto(paths.editReport(id));
    await line(page, '2').getByRole('textbox').or(line(page, '2').getByRole('combobox')).fill('Дневник Логоса');
    await save(page);
    await saved(page);
    await page.goto(paths.report(id));
    expect(await print(page)).toEqual({ said: 'Черновик, не сдан', shows: 1 });

    const { page: coordinators } = await at(paths.report(id), region.people.otherCoordinator);
    expect(await print(coordinators)).toMatchObject({ said: expect.stringContaining(`${id}-1`), shows: 0 });
  });
});

function line(page: Page, number: string) {
  return page.getByRole('region', { name: new RegExp(`^${number.replace('.', '\\.')}\\. `) });
}

/** What the first row of the table of problems says. */
function problem(page: Page) {
  return page.locator('textarea[name="problems:0:text"]');
}

function save(page: Page) {
  return page.getByRole('button', { name: 'Сохранить черновик' }).click();
}

/** With scripts the page stays and says it at its foot, without them the new one at its top. */
async function saved(page: Page) {
  await page
    .getByText(/(Черновик сохранён|^Сохранено) в\s10:/)
    .first()
    .waitFor();
}
