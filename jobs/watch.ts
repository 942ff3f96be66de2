/** Every process that serves watches over the work that goes by itself, also when it runs none of it. */
import type { Logger } from 'pino';
import { clock as clockActor } from '#app/domain/people/people.ts';
import { tellTroubles } from '#app/use-cases/trust/troubles.server.ts';
import { logFailure } from '#db/away.ts';
import type { Door } from '#db/schema.ts';

const minute = 60_000;
const failed = 'looking for trouble failed';

export function startWatch(
  { db, clock, log, hasMail }: { db: Door; clock: { now(): Date }; log: Logger; hasMail: boolean },
  everyMs = minute,
): { stop(): Promise<void> } {
  let looking: Promise<void> | undefined;
  const look = async () => {
    try {
      const told = await tellTroubles({ db, user: clockActor, now: clock.now() }, { hasMail });
      if (told > 0) log.warn({ told }, 'administrators and analysts told of trouble');
    } catch (error) {
      logFailure(log, error, failed);
    } finally {
      looking = undefined;
    }
  };
  const timer = setInterval(() => {
    looking ??= look();
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
