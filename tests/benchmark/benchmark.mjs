/**
 * How fast the product files reports and shows pages on PostgreSQL, as ratios to what the same work takes at least, measured in turns
 * in the same run (`limits.mjs`): a ratio says more than requests per second of whatever machine this is. `npm run bench`; the
 * result is Markdown, what its rows mean is in docs/speed.md. Bounded by counts: `npm run bench -- 0.2` takes a fifth of them.
 */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { text } from 'node:stream/consumers';
import { compile, cookieOf, cpuOf, lastDate, limit, month, onStage, postgresCpu, region } from './stage.mjs';

const scale = Number(process.argv[2] ?? 1);
const times = (count) => Math.max(8, Math.round(count * scale));
const rounds = 3;
/** How often each is asked in a round. */
const counts = {
  flows: times(160),
  filings: times(320),
  transactions: times(1600),
  page: times(120),
  rows: times(400),
};
const filers = 16;
const readers = 4;
const histories = [3, 24, 120];

async function benchmark() {
  const load = loadavg().map((one) => one.toFixed(2));
  const from = performance.now();
  await onStage(async (stage) => {
    const all = { filing: await measureFiling(stage), pages: await measurePages(stage) };
    const machine = `Node ${process.version}, PostgreSQL ${stage.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`;
    const took = Math.round((performance.now() - from) / 1000);
    console.log(`${machine}; load at the start ${load.join(', ')}; ${rounds} rounds, ${took} s.\n\n${tableOf(all)}`);
  });
}

// -------------------------------------------------------------------------------------------------------------- filing

/** Each school files its own report once. */
async function measureFiling(stage) {
  const bare = await limit(stage, 'transactions', 'bare');
  const schools = filers * 2 + (counts.flows + counts.filings) * rounds;
  const site = await region(stage, { schools, municipalities: 30, months: 3 });
  const waiting = await prepareReports(site);
  const body = new URLSearchParams({ ...answers, version: '1' });
  const transaction = { ...bare, clients: filers, count: counts.transactions };
  transaction.ask = (agent) => ask(bare, '/', { agent, body, expect: 302 });
  const flow = async (agent) => fileAsBrowser(site, waiting.pop(), agent);
  const post = async (agent) => filePrepared(site, waiting.pop(), agent);

  // What is filed by one POST has been saved before, by the browser's own road.
  const rows = [];
  await inParallel(times(200), filers, transaction.ask);
  await inParallel(filers, filers, flow);
  const flows = { ...site, clients: filers, count: counts.flows, ask: flow };
  rows.push([
    'a report saved, checked, filed, confirmed (4 requests)',
    await inTurns(stage, [flows, transaction]),
    'rates ≤ 20, p99 ≤ 3',
  ]);
  const ready = waiting.splice(0);
  await inParallel(ready.length, filers, async (agent, at) => save(site, ready[at], agent));
  waiting.push(...ready);
  await inParallel(filers, filers, post);
  const posts = { ...site, clients: filers, count: counts.filings, ask: post };
  rows.push(['the POST that files it alone', await inTurns(stage, [posts, transaction]), 'rates ≤ 6, p99 ≤ 3']);
  return rows;
}

/** MO's monthly form, complete. */
const answers = {
  '1:name': 'Кузнецова Ольга Игоревна',
  '1:position': 'учитель информатики',
  '2:text': 'Школьный портал',
  '3:date': '15.07.2022',
  '4.1:none': 'on',
  '4.2:none': 'on',
  '4.3:none': 'on',
  '4.4:none': 'on',
  '5.1:n': '30',
  '5.1:of': '40',
  '5.2:n': '120',
  '5.2:of': '480',
};

/** Nobody has filed the last month yet. */
async function prepareReports({ client }) {
  await client.query(
    `create temporary table gone as select id from filings where as_of = '${lastDate}';
     delete from remarks where filing_id in (select id from gone);
     delete from reviews where filing_id in (select id from gone);
     delete from filing_figures where filing_id in (select id from gone);
     delete from filings where id in (select id from gone);
     delete from decisions where reporting_date_id = (select id from reporting_dates where as_of = '${lastDate}');
     update reports set status = 'due', answers = null, version = 0, not_required = null
       where reporting_date_id = (select id from reporting_dates where as_of = '${lastDate}')`,
  );
  await client.query('vacuum analyze');
  const { rows } = await client.query(
    `select r.id, u.id as person from reports r join reporting_dates d on d.id = r.reporting_date_id and d.as_of = '${lastDate}'
     join users u on u.organisation_id = r.organisation_id order by r.id`,
  );
  return rows.map(({ id, person }) => ({ report: id, cookie: cookieOf(person) }));
}

async function save(site, { report, cookie }, agent) {
  const body = new URLSearchParams({ ...answers, version: '0', intent: 'check' });
  const { location } = await ask(site, `/reports/${report}/edit`, { agent, cookie, body, expect: 302 });
  if (location !== `/reports/${report}/check`) throw new Error(`Report ${report} was not saved: ${location}`);
}

async function filePrepared(site, { report, cookie }, agent) {
  const body = new URLSearchParams({ version: '1' });
  const { location } = await ask(site, `/reports/${report}/check`, { agent, cookie, body, expect: 302 });
  if (location !== `/reports/${report}/filed`) throw new Error(`Report ${report} was not filed: ${location}`);
}

async function fileAsBrowser(site, one, agent) {
  await save(site, one, agent);
  await ask(site, `/reports/${one.report}/check`, { agent, cookie: one.cookie, expect: 200 });
  await filePrepared(site, one, agent);
  await ask(site, `/reports/${one.report}/filed`, { agent, cookie: one.cookie, expect: 200 });
}

// --------------------------------------------------------------------------------------------------------------- pages

/** Four people read, each with a session of their own. The first region is held beside the limit, the others beside the first. */
async function measurePages(stage) {
  const plain = await limit(stage, 'rendering');
  const sites = [];
  for (const months of histories) sites.push(await region(stage, { schools: 200, municipalities: 10, months }));
  await compile(sites[0]);
  const readersOf = await Promise.all(sites.map(peopleAndPlaces));
  const rows = [];
  for (const page of Object.keys(readersOf[0])) {
    const sides = sites.slice(0, oneHistory.has(page) ? 1 : undefined).map((site, at) => {
      return { ...site, clients: readers, count: counts.page, ask: reader(site, readersOf[at][page]) };
    });
    const [{ path, cookie }] = readersOf[0][page];
    const asMany = Math.max(1, rowsIn(await pageOf(sites[0], path, cookie)));
    const ask = reader(plain, [{ path: `/?rows=${asMany}` }]);
    const all = [sides[0], { ...plain, clients: readers, count: counts.rows, ask }, ...sides.slice(1)];
    for (const side of all) await inParallel(times(40), readers, side.ask);
    rows.push([page, await inTurns(stage, all), asMany]);
  }
  return rows;
}

/** These have no list that grows with the months. */
const oneHistory = new Set(['region, a compiled month', 'sign-in']);

const reader = (site, reading) => (agent, at) => {
  const { path, cookie } = reading[at % reading.length];
  return ask(site, path, { agent, cookie, expect: 200 });
};

async function pageOf(site, path, cookie) {
  return (await ask(site, path, { cookie, expect: 200 })).page;
}

/** What stands one below another in the page itself: rows of tables, items of lists, fields. */
function rowsIn(html) {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return main.match(/<(tr|li|input(?![^>]*type="hidden")|select|textarea)\b/g)?.length ?? 0;
}

async function peopleAndPlaces({ client }) {
  const { rows: schools } = await client.query(
    `select r.id as report, r.organisation_id as school, u.id as person
     from reports r join reporting_dates d on d.id = r.reporting_date_id and d.as_of = '${lastDate}'
     join users u on u.organisation_id = r.organisation_id where r.status = 'due' and r.not_required is null order by r.id limit ${readers}`,
  );
  const { rows: coordinators } = await client.query(
    `select id as person, organisation_id as municipality from users where role = 'coordinator' order by id limit ${readers}`,
  );
  const { rows: analysts } = await client.query(`select id as person from users where role = 'analyst' order by id`);
  const by = (people, path) => people.map((one) => ({ path: path(one), cookie: cookieOf(one.person) }));
  const of = ({ municipality }) => `/campaigns/1/municipalities/${municipality}`;
  return {
    'school’s home': by(schools, ({ school }) => `/schools/${school}`),
    form: by(schools, ({ report }) => `/reports/${report}/edit`),
    queue: by(coordinators, (one) => `${of(one)}/queue`),
    'list of reports': by(coordinators, (one) => `${of(one)}/reports?date=${lastDate}`),
    'region, a compiled month': by(analysts, () => `/campaigns/1/coverage?at=${month}`),
    'sign-in': [{ path: '/sign-in' }],
  };
}

// -------------------------------------------------------------------------------------------------------- asking, measuring

/** The sides in turns, round by round; answers each one's figures, and the middle of its ratios to the first of the same round. */
async function inTurns(stage, sides) {
  const all = sides.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, side] of sides.entries()) all[at].push(await measure(stage, side));
  const middles = all.map((of) =>
    Object.fromEntries(Object.keys(of[0]).map((key) => [key, middle(of.map((one) => one[key]))])),
  );
  const ratios = all.map((of) => ({
    rate: middle(of.map(({ rate }, round) => rate / all[0][round].rate)),
    cpu: middle(of.map(({ node, sql }, round) => (all[0][round].node + all[0][round].sql) / (node + sql))),
  }));
  return { middles, ratios };
}

async function measure({ postmaster }, { pid, clients, count, ask }) {
  const cpu = () => [cpuOf(pid), postgresCpu(postmaster)];
  const before = cpu();
  const from = performance.now();
  const took = await inParallel(count, clients, ask);
  const seconds = (performance.now() - from) / 1000;
  const [node, sql] = cpu().map((after, at) => (after - before[at]) / count);
  const sorted = took.sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(count - 1, Math.floor(count * share))];
  return { rate: count / seconds, p50: at(0.5), p99: at(0.99), node, sql };
}

/** As many clients as said, each on a connection of its own, until all is asked; answers what each took, in ms. */
async function inParallel(count, clients, act) {
  const took = [];
  let next = 0;
  const one = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (next < count) {
      const at = next++;
      const from = performance.now();
      await act(agent, at);
      took.push(performance.now() - from);
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: clients }, one));
  return took;
}

async function ask({ port }, path, { agent, cookie, body, expect }) {
  const form = body && { origin: `http://localhost:${port}`, 'content-type': 'application/x-www-form-urlencoded' };
  const headers = { ...(cookie && { cookie }), ...form };
  const asked = request({ host: '127.0.0.1', port, path, method: body ? 'POST' : 'GET', agent, headers });
  asked.setHeader('host', `localhost:${port}`);
  asked.end(body && String(body));
  const [response] = await once(asked, 'response');
  const page = await text(response);
  if (response.statusCode !== expect) throw new Error(`${path} answers ${response.statusCode}`);
  return { page, location: response.headers.location };
}

function middle(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}

// ------------------------------------------------------------------------------------------------------------- the table

function tableOf({ filing, pages }) {
  const line = (...cells) => `| ${cells.join(' | ')} |`;
  const number = (value) => (value < 10 ? value.toFixed(value < 1 ? 2 : 1) : Math.round(value).toString());
  const figures = ({ rate, p50, p99, node, sql }) => [
    number(rate),
    `${number(p50)} · ${number(p99)}`,
    `${number(node)} + ${number(sql)}`,
  ];
  const cells = (name, { middles: [ours, least], ratios: [, ratio] }, goal) =>
    line(
      name,
      ...figures(ours),
      ...figures(least),
      number(ratio.rate),
      number(ratio.cpu),
      number(ours.p99 / ours.p50),
      goal,
    );
  const beside = (name, { ratios }) =>
    line(name, ...ratios.slice(2).map(({ rate, cpu }) => `${number(1 / rate)} · ${number(1 / cpu)}`));
  const names = ['rate, /s', 'p50 · p99, ms', 'CPU node + SQL, ms'];
  const heads = [
    ...names,
    ...names.map((name) => `limit: ${name}`),
    'ratio of rates',
    'ratio of CPU',
    'p99 of p50',
    'goal',
  ];
  const grown = pages.filter(([, { ratios }]) => ratios.length > 2);
  return [
    line('what', ...heads),
    line('---', ...Array(heads.length).fill('--:')),
    ...filing.map(([name, turns, goal]) => cells(name, turns, goal)),
    ...pages.map(([name, turns, rows]) =>
      cells(`${name} (${rows} rows)`, turns, oneHistory.has(name) ? '' : 'CPU ≤ 4'),
    ),
    '',
    line(
      'of the same page at 3 months: time · CPU, goal ≤ 1.1',
      ...histories.slice(1).map((months) => `${months} months`),
    ),
    line('---', ...histories.slice(1).map(() => '--:')),
    ...grown.map(([name, turns]) => beside(name, turns)),
  ].join('\n');
}

await benchmark();
