/** What goes on between the timetable's jobs: letters at once are written, and every letter whose time has come is sent. */
import { clock as clockActor } from '#app/domain/people/people.ts';
import { composeLetter } from '#app/mail/letter.ts';
import { noteOutcome, takeLetter, writeLetters } from '#app/use-cases/notices/letters.server.ts';
import { keepAlive } from '#db/queries/claims.ts';
import type { Runner } from './runner.ts';

/**
 * One round. Without a mailer letters are written and stay in the outbox. Each is claimed before it is sent, so that of
 * several processes one sends it; when the server can't be reached the round ends, and the next one tries the next letter.
 */
export async function sendLetters(runner: Runner, isStopping = () => false): Promise<void> {
  const { db, clock, log, origin, mailer } = runner;
  const now = () => ({ db, user: clockActor, now: clock.now() });
  await writeLetters(now(), { letters: 'atOnce' }, (notices, { region }) => composeLetter(notices, { origin, region }));
  while (mailer && !isStopping()) {
    const letter = await takeLetter(now());
    if (!letter) return;
    const alive = keepAlive(db, letter.claim);
    const outcome = await mailer.send(letter).finally(alive.stop);
    await noteOutcome(now(), letter, outcome);
    if (outcome.sent) continue;
    log.warn({ letter: letter.id, attempts: letter.attempts, final: outcome.final }, 'letter not sent');
    if (outcome.unreachable) return;
  }
}
