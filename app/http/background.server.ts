/** Begins work that goes on after the answer has been sent; it asks now and then whether the server is stopping. */
export type Background = (work: (stopping: () => boolean) => Promise<unknown>) => void;

/** `stop` waits for what is at work: the database is closed after it. */
export function backgroundWork(failed: (error: unknown) => void): { start: Background; stop(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  let stopped = false;
  return {
    start(work) {
      if (stopped) return;
      const run: Promise<unknown> = work(() => stopped)
        .catch(failed)
        .finally(() => running.delete(run));
      running.add(run);
    },
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}
