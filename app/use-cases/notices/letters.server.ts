/** Letters by e-mail: written from what waits to be told, kept in the outbox, sent from there. */
import type { Day } from '#app/domain/calendar.ts';
import {
  heldUntil,
  type LetterState,
  letterState,
  nextAttempt,
  type Outcome,
  staleBefore,
} from '#app/domain/notices/letter.ts';
import type { Clock } from '#app/domain/people/people.ts';
import { type Claim, fail, finish } from '#db/queries/claims.ts';
import {
  type ClaimedLetter,
  claimLetter,
  countLetters,
  insertLetters,
  type LetterCounts,
  type LetterLine,
  lettersPage,
  retryFailed,
} from '#db/queries/letters.ts';
import { holdUnwritten, type NoticeLine, type Unwritten } from '#db/queries/notices.ts';
import type { PageAsk, PageOf } from '#db/queries/paging.ts';
import { type Context, consult, today, transact, type UserContext } from '../context.server.ts';
import { administered } from '../typed-fields.server.ts';

/** The words of a letter about these notices of one person. */
export type Compose = (notices: readonly NoticeLine[], of: { region: string }) => { subject: string; text: string };

/**
 * Writes one letter per person about everything that waits for it: to those who want to hear at once, or the day's digest
 * to those who want one a day. Answers how many letters were written. A notice is carried by one letter at most.
 */
export async function writeLetters(
  ctx: Context<Clock>,
  of: { letters: 'atOnce' } | { letters: 'daily'; regionId: number; day: Day },
  compose: Compose,
): Promise<number> {
  return transact(ctx, async ({ trx, now }) => {
    const waiting = new Map<number, Unwritten[]>();
    for (const notice of await holdUnwritten(trx, of)) {
      const others = waiting.get(notice.userId);
      if (others) others.push(notice);
      else waiting.set(notice.userId, [notice]);
    }
    const digestFor = of.letters === 'daily' ? of.day : null;
    const letters = [...waiting].flatMap(([userId, notices]) => {
      const [first] = notices;
      if (!first) return [];
      const words = compose(notices, first);
      return [{ userId, address: first.address, digestFor, ...words, noticeIds: notices.map(({ id }) => id) }];
    });
    return insertLetters(trx, letters, now);
  });
}

export type LetterInHand = ClaimedLetter & { claim: Claim };

/** The letter to send next, this process's own for ten minutes; undefined when there is none. */
export async function takeLetter(ctx: Context<Clock>): Promise<LetterInHand | undefined> {
  const { now } = ctx;
  return transact(ctx, ({ trx }) =>
    claimLetter(trx, { now, heldUntil: heldUntil(now), writtenSince: staleBefore(now) }),
  );
}

const longestError = 500;

/**
 * What became of the letter taken. A process that dies between the server's yes and this note leaves a letter that is
 * sent once more: never none, at the rarest two, under one Message-ID. Refused when another process has it by now.
 */
export async function noteOutcome(ctx: Context<Clock>, letter: LetterInHand, outcome: Outcome): Promise<void> {
  await transact(ctx, async ({ trx, now }) => {
    if (outcome.sent) return finish(trx, letter.claim, { sent_at: now, next_attempt_at: null, error: null });
    const again = outcome.final ? null : nextAttempt(letter.failures + 1, now);
    return fail(trx, letter.claim, again, { error: outcome.error.slice(0, longestError) });
  });
}

export type Outbox = PageOf<LetterLine & { state: LetterState }> & { counts: LetterCounts };

/** What has been written to whom and what became of it, for the administrator. */
export function seeOutbox(ctx: UserContext, ask: PageAsk & { unsent: boolean }): Promise<Outbox> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const page = await lettersPage(ctx.db, ctx.user, { ...ask, on: today(ctx) });
    const rows = page.rows.map((letter) => ({ ...letter, state: letterState(letter, ctx.now) }));
    return { ...page, rows, counts: await countLetters(ctx.db, ctx.user, today(ctx)) };
  });
}

/** Tries all letters again that were given up: the mail server has been seen to. */
export async function retryLetters(ctx: UserContext): Promise<{ retried: number }> {
  return transact(ctx, async (write) => {
    administered(write);
    const retried = await retryFailed(write.trx, write.user, { at: write.now, on: today(write) });
    const organisationId = write.user.region.id;
    await write.audit({
      action: 'letters.retry',
      subject: 'job',
      subjectId: null,
      organisationId,
      details: { retried },
    });
    return { retried };
  });
}
