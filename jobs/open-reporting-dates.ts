import type { Day } from '#app/domain/calendar.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import type { JobContext } from './timetable.ts';

/** Daily: what is owed is there before anyone types. */
export async function openDates(ctx: JobContext, at: { regionId: number; day: Day }): Promise<string> {
  const created = await openReportingDates(ctx, at);
  return created === 0 ? 'Новых обязательств нет' : `Создано обязательств: ${created}`;
}
