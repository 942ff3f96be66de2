import { defineConfig } from 'vitest/config';

/** Three hours only end what hangs. */
export default defineConfig({ test: { include: ['tests/drill/full-drill.ts'], testTimeout: 3 * 3_600_000 } });
