import type { BrowserContext } from 'playwright-core';

export type Fetched = { path: string; bytes: number };

/** All that a browser with nothing in its cache fetches for a page, as it comes over the wire: compressed, with the heads of the answers. */
export async function fetchedFor(context: BrowserContext, path: string): Promise<Fetched[]> {
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  const addresses = new Map<string, string>();
  const fetched: Fetched[] = [];
  network.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    fetched.push({ path: new URL(addresses.get(requestId) ?? page.url()).pathname, bytes: encodedDataLength });
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.close();
  return fetched;
}

export function bytesOf(fetched: readonly Fetched[]): number {
  return fetched.reduce((sum, { bytes }) => sum + bytes, 0);
}
