/**
 * How fast the demo's region answers, beside a bare node:http server that sends as many bytes from memory in the same
 * run: the ratio says more than requests per second of whatever machine this is. `npm run bench`; the result is Markdown.
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const warmupSeconds = 2;
const seconds = 5;
const connections = 4;
const filings = 50;
const downloads = 5;
/** A day on which the demo has eleven compiled months behind it and reports to be filed. */
const now = '2026-11-20T12:00:00+03:00';
const compiled = '2026-10';
const password = 'svodka-demo-2012';

const ourselves = fileURLToPath(import.meta.url);

/** The least that Node can do for a page of that size. */
function serveBare(bytes) {
  const page = Buffer.alloc(bytes, '<p>');
  const head = { 'content-type': 'text/html; charset=utf-8', 'content-length': bytes };
  const server = createServer((_, response) => response.writeHead(200, head).end(page));
  server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
}

async function benchmark() {
  const folder = mkdtempSync(join(tmpdir(), 'svodka-benchmark-'));
  const site = await startDemo(folder);
  try {
    console.log(report(await measure(site), site));
  } finally {
    site.child.kill('SIGTERM');
    await site.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startDemo(folder) {
  const port = 20_000 + (process.pid % 20_000);
  const { PATH, HOME } = process.env;
  const settings = { PORT: port, HOST: '127.0.0.1', DATA_DIR: folder, NOW: now, LOG_LEVEL: 'info', TRUST_PROXY: 'on' };
  const program = [resolve('build/server/main.js'), 'demo'];
  const startedAt = performance.now();
  const child = spawn(process.execPath, program, {
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const site = { child, ended, url: `http://localhost:${port}`, generatedMs: 0, compiledMs: 0 };
  const since = () => Math.round(performance.now() - startedAt);
  await new Promise((done, fail) => {
    ended.then(([code]) => fail(new Error(`The demo ended (${code}).`)));
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('Сводка открыта')) site.generatedMs = since();
      if (!line.includes('"job":"compile-summary"') || !line.includes(`"period":"${compiled}"`)) return;
      site.compiledMs = since();
      done();
    });
  });
  return site;
}

async function measure(site) {
  const analyst = await signIn(site, 'analyst@demo.example');
  const region = new URL((await get(site, '/region', analyst)).headers.get('location') ?? '', site.url).pathname;
  const municipality = /\/campaigns\/\d+\/municipalities\/\d+\/coverage/.exec(
    (await get(site, region, analyst)).text,
  )?.[0];
  if (!municipality) throw new Error('The region names no municipality.');
  const pages = [];
  for (const [name, path] of [
    ['region, the running month (live)', region],
    [`region, ${compiled} (edition)`, `${region}?at=${compiled}`],
    ['municipality, the running month (live)', municipality],
    [`municipality, ${compiled} (edition)`, `${municipality}?at=${compiled}`],
  ]) {
    pages.push({ name, ...(await measurePage(site, path, analyst)) });
  }
  const workbook = `${region.replace('/coverage', '/summary')}/${compiled}.xlsx`;
  return { pages, workbook: await measureDownload(site, workbook, analyst), filing: await measureFiling(site) };
}

async function measurePage(site, path, cookie) {
  const { bytes, status } = await get(site, path, cookie);
  if (status !== 200) throw new Error(`${path} answers ${status}`);
  const own = await fire(site.url + path, cookie);
  const bare = fork(ourselves, ['bare', String(bytes)]);
  const [port] = await once(bare, 'message');
  const least = await fire(`http://localhost:${port}/`);
  bare.kill();
  return { bytes, own, least };
}

async function fire(url, cookie = '') {
  const { default: autocannon } = await import('autocannon');
  const options = { url, connections, headers: { cookie } };
  await autocannon({ ...options, duration: warmupSeconds });
  const result = await autocannon({ ...options, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p97: result.latency.p97_5 };
}

async function measureDownload(site, path, cookie) {
  const times = [];
  let size = 0;
  for (let round = 0; round <= downloads; round++) {
    const startedAt = performance.now();
    const { status, bytes } = await get(site, path, cookie);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    times.push(performance.now() - startedAt);
    size = bytes;
  }
  // The first one warms up.
  return { size, ...timesOf(times.slice(1)) };
}

/** One director after another saves the running month's report and files it; what is measured are the two posted forms. */
async function measureFiling(site) {
  const saves = [];
  const files = [];
  for (let school = 75; saves.length < filings; school++) {
    if (school > 1500) throw new Error(`Only ${saves.length} reports could be filed.`);
    const cookie = await signIn(site, `director-${school}@demo.example`, { mayFail: true });
    const home = cookie && (await get(site, `/schools/${school}`, cookie));
    for (const [edit] of home ? home.text.matchAll(/\/reports\/\d+\/edit/g) : []) {
      const { text } = await get(site, edit, cookie);
      if (!text.includes('name="5.2:of"')) continue;
      const version = Number(/<input[^>]*name="version"[^>]*value="(\d+)"/.exec(text)?.[1]);
      saves.push(await posted(site, edit, cookie, { ...answers, version, intent: 'save' }));
      const check = edit.replace('edit', 'check');
      const asked = (await get(site, check, cookie)).text.matchAll(/name="(explain:[^"]+)"/g);
      const sentences = Object.fromEntries([...asked].map(([, field]) => [field, 'Данные уточнены по журналу']));
      files.push(await posted(site, check, cookie, { version: version + 1, ...sentences }, /\/filed$/));
      break;
    }
  }
  return { saves: timesOf(saves), files: timesOf(files), both: timesOf(saves.map((save, at) => save + files[at])) };
}

/** MO's monthly form, complete. */
const answers = {
  '1:name': 'Кузнецова Ольга Игоревна',
  '1:position': 'учитель информатики',
  '2:text': 'Школьный портал',
  '3:date': '01.02.2026',
  '4.1:none': 'on',
  '4.2:none': 'on',
  '4.3:none': 'on',
  '4.4:none': 'on',
  '5.1:n': '30',
  '5.1:of': '40',
  '5.2:n': '120',
  '5.2:of': '480',
};

async function posted(site, path, cookie, fields, leadsTo = /\?saved=/) {
  const body = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const startedAt = performance.now();
  const response = await fetch(site.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: site.url, cookie },
    body,
  });
  await response.arrayBuffer();
  const took = performance.now() - startedAt;
  if (!leadsTo.test(response.headers.get('location') ?? '')) throw new Error(`${path} answers ${response.status}`);
  return took;
}

let addresses = 0;

/** Each from an address of its own: sign-ins are limited by address. */
async function signIn(site, email, { mayFail = false } = {}) {
  addresses++;
  const response = await fetch(`${site.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: site.url, 'x-forwarded-for': `10.0.${addresses >> 8}.${addresses & 255}` },
    body: new URLSearchParams({ email, password }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (!cookie && !mayFail) throw new Error(`${email} could not sign in: ${response.status}`);
  return cookie;
}

async function get(site, path, cookie) {
  const headers = { cookie, 'accept-encoding': 'identity' };
  const response = await fetch(site.url + path, { redirect: 'manual', headers });
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes: body.length, text: body.toString() };
}

function timesOf(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { mean: times.reduce((sum, time) => sum + time, 0) / times.length, p50: at(0.5), p95: at(0.95) };
}

function report({ pages, workbook, filing }, { generatedMs, compiledMs }) {
  const ms = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
  const kb = (bytes) => (bytes / 1024).toFixed(0);
  const line = (...cells) => `| ${cells.join(' | ')} |`;
  const acts = [
    ['saving a report', filing.saves],
    ['filing it', filing.files],
    ['both', filing.both],
    [`Excel summary of ${compiled}, ${kb(workbook.size)} kB`, workbook],
  ];
  return [
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, PGlite; ${connections} connections for ${seconds} s after ${warmupSeconds} s of warm-up.`,
    `The demo was there after ${(generatedMs / 1000).toFixed(1)} s, all its months compiled after ${(compiledMs / 1000).toFixed(1)} s.`,
    '',
    line(
      'page',
      'kB',
      'requests/s',
      'p50 ms',
      'p97.5 ms',
      'bare node:http, same bytes: requests/s',
      'p50 ms',
      'p97.5 ms',
      'ratio',
    ),
    line('---', ...Array(8).fill('--:')),
    ...pages.map(({ name, bytes, own, least }) =>
      line(
        ...[name, kb(bytes), own.perSecond.toFixed(0), own.p50, own.p97],
        ...[least.perSecond.toFixed(0), least.p50, least.p97, `1 : ${(least.perSecond / own.perSecond).toFixed(0)}`],
      ),
    ),
    '',
    line('one after another', 'mean ms', 'p50 ms', 'p95 ms'),
    line('---', ...Array(3).fill('--:')),
    ...acts.map(([name, times]) => line(name, ms(times.mean), ms(times.p50), ms(times.p95))),
  ].join('\n');
}

if (process.argv[2] === 'bare') serveBare(Number(process.argv[3]));
else await benchmark();
