/**
 * How long a month takes to compile, to open and to download on PostgreSQL, by the number of schools and by the months behind it,
 * beside one plain SQL aggregate of the same filings and a bare exceljs stream of as many cells in the same run. `npm run
 * bench:editions`; the result is Markdown. Takes a quarter of an hour.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import exceljs from 'exceljs';
import pg from 'pg';
import { createServer } from 'vite';

const cases = [
  { schools: 1_400, municipalities: 73, months: 3 },
  { schools: 1_400, municipalities: 73, months: 24 },
  { schools: 1_400, municipalities: 73, months: 120 },
  { schools: 40_000, municipalities: 400, months: 24 },
  { schools: 40_000, municipalities: 400, months: 1 },
];
const chosen = process.argv.slice(2).map(Number);
const [firstMonth, password, requests] = ['2012-06', 'benchmark-2012', 5];
const main = resolve('build/server/main.js');
/** Builds whose pages are asked beside a compile, in turns; another one by BEFORE=…/build/server/main.js. */
const builds = { now: main, ...(process.env.BEFORE && { before: resolve(process.env.BEFORE) }) };
const [rounds, readers, breathMs] = [3, 4, 50];

async function benchmark() {
  const vite = await createServer({
    configFile: false,
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
  });
  const { startPostgres } = await vite.ssrLoadModule('/tests/support/postgres.ts');
  const postgres = await startPostgres();
  try {
    console.log(
      '| schools | months | compile, s | of one SQL aggregate | edition page, ms | live page, ms | workbook, s | of bare exceljs | MB | peak RSS, MB |',
    );
    console.log('|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
    for (const [at, one] of cases.entries()) {
      if (chosen.length > 0 && !chosen.includes(at + 1)) continue;
      await onDatabase(postgres.url('postgres'), (client) => client.query(`create database bench${at}`));
      console.log(row(one, await measure(postgres.url(`bench${at}`), one)));
    }
  } finally {
    await postgres.stop();
    await vite.close();
  }
}

/**
 * Other people's pages while a month is compiled: four readers, each 50 ms after the answer before. Prints milliseconds.
 */
async function besideCompile(databaseUrl, now, last) {
  const times = Object.fromEntries(Object.keys(builds).map((build) => [build, { idle: [], compiling: [] }]));
  for (let round = 0; round < rounds; round++) {
    for (const [build, program] of Object.entries(builds)) {
      const site = await start(databaseUrl, now, { JOBS: 'on' }, program);
      const analyst = await signIn(site, 'analyst@example.test');
      const page = () => get(site, '/schools/1000', analyst);
      for (let at = 0; at < 200; at++) await page();
      await onDatabase(databaseUrl, async (client) => {
        times[build].idle.push(...(await read(page, () => false, 50)));
        await client.query(
          `insert into job_runs (region_id, job, period, attempt, status) select 1, 'compile-summary', $1, max(attempt) + 1, 'requested' from job_runs
           where job = 'compile-summary' and period = $1`,
          [last],
        );
        const compiles = async () => {
          const { rows } = await client.query(
            `select status from job_runs where job = 'compile-summary' and period = $1 order by attempt desc limit 1`,
            [last],
          );
          return rows[0].status;
        };
        while ((await compiles()) === 'requested') await pause(10);
        let over = false;
        const ended = (async () => {
          while ((await compiles()) === 'running') await pause(20);
          over = true;
        })();
        times[build].compiling.push(...(await read(page, () => over)));
        await ended;
      });
      await site.stop();
    }
  }
  for (const [build, { idle, compiling }] of Object.entries(times)) {
    const said = [0.5, 0.99].map((share) => {
      const [before, beside] = [idle, compiling].map((all) => quantile(all, share));
      return `p${share * 100} ${before.toFixed(1)} → ${beside.toFixed(1)} ms, ${(beside / before).toFixed(1)} : 1`;
    });
    console.log(
      `School's page idle → beside a compile (${build}; ${idle.length}, ${compiling.length} requests): ${said.join('; ')}`,
    );
  }
}

async function read(page, isOver, most = Number.POSITIVE_INFINITY) {
  const times = [];
  const reader = async () => {
    for (let at = 0; at < most && !isOver(); at++) {
      const begun = performance.now();
      await page();
      times.push(performance.now() - begun);
      await pause(breathMs);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return times;
}

function quantile(all, share) {
  return all.sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))];
}

async function measure(databaseUrl, { schools, municipalities, months }) {
  const opened = await start(databaseUrl, '2012-06-01T09:00:00+04:00', { JOBS: 'off' });
  await onDatabase(databaseUrl, (client) => populate(client, { schools, municipalities }));
  await openOrder(opened);
  await opened.stop();
  await onDatabase(databaseUrl, (client) => report(client, months));
  const after = addMonths(firstMonth, months);
  const last = addMonths(firstMonth, months - 1);
  const site = await start(databaseUrl, `${after}-05T09:00:00+03:00`, { JOBS: 'on' });
  const compile = await compiled(databaseUrl, last);
  const analyst = await signIn(site, 'analyst@example.test');
  const page = await median(() => get(site, `/campaigns/1/coverage?at=${last}`, analyst));
  const live = await median(() => get(site, '/campaigns/1/coverage', analyst));
  // The peak of the download alone: what compiling took is forgotten.
  writeFileSync(`/proc/${site.pid}/clear_refs`, '5');
  const { seconds, bytes } = await download(site, `/campaigns/1/summary/${last}.xlsx`, analyst);
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${site.pid}/status`, 'utf8'))?.[1]) / 1024;
  await site.stop();
  if (schools === 40_000 && months === 1) await besideCompile(databaseUrl, `${after}-05T09:00:00+03:00`, last);
  return {
    compile,
    page,
    live,
    seconds,
    bytes,
    peak,
    aggregate: await aggregate(databaseUrl, last),
    bare: await bareSheet(schools),
  };
}

function row({ schools, months }, { compile, page, live, seconds, bytes, peak, aggregate, bare }) {
  const ratio = (a, b) => `${(a / b).toFixed(1)} : 1`;
  const cells = [
    schools.toLocaleString('en'),
    months,
    compile.toFixed(2),
    ratio(compile, aggregate),
    Math.round(page * 1000),
    Math.round(live * 1000),
    seconds.toFixed(2),
    ratio(seconds, bare),
    (bytes / 1e6).toFixed(1),
    Math.round(peak),
  ];
  return `| ${cells.join(' | ')} |`;
}

// ---------------------------------------------------------------------------------------------------------------- region

/** A region as the administrator's pages would leave it, without schools' people: nobody is reminded. */
async function populate(client, { schools, municipalities }) {
  const passwordHash = await hash(password);
  await client.query(
    `insert into organisations (kind, name, zone, opened) values ('region', 'Область', 'Europe/Moscow', '2000-01-01')`,
  );
  await client.query(
    `insert into organisations (kind, name, opened) select 'municipality', 'Район ' || i, '2000-01-01' from generate_series(1, $1::int) i`,
    [municipalities],
  );
  await client.query(
    `insert into organisations (kind, name, opened) select 'school', 'Школа № ' || i, '2000-01-01' from generate_series(1, $1::int) i`,
    [schools],
  );
  await client.query(
    `insert into placements (organisation_id, parent_id, since)
     select id, case kind when 'municipality' then 1 else 2 + id % $1::int end, '2000-01-01' from organisations where kind <> 'region'`,
    [municipalities],
  );
  for (const role of ['administrator', 'analyst']) {
    await client.query(
      `insert into users (email, name, role, organisation_id, password_hash) values ($1, $2, $2, 1, $3)`,
      [`${role}@example.test`, role, passwordHash],
    );
  }
}

/** The region opens the order by its own page, so that the campaign is one of the product's. */
async function openOrder(site) {
  const cookie = await signIn(site, 'administrator@example.test');
  const body = new URLSearchParams({ order: 'MO', scope: '1', years: '0' });
  const answer = await fetch(`${site.url}/admin/campaigns`, {
    method: 'POST',
    headers: { cookie, origin: site.url, 'content-type': 'application/x-www-form-urlencoded' },
    body,
    redirect: 'manual',
  });
  if (answer.status !== 302) throw new Error(`The order was not opened: ${answer.status}`);
}

/** Nineteen of twenty schools file each month, ever more of them use the system, with the form's two figures. */
async function report(client, months) {
  await client.query('delete from reports');
  await client.query('delete from reporting_dates');
  await client.query(
    `insert into reporting_dates (campaign_id, form_id, as_of, due, opens, file_until, change_until)
     select 1, 'monthly', d, d, d - 29, d + 30, d + 60 from (
       select (date '2012-07-01' + make_interval(months => i) - interval '1 day')::date as d from generate_series(0, $1::int - 1) i) days`,
    [months],
  );
  await client.query(
    `insert into reports (reporting_date_id, organisation_id, status, answers, version, due, file_until, change_until)
     select d.id, s.id, case when (s.id + d.id) % 20 = 0 then 'due' else 'filed' end,
       case when (s.id + d.id) % 20 = 0 then null else '{"items":{},"problems":[]}'::jsonb end, 1, d.due, d.file_until, d.change_until
     from reporting_dates d, organisations s where s.kind = 'school'`,
  );
  await client.query(
    `insert into filings (report_id, ordinal, campaign_id, form_id, organisation_id, as_of, filed_at, filed_by, from_version, filed_on,
       answers, covered_from, system, counts_from)
     select r.id, 1, 1, 'monthly', r.organisation_id, d.as_of, d.as_of + time '12:00', 1, 1, d.as_of, '{"items":{},"problems":[]}',
       case when r.organisation_id % 120 < d.id then d.as_of end, 'Система ' || r.organisation_id % 7, d.as_of + time '12:00'
     from reports r join reporting_dates d on d.id = r.reporting_date_id where r.status = 'filed'`,
  );
  await client.query(
    `insert into filing_figures (filing_id, item, n, "of")
     select id, item, id % 40, 40 from filings, (values ('5.1'), ('5.2')) items(item)`,
  );
  await client.query('analyze');
}

/** The least that the month's coverage takes: one aggregate over the same filings, by municipality. In seconds. */
async function aggregate(databaseUrl, month) {
  return onDatabase(databaseUrl, (client) =>
    median(() =>
      client.query(
        `select p.parent_id, count(*), count(f.covered_from), sum(g.n), sum(g."of")
         from placements p join organisations s on s.id = p.organisation_id and s.kind = 'school'
         left join lateral (
           select f.id, f.covered_from from filings f
           where f.organisation_id = s.id and f.campaign_id = 1 and f.form_id = 'monthly' and f.as_of <= $1::date
           order by f.as_of desc limit 1) f on true
         left join filing_figures g on g.filing_id = f.id group by p.parent_id`,
        [`${addMonths(month, 1)}-01`],
      ),
    ),
  );
}

/** As many rows and columns as the workbook's sheet of schools, and nothing else. In seconds. */
async function bareSheet(rows) {
  const begun = performance.now();
  const out = new PassThrough();
  out.resume();
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: out });
  const sheet = workbook.addWorksheet('Школы');
  for (let at = 0; at < rows; at++) {
    sheet.addRow(Array.from({ length: 24 }, (_, column) => (column < 4 ? `Школа № ${at}` : at + column))).commit();
    if (at % 1000 === 0) await pause(0);
  }
  sheet.commit();
  await workbook.commit();
  return (performance.now() - begun) / 1000;
}

// ------------------------------------------------------------------------------------------------------------------ site

async function start(databaseUrl, now, settings, program = main) {
  const port = 20_000 + (process.pid % 20_000);
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [program], {
    env: {
      PATH,
      HOME,
      PORT: port,
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      NOW: now,
      LOG_LEVEL: 'fatal',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = () => {
    process.off('exit', kill);
    child.kill('SIGTERM');
    return ended;
  };
  const site = { url: `http://localhost:${port}`, pid: child.pid, stop };
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${site.url}/health`).catch(() => null);
    if (answer?.ok) return site;
    await pause(100);
  }
  throw new Error('The server does not answer.');
}

/** Waits for the scheduler to catch up with every month; answers how many seconds the last ones took, the middle of three. */
async function compiled(databaseUrl, last) {
  return onDatabase(databaseUrl, async (client) => {
    for (;;) {
      const { rows } = await client.query(
        `select period, status, extract(epoch from finished_at - started_at)::float as seconds from job_runs
         where job = 'compile-summary' order by period desc`,
      );
      if (rows.some(({ status }) => status === 'failed')) throw new Error('A month was not compiled.');
      // The day's other jobs, which read every edition once, would be measured with the pages.
      const { rows: others } = await client.query(
        `select job from job_runs where finished_at is not null and job in ('check-archive', 'seal-audit')`,
      );
      if (rows[0]?.period === last && rows.every(({ status }) => status === 'succeeded') && others.length >= 2) {
        const three = rows.slice(0, 3).map(({ seconds }) => seconds);
        return three.sort((a, b) => a - b)[Math.floor(three.length / 2)];
      }
      await pause(500);
    }
  });
}

async function signIn(site, email) {
  const answer = await fetch(`${site.url}/sign-in`, {
    method: 'POST',
    headers: { origin: site.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password }),
    redirect: 'manual',
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  if (!cookie) throw new Error(`${email} was not let in: ${answer.status}`);
  return cookie;
}

async function get(site, path, cookie) {
  const answer = await fetch(site.url + path, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return answer.text();
}

async function download(site, path, cookie) {
  const begun = performance.now();
  const answer = await fetch(site.url + path, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  const bytes = (await answer.arrayBuffer()).byteLength;
  return { seconds: (performance.now() - begun) / 1000, bytes };
}

/** In seconds, the first request not counted. */
async function median(act) {
  const times = [];
  for (let at = 0; at <= requests; at++) {
    const begun = performance.now();
    await act();
    if (at > 0) times.push((performance.now() - begun) / 1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

async function onDatabase(url, act) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

function addMonths(month, months) {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

await benchmark();
