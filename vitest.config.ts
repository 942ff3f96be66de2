import { defineConfig } from 'vitest/config';

/** Tests that need a database: the same files run on PGlite and on real PostgreSQL. */
const onDatabase = ['tests/{db,use-cases,jobs,http,documents}/**/*.test.{ts,tsx}'];
/** With the built product in processes of their own. */
const onBuild = ['tests/{journeys,drill}/**/*.test.ts'];

/** Work bounds a test, not time: this only ends what hangs, on however slow a machine. */
const safetyNetMs = 15 * 60_000;

const databaseTests = {
  include: onDatabase,
  // A worker keeps its database from file to file: a new PGlite costs over a second.
  isolate: false,
  testTimeout: safetyNetMs,
  hookTimeout: safetyNetMs,
};

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Styles are left out of tests, but for the colours that pictures in documents are drawn in.
    css: { include: [/tokens\.css/] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...onDatabase, ...onBuild],
          testTimeout: safetyNetMs,
        },
      },
      { extends: true, test: { name: 'pglite', ...databaseTests } },
      {
        extends: true,
        test: {
          name: 'postgres',
          ...databaseTests,
          // The planner's memory is counted from PostgreSQL 17 on, which PGlite is.
          exclude: ['tests/db/planning.test.ts'],
          globalSetup: ['tests/support/postgres-for-all-tests.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: onBuild,
          // Last: a browser beside two other workers, on two cores, makes everybody wait.
          sequence: { groupOrder: 1 },
          testTimeout: safetyNetMs,
          hookTimeout: safetyNetMs,
        },
      },
    ],
  },
});
