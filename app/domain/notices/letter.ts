/** Letters by e-mail: when a failed one is tried again, and what can be said of one that is kept. */
import { againAfter } from '../retry.ts';

/** Minutes to wait after the first, second … failure; after the last the letter is given up. A weekend's outage is outlived. */
const pauses = [1, 5, 30, 120, 480, 1440, 2880] as const;

/** How long a process may take over one letter before another takes it for lost and sends it again. */
const heldMinutes = 10;

/** What was written longer ago says nothing new: a mail server set up late does not send the letters of last year. */
const staleDays = 7;

const minute = 60_000;

/** When the letter is tried again after so many failures; null: never. */
export function nextAttempt(failures: number, now: Date): Date | null {
  return againAfter(pauses, failures, now);
}

/** Until when a claimed letter is the claiming process's own. */
export function heldUntil(now: Date): Date {
  return new Date(now.getTime() + heldMinutes * minute);
}

/** Letters written before that instant are not sent any more. */
export function staleBefore(now: Date): Date {
  return new Date(now.getTime() - staleDays * 24 * 60 * minute);
}

export const letterStates = ['sent', 'waiting', 'failed', 'stale'] as const;
export type LetterState = (typeof letterStates)[number];

/** `waiting` also after a failure, as long as it will be tried again. */
export function letterState(
  letter: { sentAt: Date | null; nextAttemptAt: Date | null; writtenAt: Date },
  now: Date,
): LetterState {
  if (letter.sentAt !== null) return 'sent';
  if (letter.nextAttemptAt === null) return 'failed';
  return letter.writtenAt < staleBefore(now) ? 'stale' : 'waiting';
}

/** What became of an attempt; `final` is the server's word that this address will never do, `unreachable` that no letter would. */
export type Outcome = { sent: true } | { sent: false; error: string; final: boolean; unreachable: boolean };
