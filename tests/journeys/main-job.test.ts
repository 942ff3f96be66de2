/** A month from the school's first number to the ministry's file, in a browser, with JavaScript and without it. */
import exceljs from 'exceljs';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { type Visitor, visit } from '#tests/support/visitor.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each([
  { scripts: true, database: 'pglite', says: 'with JavaScript, on PGlite' },
  { scripts: false, database: 'postgres', says: 'without JavaScript, on PostgreSQL' },
] as const)('August 2012 $says', ({ scripts, database }) => {
  let storage: Storage;
  let region: SmallRegion;
  let site: Site;
  let director: Visitor;
  let coordinator: Visitor;
  let analyst: Visitor;
  const everybody: Visitor[] = [];

  async function arrive(person: { email: string }): Promise<Visitor> {
    const visitor = await visit(browser, site, { scripts });
    everybody.push(visitor);
    await visitor.signIn(person);
    return visitor;
  }

  beforeAll(async () => {
    storage = await newStorage(database);
    region = await storage.prepare(smallRegion);
    site = await startSite(storage, { now: august20 });
  });
  afterAll(async () => {
    await Promise.all(everybody.map(({ context }) => context.close()));
    await site?.stop();
    await storage?.remove();
  });

  test('a director sees what is owed, corrects a slip, checks and files', async () => {
    director = await arrive(region.people.director);
    const { page } = director;
    await title(page, 'Школа № 1');
    await page.getByText('Ближайший отчёт – до 31.08.2012 (через 11 дней)').waitFor();

    await page.getByRole('link', { name: 'Отчёт на 31.08.2012', exact: true }).click();
    await page.getByText('Ответы перенесены из отчёта на 31.07.2012').waitFor();
    expect(await line(page, '5.1').getByLabel('Сколько').inputValue()).toBe('30');
    expect(await line(page, '5.1').textContent()).toContain('Было на 31.07.2012:');

    await line(page, '5.1').getByLabel('Сколько').fill('41');
    await line(page, '5.2').getByLabel('Сколько').fill('300');
    await page.getByRole('button', { name: 'Сохранить черновик' }).click();
    const summary = page.getByRole('region', { name: 'Исправьте ошибки, чтобы продолжить' });
    await summary.waitFor();
    expect(await line(page, '5.1').getByLabel('Сколько').inputValue()).toBe('41');
    expect(await line(page, '5.2').getByLabel('Сколько').inputValue()).toBe('300');
    await summary.getByRole('link', { name: 'Строка 5.1: Числитель больше знаменателя' }).click();
    if (scripts) expect(await focused(page)).toBe('5.1:n');

    await line(page, '5.1').getByLabel('Сколько').fill('34');
    await page.getByRole('button', { name: 'Сохранить черновик' }).click();
    await page
      .getByText(/(Черновик сохранён|^Сохранено) в\s10:\d\d/)
      .first()
      .waitFor();
    expect(await line(page, '5.1').getByLabel('Сколько').inputValue()).toBe('34');

    await checkAndFile(page);
    expect(await page.getByText(`Номер ${region.reports.august}-1`).count()).toBe(1);
    expect(await page.getByText(/Сдан 20\.08\.2012, 10:\d\d/).count()).toBe(1);
  });

  test('a coordinator reads it beside the last one and returns it, with a reason', async () => {
    coordinator = await arrive(region.people.coordinator);
    const { page } = coordinator;
    await openFromQueue(page);
    await page.getByRole('columnheader', { name: 'Предыдущий отчёт, на 31.07.2012' }).waitFor();
    const compared = page.getByRole('row', { name: /^5\.1/ });
    expect(await compared.textContent()).toMatch(/34 из 40.*изменено.*30 из 40/);

    await page.getByRole('button', { name: 'Вернуть отчёт' }).click();
    await page.getByRole('link', { name: 'Напишите, что школа должна исправить' }).waitFor();
    await page.getByLabel('За что возвращается').selectOption('Показатели не сходятся или вызывают сомнение');
    await page.getByLabel('Что исправить').fill('Строка 5.2: в журнале 310 родителей.');
    await page.getByRole('button', { name: 'Вернуть отчёт' }).click();
    await page.getByText('Отчёт возвращён школе').waitFor();
  });

  test('the director sees why, corrects it and files again', async () => {
    const { page } = director;
    await page.goto('/');
    const task = page.getByRole('listitem').filter({ hasText: 'Отчёт на 31.08.2012' });
    expect(await task.textContent()).toContain('возвращён');
    await task.getByRole('link', { name: 'Отчёт на 31.08.2012', exact: true }).click();
    await page.getByText('Строка 5.2: в журнале 310 родителей.').waitFor();
    await page.getByText(/Отчёт возвращён: Фёдорова И\. М\., 20\.08\.2012/).waitFor();
    await line(page, '5.2').getByLabel('Сколько').fill('310');
    await checkAndFile(page);
    expect(await page.getByText(`Номер ${region.reports.august}-2`).count()).toBe(1);
  });

  test('the coordinator accepts it', async () => {
    const { page } = coordinator;
    await page.goto('/');
    await openFromQueue(page);
    await page.getByText('После возврата исправлены строки: 5.2.').waitFor();
    await page.getByRole('button', { name: 'Принять отчёт' }).click();
    await page.getByText('Отчёт принят').first().waitFor();
    await page.getByRole('link', { name: 'К отчётам муниципалитета' }).click();
    await page.getByText('Проверять сейчас нечего').waitFor();
  });

  test('on the first of September August is compiled by itself', async () => {
    // A page that is open asks the server for what its links lead to.
    await Promise.all(everybody.map(({ context }) => context.close()));
    await site.stop();
    site = await startSite(storage, { now: '2012-09-01T09:00:00+04:00' });
    const run = await site.logged(({ job, period }) => job === 'compile-summary' && period === '2012-08');
    expect(run.msg).toBe('job run succeeded');
    // July had its turn in August, when the site was first started.
    expect(site.log.some(({ job, period }) => job === 'compile-summary' && period === '2012-07')).toBe(false);
  });

  test('an analyst finds the edition and takes it home as a file', async () => {
    analyst = await arrive(region.people.analyst);
    const { page } = analyst;
    await page.getByRole('link', { name: /^Приказ № 2613/ }).click();
    await page.getByRole('link', { name: 'август 2012' }).first().click();
    await page.getByText(/^Выпуск № 1, данные прочитаны 01\.09\.2012, 09:00\. Это итоги за полный месяц\./).waitFor();
    await page.getByText('25,0 %').first().waitFor();
    const dubna = page.getByRole('table', { name: 'Муниципалитеты и их охват' }).getByRole('row', { name: /Дубна/ });
    expect(await dubna.textContent()).toMatch(/33,3\s%.*1 из 3.*1 из 3/);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Скачать в Excel' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(
      'Сводка за август 2012, Московская область, приказ № 2613, выпуск 1.xlsx',
    );
    const workbook = await opened(download);
    const totals = rowsOf(workbook, 'Итоги');
    expect(totals.find(([label]) => label === 'Выпуск сводки')).toContain('№ 1');
    expect(totals).toContainEqual(expect.arrayContaining([1, 4, 0.25]));
    const row = rowsOf(workbook, 'Муниципалитеты').find(([name]) => name === 'Дубна');
    expect(row).toEqual(expect.arrayContaining([3, 1, 1 / 3]));
    // What was filed the second time, to the number.
    const said = rowsOf(workbook, 'Школы').find(([, name]) => name === 'Школа № 1') ?? [];
    const figures = [34, 40, 34 / 40, 310, 480, 310 / 480];
    expect(said).toEqual(
      expect.arrayContaining(['Дубна', 'да', 'Школьный портал', new Date('2012-08-20'), ...figures]),
    );
    const missing = rowsOf(workbook, 'Не отчитались').map(([, name]) => name);
    expect(missing).toEqual(expect.arrayContaining(['Школа № 2', 'Школа № 3', 'Гимназия «Логос»']));
    expect(missing).not.toContain('Школа № 1');
  });

  test('the school prints what it filed, in the form of the order', async () => {
    director = await arrive(region.people.director);
    const { page } = director;
    await page.getByRole('link', { name: 'Отчёт на 31.08.2012', exact: true }).click();
    await page.getByRole('link', { name: 'Распечатать' }).click();
    await page.getByText(`Отчёт № ${region.reports.august}-2, сдан 20.08.2012`).waitFor();
    await page.emulateMedia({ media: 'print' });
    const paper = page.getByRole('article');
    expect(await paper.getByRole('heading', { level: 1 }).textContent()).toContain('по состоянию на 31.08.2012');
    expect(await paper.getByRole('row', { name: /^5\.2/ }).textContent()).toContain('310 из 480');
    expect(await page.getByRole('link', { name: 'К отчёту' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
  });

  test('and nothing failed behind the pages', () => {
    expect(everybody.flatMap(({ faults }) => faults)).toEqual([]);
  });
});

function title(page: Page, text: string | RegExp) {
  return page.getByRole('heading', { level: 1, name: text }).waitFor();
}

/** A numbered line of the form. */
function line(page: Page, number: string) {
  return page.getByRole('region', { name: new RegExp(`^${number.replace('.', '\\.')}\\. `) });
}

/** The name of the field that the keyboard is in. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('name') ?? null);
}

async function checkAndFile(page: Page) {
  await page.getByRole('button', { name: 'Сохранить и проверить' }).click();
  await title(page, 'Проверьте ответы');
  await page.getByRole('button', { name: 'Сдать отчёт' }).click();
  await title(page, 'Отчёт сдан');
}

async function openFromQueue(page: Page) {
  await page.getByRole('link', { name: 'Приказ № 2613' }).first().click();
  const queue = page.getByRole('table', { name: 'Сданные и не рассмотренные отчёты' });
  const waiting = queue.getByRole('row', { name: /Школа № 1/ });
  await waiting.getByRole('link').first().click();
  await title(page, 'Отчёт на 31.08.2012');
}

async function opened(download: Download): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  return workbook.xlsx.readFile(await download.path());
}

/** The values of a sheet, line by line. */
function rowsOf(workbook: exceljs.Workbook, sheet: string): unknown[][] {
  const rows: unknown[][] = [];
  workbook.getWorksheet(sheet)?.eachRow((row) => {
    rows.push((row.values as unknown[]).slice(1).map((value) => plain(value)));
  });
  return rows;
}

function plain(value: unknown): unknown {
  return value && typeof value === 'object' && 'result' in value ? value.result : value;
}
