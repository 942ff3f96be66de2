import type { Day } from '#app/domain/calendar.ts';
import type { NoticeKind } from '#app/domain/notices/notice.ts';
import { remind } from '#app/use-cases/notices/remind.server.ts';
import { lastSucceeded } from '#db/queries/job-runs.ts';
import type { JobContext } from './timetable.ts';

const titles: Partial<Record<NoticeKind, string>> = {
  opened: 'отчёт открыт',
  dueIn7: 'срок через неделю',
  dueIn1: 'срок завтра',
  overdue: 'срок прошёл',
  reviewerIdle: 'отчёты ждут проверки',
};

/** Daily: whose days are near or past, and whose review is waited for; days without a run are caught up. */
export async function remindAll(ctx: JobContext, at: { regionId: number; day: Day }): Promise<string> {
  const lastRun = await lastSucceeded(ctx.db, { regionId: at.regionId, job: 'remind' }, at.day);
  const told = await remind(ctx, { regionId: at.regionId, lastRun: lastRun as Day | null });
  const kinds = Object.entries(told).map(([kind, n]) => `${titles[kind as NoticeKind] ?? kind} – ${n}`);
  return kinds.length === 0 ? 'Напоминать не о чем' : `Уведомлений: ${kinds.join(', ')}`;
}
