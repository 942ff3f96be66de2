/** A coordinator with a folder: the forms of 200 schools go out, and come back filled in, 20 of them faulty. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpack } from '#app/documents/archive.server.ts';
import type { Day } from '#app/domain/calendar.ts';
import { paths } from '#app/paths.ts';
import { speechOf } from '#app/text/index.tsx';
import { launchBrowser } from '#tests/support/browser.ts';
import { contexts } from '#tests/support/context.ts';
import { complete, type FaultyFile, twentyFaulty } from '#tests/support/faulty-files.ts';
import { formFile, placesOf, typedInto } from '#tests/support/forms.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { givePasswords } from '#tests/support/small-region.ts';
import { schools, townOf } from '#tests/support/town.ts';
import { visit } from '#tests/support/visitor.ts';

let browser: Browser;
let storage: Storage;
let site: Site;
let here: Awaited<ReturnType<typeof prepared>>;
const folder = mkdtempSync(join(tmpdir(), 'svodka-folder-'));

async function prepared() {
  return storage.prepare(async (database) => {
    const town = await townOf(200, database);
    const director = await town.director('Школа № 5');
    const stranger = contexts(() => database).as(town.stranger, '2012-05-10 09:00');
    const elsewhere = await formFile(stranger, town.reportOf('Гимназия'));
    await givePasswords(database);
    return { ...town, director, elsewhere };
  });
}

beforeAll(async () => {
  browser = await launchBrowser();
  storage = await newStorage('pglite');
  here = await prepared();
  site = await startSite(storage, { now: '2012-05-10T12:00:00+06:00' });
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storage?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Hundreds of files are made, read or filed before the page has it. */

async function downloaded(page: Page, link: string | RegExp): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  return download;
}

/** The downloaded forms by their school, each filled in with everything that filing asks for. */
async function filledIn(archive: Buffer): Promise<Map<string, { name: string; bytes: Buffer }>> {
  const forms = await unpack(archive, { entries: 300, each: 1e7, total: 1e8, large: 'bomb' });
  if (typeof forms === 'string') throw new Error(forms);
  const places = await placesOf(forms[0]?.bytes ?? Buffer.alloc(0));
  const filled = new Map<string, { name: string; bytes: Buffer }>();
  for (const { name, bytes } of forms) {
    const [school = ''] = /Школа № \d+/.exec(name) ?? [];
    filled.set(school, { name, bytes: await typedInto(bytes, complete, places) });
  }
  return filled;
}

type Row = { school: string; state: string; result: string };

/** What the page says of each file, by the file's name. */
async function rowsOf(page: Page): Promise<Map<string, Row>> {
  const rows = await page
    .getByRole('table', { name: 'Файлы и что с ними' })
    .locator('tbody tr')
    .evaluateAll((trs) => trs.map((tr) => [...tr.children].map((cell) => cell.textContent ?? '')));
  expect(rows).toHaveLength(200);
  return new Map(rows.map(([school = '', state = '', result = '', name = '']) => [name, { school, state, result }]));
}

const figures = (page: Page) =>
  page
    .locator('main dl')
    .first()
    .locator('> div')
    .evaluateAll((all) => all.map((one) => [...one.children].map((child) => child.textContent ?? '')));

/** The sentence that people read for what was found in the file. */
function sentenceOf({ code }: FaultyFile): string {
  const { imports, refusals } = speechOf('ru').t;
  const words: Record<string, string | undefined> = { ...refusals.faults, ...imports.cells, ...imports.refusals };
  return words[code] ?? `no words for ${code}`;
}

test('row 15: a coordinator uploads a folder of 200 school files, sees what is wrong with 20 of them and files the others', async () => {
  const { page, context, faults, signIn } = await visit(browser, site);
  await signIn(here.coordinator);
  const { campaignId, municipalityId } = here.where;
  const reports = paths.municipalityReports(campaignId, municipalityId, {
    asOf: '2012-05-15' as Day,
    formId: 'report',
    formName: null,
  });
  await page.goto(reports);
  await page.getByRole('link', { name: 'Загрузить файлы школ' }).click();
  const archive = await downloaded(page, /^Формы всех школ на 15\.05\.2012/);
  const files = await filledIn(readFileSync(await archive.path()));
  expect([...files.keys()].sort()).toEqual(schools(200).sort());

  const brought = join(folder, 'отчёты школ');
  mkdirSync(brought);
  const fileOf = (school: string) => files.get(school) ?? { name: '', bytes: Buffer.alloc(0) };
  const sound = schools(180).map(fileOf);
  const faulty = await twentyFaulty(async (school) => fileOf(school).bytes, here.elsewhere);
  for (const { name, bytes } of [...sound, ...faulty]) writeFileSync(join(brought, name), bytes);

  await page.getByLabel('Папка с файлами школ').setInputFiles(brought);
  await page.getByRole('button', { name: 'Загрузить и проверить' }).click();
  await page.getByRole('heading', { level: 1, name: 'Загрузка: 200 файлов' }).waitFor();
  const fileForSchools = page.getByRole('button', { name: 'Сдать за школы' });
  await page
    .getByText(/^Проверено \d+ из 200$/)
    .or(fileForSchools)
    .waitFor();
  await fileForSchools.waitFor();
  const read = await rowsOf(page);
  expect(await figures(page)).toEqual([
    ['Читаются без ошибок', '180'],
    ['С ошибками', '6'],
    ['Не приняты', '14'],
  ]);
  expect(sound.filter(({ name }) => read.get(name)?.state === 'готов')).toHaveLength(180);
  for (const file of faulty) {
    expect(read.get(file.name)?.state, file.name).toMatch(/^(ошибки|не принят)$/);
    expect(read.get(file.name)?.result, file.name).toContain(sentenceOf(file));
  }
  expect(read.get('число словом.xlsx')).toMatchObject({ school: 'Школа № 187', state: 'ошибки' });
  expect(read.get('число словом.xlsx')?.result).toMatch(/^1 ошибка.*Отчёт!C\d+: .*целое число/);
  expect(read.get('не Excel.xlsx')?.result).toMatch(/^Это не файл Excel/);

  await page.getByRole('link', { name: 'Школа № 187' }).click();
  await page.getByText('В файле найдена 1 ошибка').waitFor();
  const remarks = new exceljs.Workbook();
  await remarks.xlsx.readFile(await (await downloaded(page, 'Скачать файл с замечаниями')).path());
  expect(remarks.getWorksheet('Замечания')?.actualRowCount).toBe(3);
  await page.goBack();

  // Meanwhile a school goes on typing: what it has typed stays.
  const school = await visit(browser, site);
  await school.signIn(here.director);
  await school.page.goto(paths.editReport(here.reportOf('Школа № 5')));
  await school.page.locator('[name="2:text"]').fill('Аверс');
  await school.page
    .locator('main')
    .getByText(/^Сохранено в/)
    .first()
    .waitFor();

  await fileForSchools.click();
  await page.locator('dl div', { hasText: 'Внесены или сданы' }).getByText('179', { exact: true }).waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  const done = await rowsOf(page);
  expect(sound.filter(({ name }) => done.get(name)?.state === 'сдан')).toHaveLength(179);
  const typing = done.get(fileOf('Школа № 5').name);
  expect(typing).toMatchObject({ state: 'не внесён', result: 'в черновике школы есть то, чего нет в файле' });
  await school.page.reload();
  expect(await school.page.locator('[name="2:text"]').inputValue()).toBe('Аверс');

  await page.goto(reports);
  expect(await figures(page)).toEqual(
    expect.arrayContaining([
      ['Не отчитались', expect.stringMatching(/^21\D*200/)],
      ['Ждут проверки', expect.stringMatching(/^179/)],
    ]),
  );
  await page.goto(paths.report(here.reportOf('Школа № 7')));
  await page.getByText('сдано координатором по файлу школы').waitFor();
  await Promise.all([context.close(), school.context.close()]);
  expect([...faults, ...school.faults]).toEqual([]);
}, 300_000);
