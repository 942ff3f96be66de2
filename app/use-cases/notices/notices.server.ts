import { type LetterChoice, letterChoices } from '#app/domain/notices/notice.ts';
import { organisationIdOf } from '#app/domain/people/people.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import {
  countUnread,
  letterChoiceOf,
  markRead,
  type NoticeLine,
  noticeOf,
  noticesPage,
  setLetterChoice,
} from '#db/queries/notices.ts';
import type { PageAsk, PageOf } from '#db/queries/paging.ts';
import { consult, found, transact, type UserContext } from '../context.server.ts';
import { refuseField } from '../typed-fields.server.ts';

/** What the person was told, the newest first; nobody sees another's. */
export function listNotices(ctx: UserContext, ask: PageAsk): Promise<PageOf<NoticeLine> & { unread: number }> {
  return consult(ctx, async (ctx) => {
    const page = await noticesPage(ctx.db, ctx.user.id, ask);
    return { ...page, unread: await countUnread(ctx.db, ctx.user.id) };
  });
}

/** Marks all that the person has had before them: what came after the newest of these stays unread. */
export async function markNoticesRead(ctx: UserContext, upTo: number): Promise<void> {
  await transact(ctx, ({ trx, user, now }) => markRead(trx, user.id, { upTo }, now));
}

/** Where a notice leads; opened, it is read. */
export async function openNotice(ctx: UserContext, id: number): Promise<NoticeLine> {
  return transact(ctx, async ({ trx, user, now }) => {
    const notice = found(await noticeOf(trx, user.id, id), () => true);
    if (notice.readAt === null) await markRead(trx, user.id, { id }, now);
    return notice;
  });
}

export function seeLetterChoice(ctx: UserContext): Promise<LetterChoice> {
  return consult(ctx, async (ctx) => {
    return letterChoiceOf(ctx.db, ctx.user.id);
  });
}

/** At once, one a day, or none. What was said before goes by the choice made then. */
export async function chooseLetters(ctx: UserContext, typed: string): Promise<void> {
  await transact(ctx, async ({ trx, user, audit }) => {
    const letters = letterChoices.find((choice) => choice === typed) ?? refuseField('letters', 'notAChoice');
    const changes = changesOf({ letters: await letterChoiceOf(trx, user.id) }, { letters });
    await setLetterChoice(trx, user.id, letters);
    const organisationId = organisationIdOf(user);
    await audit({ action: 'person.chooseLetters', subject: 'user', subjectId: user.id, organisationId, changes });
  });
}
