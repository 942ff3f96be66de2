/** How long a test waits for what comes by itself: tests are bounded by their work, this only ends what hangs. */
export const patienceMs = 5 * 60_000;
