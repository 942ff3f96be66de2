export type Clock = { now(): Date };

/** The clock everything asks. Started at another instant (NOW), it runs on from there at the usual pace. */
export function startClock(startAt?: Date): Clock {
  const ahead = startAt ? startAt.getTime() - Date.now() : 0;
  return { now: () => new Date(Date.now() + ahead) };
}
