/** Forms with files: which are let in, where, how large, and what is read from them. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBody, refusedByHead } from '#app/http/intake.server.ts';
import { refuse } from '#app/http/refuse.server.ts';
import { fileOf, uploadFrom } from '#app/http/uploads.server.ts';
import { multipart, type Sent, send } from '#tests/support/raw-http.ts';

const megabyte = 1024 * 1024;
const oneFile = '/schools/7/acts/new';
const manyFiles = '/campaigns/1/municipalities/2/imports';

/** The intake alone, which answers how many bytes it has let through. */
async function intake(
  shares?: Parameters<typeof readBody>[1],
  answered: () => Promise<unknown> = async () => {},
  silence?: number,
): Promise<{ url: string; server: Server }> {
  const server = createServer(async (request, response) => {
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const refused = refusedByHead(request, new Set([own]));
    const body = refused ?? (await readBody(request, shares, silence).catch(() => undefined));
    if (typeof body === 'number') refuse(request, response, body, 'номер');
    else {
      await answered();
      body?.release();
      response.end(String(body?.bytes.length));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

let site: Awaited<ReturnType<typeof intake>>;
beforeAll(async () => {
  site = await intake();
});
afterAll(() => new Promise((resolve) => site.server.close(resolve)));

async function upload(target: string, size: number, more: Partial<Sent> = {}) {
  const form = await multipart({ number: '12' }, [{ field: 'file', name: 'скан.pdf', bytes: Buffer.alloc(size, 1) }]);
  return send(site, { target, ...form, ...more, headers: { ...form.headers, ...more.headers } });
}

describe('a form with a file', () => {
  test.each([
    [oneFile, 11 * megabyte],
    [`${oneFile}.data`, 11 * megabyte],
    [`${oneFile}?number=12`, 1],
    ['/schools/7/acts/12', 1],
    ['/schools/7/responsible/new', 1],
    [manyFiles, 39 * megabyte],
  ])('is let in at %s', async (target, size) => {
    const { status, text } = await upload(target, size);
    expect(status).toBe(200);
    expect(Number(text)).toBeGreaterThan(size);
  });

  test.each([
    '/',
    '/sign-in',
    '/reports/1/edit',
    '/schools/7/acts',
    '/schools/7/acts/new/x',
    '/schools/x/acts/new',
    '/campaigns/1/municipalities/2/reports',
  ])('is not read at %s, which takes none', async (target) => {
    expect((await upload(target, 1)).status).toBe(415);
  });

  test.each([
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'multipart/form-data; boundary=',
    `multipart/form-data; boundary=${'x'.repeat(71)}`,
    'multipart/form-data; boundary="----WebKitFormBoundary\r"',
    'multipart/mixed; boundary=----WebKitFormBoundaryabcdefgh',
    'application/pdf',
  ])('is not read when its type is %j', async (type) => {
    const sent = await upload(oneFile, 1, { headers: { 'content-type': type } }).catch(() => ({ status: 415 }));
    expect(sent.status).toBe(415);
  });

  test('is held to the same rules as any other: no foreign origin, no compression', async () => {
    expect((await upload(oneFile, 1, { headers: { origin: 'https://example.com' } })).status).toBe(403);
    expect((await upload(oneFile, 1, { headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
  });

  test.each([
    [oneFile, 13 * megabyte, 'Файл слишком большой', 'не больше 10 МБ'],
    [manyFiles, 41 * megabyte, 'Слишком много данных', 'до 40 МБ'],
  ])('is refused at %s when it is too large, with a page that says what to do', async (target, size, title, limit) => {
    for (const headers of [undefined, { 'content-length': '', 'transfer-encoding': 'chunked' }]) {
      const { status, text } = await upload(target, size, { headers });
      expect(status).toBe(413);
      expect(text).toContain(`<h1>${title}</h1>`);
      expect(text).toContain(limit);
      expect(text).toContain('Вернитесь кнопкой браузера «Назад»');
    }
  });

  test('of thousands of parts is refused before they are told apart', async () => {
    const files = (count: number) =>
      multipart(
        {},
        Array.from({ length: count }, (_, at) => ({ field: 'files', name: `${at}`, bytes: Buffer.alloc(0) })),
      );
    expect((await send(site, { target: manyFiles, ...(await files(2000)) })).status).toBe(200);
    const { status, text } = await send(site, { target: manyFiles, ...(await files(2600)) });
    expect(status).toBe(413);
    expect(text).toContain('Вернитесь кнопкой браузера «Назад»');
  });

  test('without a file is held to the size of a form', async () => {
    const body = Buffer.alloc(4 * megabyte, 'a');
    const { status, text } = await send(site, { target: oneFile, body });
    expect(status).toBe(413);
    expect(text).toContain('Форма больше 3 МБ');
  });
});

test('many bodies at once do not fill the memory: the last one is asked to come again, and then it may', async () => {
  const shared = { most: 2 * megabyte, now: 0 };
  const small = await intake({ files: shared, forms: { most: megabyte, now: 0 } });
  const form = await multipart({}, [{ field: 'file', name: 'скан.pdf', bytes: Buffer.alloc(1.5 * megabyte, 1) }]);
  const sent = () => send(small, { target: oneFile, ...form });

  const headers = { ...form.headers, origin: small.url };
  const slow = request(small.url + oneFile, { method: 'POST', headers });
  slow.write(form.body.subarray(0, megabyte));
  while (shared.now < megabyte) await new Promise((resolve) => setTimeout(resolve, 5));
  const { status, text } = await sent();
  expect(status).toBe(503);
  expect(text).toContain('Подождите минуту');
  expect((await send(small, { target: '/reports/1/save', body: { version: '1' } })).status).toBe(200);

  slow.on('error', () => {}).destroy();
  while (shared.now > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await sent()).status).toBe(200);
  await new Promise((resolve) => small.server.close(resolve));
});

test('a body may come as slowly as it likes, but not fall silent', async () => {
  const patient = await intake(undefined, undefined, 400);
  const send = (pieces: number) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': '5',
        origin: patient.url,
      };
      const asked = request(`${patient.url}/reports/1/edit`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.on('error', reject);
      let sent = 0;
      const timer = setInterval(() => (sent++ < pieces ? asked.write('a') : clearInterval(timer)), 120);
    });
  expect(await Promise.all([send(5), send(2)])).toEqual([200, 408]);
  await new Promise((resolve) => patient.server.close(resolve));
});

test('a body takes its share until it has been answered', async () => {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const shared = { most: 2 * megabyte, now: 0 };
  const busy = await intake({ files: shared, forms: shared }, () => answered);
  const form = await multipart({}, [{ field: 'file', name: 'скан.pdf', bytes: Buffer.alloc(1.5 * megabyte, 1) }]);
  const sent = () => send(busy, { target: oneFile, ...form });
  const first = sent();
  while (shared.now < 1.5 * megabyte) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await sent()).status).toBe(503);
  answer();
  expect((await first).status).toBe(200);
  expect((await sent()).status).toBe(200);
  expect(shared.now).toBe(0);
  await new Promise((resolve) => busy.server.close(resolve));
});

describe('what is read', () => {
  const read = async (
    fields: Record<string, string>,
    files: Parameters<typeof multipart>[1] = [],
    options?: { mostFiles: number },
  ) => uploadFrom(requestOf(await multipart(fields, files)), options);
  const requestOf = ({ body, headers }: Pick<Sent, 'body' | 'headers'>) =>
    new Request('http://localhost/', { method: 'POST', body: body as BodyInit, headers });
  const file = (name: string, bytes = Buffer.from('содержание')) => ({ field: 'file', name, bytes });
  const refused = { data: null, init: { status: 400 } };

  test('are the fields as typed and the files byte for byte', async () => {
    const bytes = Buffer.from([0, 1, 2, 255, 13, 10, 45, 45]);
    const typed = { number: '12-О', title: 'Положение\r\nо «журнале»' };
    const { fields, files } = await read(typed, [file('скан.pdf', bytes)]);
    expect(fields).toEqual(typed);
    expect(files).toEqual([{ field: 'file', name: 'скан.pdf', bytes }]);
  });

  test('is nothing from a control that was left empty', async () => {
    const upload = await read({}, [file('', Buffer.alloc(0))]);
    expect(upload.files).toEqual([]);
    expect(fileOf(upload, 'file')).toBeUndefined();
  });

  test('is an empty file, which is not the same as none', async () => {
    const upload = await read({}, [file('пустой.pdf', Buffer.alloc(0))]);
    expect(fileOf(upload, 'file')).toMatchObject({ name: 'пустой.pdf', bytes: Buffer.alloc(0) });
  });

  test('is the name alone of a file that did not outlive the session', async () => {
    const body = new URLSearchParams({ number: '12', file: 'скан.pdf' });
    const upload = await uploadFrom(new Request('http://localhost/', { method: 'POST', body }));
    expect(upload.files).toEqual([]);
    expect(fileOf(upload, 'file')).toBe('lost');
    expect(fileOf(upload, 'other')).toBeUndefined();
  });

  test.each([
    ['папка/Школа № 1/отчёт.xlsx', 'отчёт.xlsx'],
    ['C:\\Документы\\приказ.pdf', 'приказ.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['приказ\u202efdp.exe', 'приказfdp.exe'],
    ['при\tказ\u0007  №\u00a012.pdf', 'при каз № 12.pdf'],
    ['и\u0306.pdf', 'й.pdf'],
    ['\u200b', 'файл'],
    ['папка/', 'файл'],
    [`${'я'.repeat(300)}.docx`, `${'я'.repeat(195)}.docx`],
    [`${'a'.repeat(195)}😀${'a'.repeat(50)}.docx`.slice(1), `${'a'.repeat(194)}.docx`],
  ])('is the readable base of the name %j', async (sent, kept) => {
    const { files } = await read({}, [file(sent)]);
    expect(files[0]?.name).toBe(kept);
  });

  test('is refused with a field twice, a NUL, or more files than the form can bring', async () => {
    const form = new FormData();
    form.append('number', '1');
    form.append('number', '2');
    const twice = new Request('http://localhost/', { method: 'POST', body: form });
    await expect(uploadFrom(twice)).rejects.toMatchObject(refused);
    await expect(read({ number: 'a\0' })).rejects.toMatchObject(refused);
    const two = [file('а.pdf'), file('б.pdf')];
    await expect(read({}, two)).rejects.toMatchObject(refused);
    expect((await read({}, two, { mostFiles: 2 })).files).toHaveLength(2);
  });

  test('is refused when it is damaged', async () => {
    const { body, headers } = await multipart({ number: '12' }, [file('скан.pdf')]);
    for (const part of [body.subarray(0, body.length - 20), body.subarray(10), Buffer.alloc(0), Buffer.from('x')]) {
      await expect(uploadFrom(requestOf({ body: part, headers }))).rejects.toMatchObject(refused);
    }
  });
});
