import type { Day } from '#app/domain/calendar.ts';
import { refuse } from '../context.server.ts';

/** From its day of closing on nothing is done under a campaign but read; `closedOn` is null while nobody has closed it. */
export function refuseClosed(closedOn: Day | null, on: Day): void {
  if (closedOn !== null && closedOn <= on) refuse({ kind: 'locked', until: null, closedOn });
}
