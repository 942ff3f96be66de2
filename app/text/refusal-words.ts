import { rowOf } from '#app/domain/own.ts';
import type { Refusal } from '#app/domain/refusal.ts';
import type { Speech } from './index.tsx';
import type { Words } from './ru/refusals.ts';

/** A refusal in the reader's words. */
export function refusalWords(refusal: Refusal, { t, format }: Speech): Words {
  const { kinds } = t.refusals;
  switch (refusal.kind) {
    case 'changedMeanwhile':
      return kinds.changedMeanwhile({ by: refusal.by, at: format.dateTime(refusal.at) });
    case 'movedAway':
      return kinds.movedAway({ to: refusal.to, since: format.day(refusal.since) });
    case 'wrongStatus':
      return kinds.wrongStatus(refusal);
    case 'locked':
      return kinds.locked({
        until: refusal.until && format.day(refusal.until),
        ...(refusal.closedOn && { closedOn: format.day(refusal.closedOn) }),
      });
    case 'tooManyAttempts':
      return kinds.tooManyAttempts(refusal);
    case 'archive':
      return kinds.archive(refusal);
    default:
      return kinds[refusal.kind];
  }
}

/** The page for a status that has no refusal behind it; any unknown one reads as a failure of ours. */
export function statusWords(status: number, { t }: Pick<Speech, 't'>): Words {
  const { pages } = t.refusals;
  return rowOf(pages, String(status)) ?? pages[status < 500 ? 400 : 500];
}

/** What is wrong with a field of a small form; a screen's own words come first. */
export function fieldWords(code: string, { t }: Pick<Speech, 't'>, own: Record<string, string> = {}): string {
  const shared: Record<string, string> = t.refusals.fields;
  return own[code] ?? shared[code] ?? t.refusals.fields.missing;
}
