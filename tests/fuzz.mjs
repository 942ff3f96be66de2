/** `npm run fuzz -- 50000 [seed]`: the test of odd requests with as many as are asked for, on PostgreSQL unless FUZZ_DATABASE=pglite. */
import { spawnSync } from 'node:child_process';

const [requests = '50000', seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
const env = { ...process.env, FUZZ_REQUESTS: requests, FUZZ_SEED: seed };
env.FUZZ_DATABASE ??= 'postgres';
const test = ['vitest', 'run', '--project', 'journeys', 'tests/journeys/fuzz.test.ts'];
const { status } = spawnSync('npx', test, { env, stdio: 'inherit' });
process.exitCode = status ?? 1;
