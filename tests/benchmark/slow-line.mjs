/**
 * What pages cost on a slow line and an old computer: `npm run bench:pages -- http://localhost:3000` asks a demo that runs
 * there (or any other build of it) with a browser that has nothing in its cache: 400 kbit/s, 400 ms, a processor four times slower.
 */
import { createServer } from 'vite';

const [site = 'http://localhost:3000', rounds = '3'] = process.argv.slice(2);
const line = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const slower = 4;

const vite = await createServer({ configFile: false, server: { middlewareMode: true }, appType: 'custom' });
const { launchBrowser } = await vite.ssrLoadModule('/tests/support/browser.ts');
const browser = await launchBrowser();

/** Signed in as somebody of the demo, or nobody. */
async function contextOf(account) {
  const context = await browser.newContext({ baseURL: site, locale: 'ru-RU' });
  context.setDefaultTimeout(120_000);
  if (!account) return context;
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('Адрес электронной почты').fill(`${account}@demo.example`);
  await page.getByLabel('Пароль', { exact: true }).fill('svodka-demo-2012');
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.close();
  return context;
}

/** The address of a page that the person comes to by a link. */
async function addressOf(context, from, link) {
  const page = await context.newPage();
  await page.goto(from);
  const href = link ? await page.locator(link).first().getAttribute('href') : new URL(page.url()).pathname;
  await page.close();
  return href;
}

async function measure(context, path) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Network.emulateNetworkConditions', line);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  let bytes = 0;
  let requests = 0;
  let pictures = 0;
  const addresses = new Map();
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (/\/drawn-/.test(addresses.get(requestId) ?? '')) pictures += encodedDataLength;
    else {
      bytes += encodedDataLength;
      requests += 1;
    }
  });
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      globalThis.largestPaint = list.getEntries().at(-1).startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  await page.goto(path, { waitUntil: 'load' });
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => globalThis.largestPaint);
  // Pictures are asked for once the page is there.
  await page.waitForTimeout(8000);
  const painted = await page.evaluate(() => globalThis.largestPaint);
  await page.close();
  return { bytes, requests, pictures, painted };
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const nobody = await contextOf(null);
const director = await contextOf('director');
const analyst = await contextOf('analyst');
const home = await addressOf(director, '/', null);
const form = await addressOf(director, home, 'a[href^="/reports/"][href$="/edit"]');
const region = await addressOf(analyst, '/region', 'a[href*="/coverage"]');
const pages = [
  ['sign-in', nobody, '/sign-in'],
  ['school’s home', director, home],
  ['full form', director, form],
  ['region', analyst, region],
];
console.log('| page | kB before its pictures | requests | kB of pictures | LCP, s |\n| --- | --: | --: | --: | --: |');
for (const [name, context, path] of pages) {
  const seen = [];
  for (let round = 0; round < Number(rounds); round++) seen.push(await measure(context, path));
  const of = (what) => middle(seen.map((one) => one[what]));
  const kB = (bytes) => (bytes / 1000).toFixed(1);
  console.log(
    `| ${name} | ${kB(of('bytes'))} | ${of('requests')} | ${kB(of('pictures'))} | ${(of('painted') / 1000).toFixed(1)} |`,
  );
}
await browser.close();
await vite.close();
