/** When what has failed is tried again: after pauses in minutes, each longer than the one before; null: it is given up. */
export function againAfter(pauses: readonly number[], failures: number, now: Date): Date | null {
  const pause = pauses[failures - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause * 60_000);
}
