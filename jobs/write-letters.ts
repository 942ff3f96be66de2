import type { Day } from '#app/domain/calendar.ts';
import { composeLetter } from '#app/mail/letter.ts';
import { writeLetters } from '#app/use-cases/notices/letters.server.ts';
import type { JobContext } from './timetable.ts';

/** Daily: the digest of everybody who wants one letter a day. Sending it is `send-letters`. */
export async function writeDigests(ctx: JobContext, at: { regionId: number; day: Day }): Promise<string> {
  const { origin } = ctx;
  const written = await writeLetters(ctx, { letters: 'daily', ...at }, (notices, { region }) =>
    composeLetter(notices, { origin, region }),
  );
  return written === 0 ? 'Писать не о чем' : `Написано писем: ${written}`;
}
