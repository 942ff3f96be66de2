/** A school's documents go in and out: the same bytes, for those whom they concern, and never as a page. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { pdf, png } from '#tests/support/documents.ts';
import { multipart, send, signedIn } from '#tests/support/raw-http.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { fillInSignIn, visit } from '#tests/support/visitor.ts';

let browser: Browser;
let storage: Storage;
let site: Site;
let region: SmallRegion;
let schoolId: number;

beforeAll(async () => {
  browser = await launchBrowser();
  storage = await newStorage('pglite');
  region = await storage.prepare(smallRegion);
  schoolId = region.people.director.schoolId;
  site = await startSite(storage, { now: august20 });
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storage?.remove();
});

/** The director at the form of a new document, filled in but for the file. */
async function atNewAct(number: string, scripts: boolean) {
  const visitor = await visit(browser, site, { scripts });
  await visitor.signIn(region.people.director);
  const { page } = visitor;
  await page.goto(paths.acts(schoolId));
  await page.getByRole('link', { name: 'Внести документ' }).click();
  await page.getByLabel('Вид документа').selectOption({ label: 'локальный акт' });
  await page.getByLabel('Номер').fill(number);
  await page.getByLabel('Дата документа').fill('01.08.2012');
  await page.getByLabel('Название').fill('Положение об электронном журнале');
  return visitor;
}

describe.each([
  { scripts: true, says: 'with JavaScript' },
  { scripts: false, says: 'without JavaScript' },
])('$says', ({ scripts }) => {
  test('the director attaches a file to a document, and the coordinator downloads the same bytes', async () => {
    const number = scripts ? '12' : '12-О';
    const bytes = pdf(`Положение ${number}`);
    const { page, context, faults } = await atNewAct(number, scripts);
    const html = { name: 'Положение.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>…</html>') };
    await page.getByLabel('Файл').setInputFiles(html);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('alert').getByText('Такой файл не подходит').waitFor();
    expect(await page.getByLabel('Номер').inputValue()).toBe(number);

    const sent = { name: 'Положение № 12.pdf', mimeType: 'text/html', buffer: bytes };
    await page.getByLabel('Файл').setInputFiles(sent);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Документ записан в реестр').waitFor();
    await context.close();

    const coordinator = await visit(browser, site, { scripts });
    await coordinator.signIn(region.people.coordinator);
    await coordinator.page.goto(paths.school(schoolId));
    await coordinator.page.getByRole('link', { name: 'Реестр документов' }).click();
    const row = coordinator.page.getByRole('row').filter({ has: coordinator.page.getByText(number, { exact: true }) });
    const downloading = coordinator.page.waitForEvent('download');
    await row.getByRole('link', { name: 'Положение № 12.pdf' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('Положение № 12.pdf');
    expect((await readFile(await download.path())).equals(bytes)).toBe(true);
    expect(await coordinator.page.getByRole('button', { name: 'Убрать' }).count()).toBe(0);
    await coordinator.context.close();
    expect([...faults, ...coordinator.faults]).toEqual([]);
  });

  test('a document taken off the register is put back on the spot', async () => {
    const number = scripts ? '20' : '20-О';
    const { page, context, faults } = await atNewAct(number, scripts);
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('button', { name: `Убрать документ № ${number}`, exact: true }).click();
    await page.getByText('Документ убран из реестра').waitFor();
    expect(await page.getByRole('button', { name: `Убрать документ № ${number}`, exact: true }).count()).toBe(0);
    await page.getByRole('status').getByRole('button', { name: 'Вернуть' }).click();
    await page.getByText('Документ возвращён в реестр').waitFor();
    await page.getByRole('button', { name: `Убрать документ № ${number}`, exact: true }).waitFor();
    await context.close();
    expect(faults).toEqual([]);
  });

  test('when the session ends the text is kept, and the file is asked for again', async () => {
    const number = scripts ? '30' : '30-О';
    const { page, context, faults } = await atNewAct(number, scripts);
    await page.getByLabel('Файл').setInputFiles({ name: 'Скан.png', mimeType: 'image/png', buffer: png });
    await context.clearCookies({ name: 'svodka_session' });
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('их нужно будет выбрать ещё раз: Скан.png').waitFor();
    await fillInSignIn(page, region.people.director.email);
    await page.getByRole('button', { name: 'Отправить набранное' }).click();
    await page.getByRole('alert').getByText('Файл не сохранился').waitFor();
    expect(await page.getByLabel('Номер').inputValue()).toBe(number);
    await page.getByLabel('Файл').setInputFiles({ name: 'Скан.png', mimeType: 'image/png', buffer: png });
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Документ записан в реестр').waitFor();
    await context.close();
    expect(faults).toEqual([]);
  });
});

test('a file that is too large to be read at all is answered by a page that says how large it may be', async () => {
  const { page, context } = await atNewAct('40', true);
  const large = { name: 'Альбом.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([pdf(), Buffer.alloc(13e6)]) };
  await page.getByLabel('Файл').setInputFiles(large);
  await page.getByText('Файл больше 10').waitFor();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('heading', { level: 1, name: 'Файл слишком большой' }).waitFor();
  await page.getByText('Файл может быть не больше 10 МБ').waitFor();
  await context.close();
});

test('the director hands over, and the new person comes in by the link', async () => {
  const { page, context, faults, signIn } = await visit(browser, site);
  const { page: newcomer, context: theirs } = await visit(browser, site);
  await signIn(region.people.colleague);
  await page.getByRole('link', { name: 'Ответственный за журнал' }).click();
  await page.getByText('Приказ о назначении не внесён').waitFor();
  await page.getByRole('link', { name: 'Назначить ответственного' }).click();
  await page.getByLabel('Фамилия, имя, отчество').fill('Новикова Галина Дмитриевна');
  await page.getByLabel('Должность').fill('учитель информатики');
  await page.getByLabel('Почта').fill('novikova@school.example');
  await page.getByLabel('Номер приказа').fill('45-О');
  await page.getByLabel('Дата приказа').fill('17.08.2012');
  await page.getByLabel('Отвечает с').fill('32.08.2012');
  await page.getByRole('button', { name: 'Назначить' }).click();
  await page.getByRole('alert').getByText('Такой даты нет').waitFor();
  await page.getByLabel('Отвечает с').fill('20.08.2012');
  await page.getByRole('button', { name: 'Назначить' }).click();
  await page.getByRole('heading', { name: 'ответственный назначен' }).waitFor();
  const link = await page.getByLabel('Ссылка').inputValue();
  await page.getByRole('link', { name: 'К странице ответственного' }).click();
  await page.getByText('№ 45-О от 17.08.2012').waitFor();

  await newcomer.goto(link);
  await newcomer.getByLabel('Новый пароль').fill('ещё один длинный пароль');
  await newcomer.getByRole('button', { name: 'Сохранить и войти' }).click();
  await newcomer.getByRole('link', { name: 'Отчёт на 31.08.2012', exact: true }).click();
  await newcomer.getByRole('button', { name: 'Сохранить черновик' }).waitFor();
  await context.close();
  await theirs.close();
  expect(faults).toEqual([]);
});

describe('over HTTP', () => {
  const act = { kind: 'other', number: '50', date: '01.08.2012', title: 'Справка' };

  async function sendAct(file?: { name: string; bytes: Buffer }, fields: Record<string, string> = act) {
    const cookie = await signedIn(site, region.people.director);
    const form = await multipart(fields, file && [{ field: 'file', ...file }]);
    return send(site, { target: paths.newAct(schoolId), cookie, ...form });
  }

  async function newestFile(): Promise<string> {
    const cookie = await signedIn(site, region.people.director);
    const { text } = await send(site, { target: paths.acts(schoolId), cookie });
    const ids = [...text.matchAll(/href="\/files\/(\d+)"/g)].map(([, id]) => Number(id));
    return paths.file(Math.max(...ids));
  }

  test('a file comes as a download of its type, which no browser opens as a page and no cache keeps', async () => {
    expect((await sendAct({ name: 'Справка «о журнале».png', bytes: png })).status).toBe(302);
    const cookie = await signedIn(site, region.people.coordinator);
    const { status, headers, bytes } = await send(site, { target: await newestFile(), cookie });
    expect(status).toBe(200);
    expect(bytes.equals(png)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="document-\d+\.png"; filename\*=UTF-8''%D0%A1[%\w.-]*\.png$/,
      ),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
  });

  test('a file does not exist for other schools and municipalities, nor without signing in', async () => {
    const target = await newestFile();
    for (const who of ['colleague', 'stranger', 'otherCoordinator'] as const) {
      const { status, headers } = await send(site, { target, cookie: await signedIn(site, region.people[who]) });
      expect([who, status, headers['content-type']]).toEqual([who, 404, 'text/html; charset=utf-8']);
    }
    const nobody = await send(site, { target });
    expect([nobody.status, nobody.headers.location]).toEqual([302, paths.signIn(target)]);
    for (const id of ['0', 'abc', '999999', '1.pdf']) {
      const cookie = await signedIn(site, region.people.director);
      expect((await send(site, { target: `/files/${id}`, cookie })).status).toBe(404);
    }
  });

  test('a page that is called a PDF is refused at its field with all that was typed', async () => {
    const { status, text } = await sendAct({ name: 'приказ.pdf', bytes: Buffer.from('<script>alert(1)</script>') });
    expect(status).toBe(422);
    expect(text).toContain('Такой файл не подходит');
    expect(text).toContain('value="Справка"');
  });

  test('a form with a file is as strict as any other', async () => {
    const { body, headers } = await multipart(act);
    const cookie = await signedIn(site, region.people.coordinator);
    expect((await send(site, { target: paths.newAct(schoolId), cookie, body, headers })).status).toBe(403);
    const stranger = await signedIn(site, region.people.stranger);
    expect((await send(site, { target: paths.newAct(schoolId), cookie: stranger, body, headers })).status).toBe(404);
    const cut = { target: paths.newAct(schoolId), cookie, body: body.subarray(0, 90), headers };
    expect((await send(site, cut)).status).toBe(400);
  });
});
