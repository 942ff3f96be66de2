/** A school's work meets the world: a session that ends, a colleague in the same report, an impatient finger. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { fillInSignIn, type Visitor, visit } from '#tests/support/visitor.ts';

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
  let everybody: Visitor[] = [];

  beforeAll(async () => {
    storage = await newStorage('pglite');
    region = await storage.prepare(smallRegion);
    site = await startSite(storage, { now: august20 });
  });
  beforeEach(() => {
    everybody = [];
    return async () => {
      await Promise.all(everybody.map(({ context }) => context.close()));
      expect(everybody.flatMap(({ faults }) => faults)).toEqual([]);
    };
  });
  afterAll(async () => {
    await site?.stop();
    await storage?.remove();
  });

  /** Somebody of School № 1 with its August report open. */
  async function atReport(person: { email: string }): Promise<Visitor> {
    const visitor = await visit(browser, site, { scripts });
    everybody.push(visitor);
    await visitor.signIn(person);
    await visitor.page.goto(paths.editReport(region.reports.august));
    return visitor;
  }

  test('a session that ends while somebody types loses nothing', async () => {
    const { page, context } = await atReport(region.people.director);
    await parents(page).fill('173');
    await page
      .getByRole('textbox', { name: 'Дополнительная информация' })
      .fill('Записано до конца сеанса.\nВторая строка: «да», 100 %');
    // What signing out in another tab does, and what the end of twelve hours comes to.
    await context.clearCookies({ name: 'svodka_session' });
    await save(page);
    await page.getByText('Сеанс закончился, набранное сохранено').waitFor();

    await page.getByLabel('Адрес электронной почты').fill(region.people.director.email);
    await page.getByLabel('Пароль', { exact: true }).fill('не тот пароль');
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByText('Неверный адрес почты или пароль').waitFor();
    await fillInSignIn(page, region.people.director.email);
    await page.getByRole('button', { name: 'Отправить набранное' }).click();

    await saved(page);
    expect(await parents(page).inputValue()).toBe('173');
    expect(await page.getByRole('textbox', { name: 'Дополнительная информация' }).inputValue()).toBe(
      'Записано до конца сеанса.\nВторая строка: «да», 100 %',
    );
  });

  // With scripts the page itself puts two people's answers together: two-people.test.ts.
  const withoutScripts = scripts ? undefined : test;
  withoutScripts?.('of two people in one report nobody overwrites the other unseen', async () => {
    const { page: first } = await atReport(region.people.director);
    const { page: second } = await atReport(region.people.responsible);
    await parents(first).fill('201');
    await save(first);
    await saved(first);

    await parents(second).fill('202');
    await save(second);
    await second.getByText('Отчёт изменил другой человек').waitFor();
    await second.getByRole('alert').getByText('Смирнова Т. А., 20.08.2012, 10:').waitFor();
    await second.getByText('Расхождения отмечены у строк: 5.2').waitFor();
    expect(await parents(second).inputValue()).toBe('202');
    expect(await line(second, '5.2').textContent()).toMatch(/Сейчас в отчёте:.*201 из 480/);
    await first.reload();
    expect(await parents(first).inputValue()).toBe('201');

    await save(second);
    await saved(second);
    await first.reload();
    expect(await parents(first).inputValue()).toBe('202');
    await first.getByText(/Последнее сохранение: Кузнецова О\. И\./).waitFor();
  });

  test('a report is filed once, however often the button is pressed', async () => {
    const { page } = await atReport(region.people.director);
    await save(page, 'Сохранить и проверить');
    await page.getByRole('heading', { level: 1, name: 'Проверьте ответы' }).waitFor();
    await page.getByRole('button', { name: 'Сдать отчёт' }).dblclick();
    await page.getByRole('heading', { level: 1, name: 'Отчёт сдан' }).waitFor();
    await page.goto(paths.report(region.reports.august));
    const history = page.getByRole('table', { name: 'Сдачи отчёта и решения по ним' });
    expect(await history.getByRole('row').count()).toBe(2);
    await history.getByRole('link', { name: `${region.reports.august}-1` }).waitFor();
  });

  test('who still has the form of a filed report open is told that it is filed', async () => {
    const { colleagues: report } = region.reports;
    const open = await visit(browser, site, { scripts });
    everybody.push(open);
    await open.signIn(region.people.colleague);
    await open.page.goto(paths.editReport(report));
    const other = await open.context.newPage();
    await other.goto(paths.editReport(report));
    // A copy of the last report would have to be explained.
    await parents(other).fill('121');
    await save(other, 'Сохранить и проверить');
    await other.getByRole('heading', { level: 1, name: 'Проверьте ответы' }).waitFor();
    for (const reason of await other.getByRole('textbox').all()) await reason.fill('Сведения за месяц не изменились.');
    await other.getByRole('button', { name: 'Сдать отчёт' }).click();
    await other.getByRole('heading', { level: 1, name: 'Отчёт сдан' }).waitFor();

    await parents(open.page).fill('1');
    await save(open.page);
    await open.page.getByText('Отчёт нельзя изменить').waitFor();
    await open.page.getByText('он уже сдан и находится на проверке').waitFor();
    expect(await parents(open.page).inputValue()).toBe('1');
    await open.page.getByRole('link', { name: 'Перейти к отчёту' }).click();
    await open.page.getByRole('heading', { level: 1, name: 'Отчёт на 31.08.2012' }).waitFor();
  });
});

function line(page: Page, number: string) {
  return page.getByRole('region', { name: new RegExp(`^${number.replace('.', '\\.')}\\. `) });
}

function parents(page: Page) {
  return line(page, '5.2').getByLabel('Сколько');
}

function save(page: Page, button = 'Сохранить черновик') {
  return page.getByRole('button', { name: button }).click();
}

/** With scripts the page stays and says it at its foot, without them the new one at its top. */
async function saved(page: Page) {
  await page
    .getByText(/(Черновик сохранён|^Сохранено) в\s10:/)
    .first()
    .waitFor();
}
