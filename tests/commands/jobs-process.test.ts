import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { startJobsProcess } from '#app/commands/jobs-process.server.ts';
import type { Log } from '#app/http/log.server.ts';
import { patienceMs } from '#tests/support/patience.ts';

const folder = mkdtempSync(join(tmpdir(), 'svodka-jobs-'));
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

test('a process for jobs that ends at once is begun again after pauses that grow, and not once we stop', async () => {
  const program = join(folder, 'ends.mjs');
  const told = join(folder, 'told');
  writeFileSync(
    program,
    `import { appendFileSync } from 'node:fs';
     appendFileSync(process.env.TOLD, process.argv[2] + ' ' + process.env.NOW + '\\n');
     process.exit(3);`,
  );
  const said: { nextTryMs: number; code: number }[] = [];
  const log = { info: () => {}, warn: (facts: (typeof said)[0]) => said.push(facts) } as unknown as Log;
  let begun = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const env = () => ({ ...process.env, TOLD: told, NOW: String(++begun) });
  const jobs = startJobsProcess({ env, log }, program);
  await vi.waitFor(() => expect(said).toHaveLength(3), { timeout: patienceMs });
  expect(vi.getTimerCount()).toBe(1);
  await jobs.stop();
  expect(vi.getTimerCount()).toBe(0);
  expect(said).toMatchObject([1000, 2000, 4000].map((nextTryMs) => ({ code: 3, nextTryMs })));
  expect(readFileSync(told, 'utf8')).toBe('jobs 1\njobs 2\njobs 3\n');
});
