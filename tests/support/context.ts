/** Who asks, and when: a wall clock of 2012 in the region's own zone. */
import { parseDay, startOf, type Zone } from '#app/domain/calendar.ts';
import { type Clock, clock, type User } from '#app/domain/people/people.ts';
import { type Refusal, Refused } from '#app/domain/refusal.ts';
import { type Context, type Nobody, nobody, type UserContext } from '#app/use-cases/context.server.ts';
import type { Entry, Token } from '#app/use-cases/people/sign-in.server.ts';
import type { Database } from '#db/client.ts';

/** The instant when clocks in the zone show `2012-09-20 23:59`. */
export function instant(wallClock: string, zone: Zone): Date {
  const [, date = '', hours = '', minutes = ''] = /^(\S+) (\d\d):(\d\d)$/.exec(wallClock) ?? [];
  const day = parseDay(date);
  if (!day) throw new RangeError(`Not a day and a time: ${wallClock}`);
  return new Date(startOf(day, zone).getTime() + (Number(hours) * 60 + Number(minutes)) * 60_000);
}

/** Called once at the top of a test file, beside `testDatabase`. */
export function contexts(database: () => Database) {
  return {
    as: (user: User, wallClock: string): UserContext => ({
      db: database().db,
      user,
      now: instant(wallClock, user.region.zone),
    }),
    byClock: (wallClock: string, zone: Zone): Context<Clock> => ({
      db: database().db,
      user: clock,
      now: instant(wallClock, zone),
    }),
    anonymously: (now: Date): Context<Nobody> => ({ db: database().db, user: nobody, now }),
  };
}

/** The session of who has signed in; that a code is asked for fails the test. */
export function sessionOf(entry: Entry): Token {
  if ('pending' in entry) throw new Error('A second factor is asked for');
  return entry.session;
}

/** What a use case answered instead of doing it; a success or any other error fails the test. */
export async function refusalOf(asked: Promise<unknown>): Promise<Refusal> {
  const outcome = await asked.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof Refused) return outcome.error.refusal;
  if ('error' in outcome) throw outcome.error;
  throw new Error(`Was not refused, answered ${JSON.stringify(outcome.answer)}`);
}
