/** The form as an Excel file, there and back: a school with LibreOffice. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { changedFile, typedInto } from '#tests/support/forms.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { visit } from '#tests/support/visitor.ts';

let browser: Browser;
let storage: Storage;
let site: Site;
let region: SmallRegion;
const folder = mkdtempSync(join(tmpdir(), 'svodka-excel-'));

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
  rmSync(folder, { recursive: true, force: true });
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

async function downloaded(page: Page, link: string | RegExp): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).first().click(),
  ]);
  return download;
}

function keep(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/**
 * The file that LibreOffice saved (tests/documents/fixtures), its hidden stamp saying the ids of this downloaded one and that
 * it was handed out empty; no cell of the form itself is touched.
 */
async function savedByLibreOffice(form: Buffer): Promise<Buffer> {
  const own = new exceljs.Workbook();
  await own.xlsx.load(form as unknown as ArrayBuffer);
  const stamp = own.getWorksheet('svodka');
  return changedFile(readFileSync('tests/documents/fixtures/edited-in-libreoffice.xlsx'), (workbook) => {
    const hidden = workbook.getWorksheet('svodka');
    for (const row of [4, 6]) {
      if (hidden && stamp) hidden.getCell(row, 1).value = stamp.getCell(row, 1).value;
    }
  });
}

test.each([true, false])(
  'row 13: a director takes the form along, brings it back and finds it in the draft (scripts: %s)',
  async (scripts) => {
    const { page, context, faults, signIn } = await visit(browser, site, { scripts });
    await signIn(region.people.director);
    const reportId = scripts ? region.reports.may : region.reports.august;
    await page.goto(paths.editReport(reportId));
    const form = await downloaded(page, 'Скачать форму Excel');
    expect(form.suggestedFilename()).toMatch(/^Отчёт на \d\d\.\d\d\.2012, Школа № 1, приказ № \d+\.xlsx$/);
    const bytes = readFileSync(await form.path());
    const edited = scripts
      ? await savedByLibreOffice(bytes)
      : await typedInto(bytes, { '5.1:n': 33, '6:text': 'Дома' });

    await page.getByRole('link', { name: 'Загрузить из Excel' }).click();
    await heading(page, 'Загрузка отчёта из Excel');
    await page.getByLabel('Файл с заполненной формой').setInputFiles(keep('не форма.xlsx', Buffer.from('1;2;3')));
    await page.getByRole('button', { name: 'Проверить файл' }).click();
    await page.getByRole('link', { name: /Это не файл Excel/ }).waitFor();
    await page.getByLabel('Файл с заполненной формой').setInputFiles(keep('форма.xlsx', edited));
    await page.getByRole('button', { name: 'Проверить файл' }).click();
    await heading(page, 'Проверка файла');
    const changes = page.getByRole('table', { name: /^Измен/ });
    const row = changes.getByRole('row', { name: scripts ? /^6\.1/ : /^5\.1/ });
    expect(await row.textContent()).toMatch(scripts ? /38 из 40/ : /30 из 40.*33 из 40/);

    await page.goto(paths.editReport(reportId));
    const n = page.locator(`[name="${scripts ? '6.1:n' : '5.1:n'}"]`);
    expect(await n.inputValue()).toBe(scripts ? '' : '30');
    await page.goBack();
    await heading(page, 'Проверка файла');
    await page.getByRole('button', { name: 'Внести в черновик' }).click();
    await page
      .getByText(/Черновик сохранён в/)
      .first()
      .waitFor();
    expect(await n.inputValue()).toBe(scripts ? '38' : '33');
    await context.close();
    expect(faults).toEqual([]);
  },
);

test('row 14: a faulty file names its cells and comes back with the remarks', async () => {
  const { page, context, faults, signIn } = await visit(browser, site);
  await signIn(region.people.director);
  await page.goto(paths.editReport(region.reports.august));
  const form = readFileSync(await (await downloaded(page, 'Скачать форму Excel')).path());
  const file = keep('с ошибками.xlsx', await typedInto(form, { '5.1:n': 'тридцать', '5.2:n': 9999 }));
  await page.goto(paths.importReport(region.reports.august));
  await page.getByLabel('Файл с заполненной формой').setInputFiles(file);
  await page.getByRole('button', { name: 'Проверить файл' }).click();
  await page.getByText('В файле найдены 2 ошибки').waitFor();
  const errors = page.getByRole('table', { name: 'Ошибка' });
  expect(await errors.getByRole('row').nth(1).textContent()).toMatch(/Отчёт!C\d+.*строка 5\.1.*целое число/);
  expect(await page.getByRole('button', { name: 'Внести в черновик' }).count()).toBe(0);
  const marked = await downloaded(page, 'Скачать файл с замечаниями');
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(await marked.path());
  expect(workbook.getWorksheet('Замечания')?.actualRowCount).toBe(4);
  await context.close();
  expect(faults).toEqual([]);
});
