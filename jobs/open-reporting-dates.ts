import { openReportingDates } from '#app/use-cases/open-reporting-dates.server.ts';
import type { JobContext } from './timetable.ts';

/** Daily: what is owed is there before anyone types. */
export async function openDates(ctx: JobContext, { regionId }: { regionId: number }): Promise<string> {
  const created = await openReportingDates(ctx, { regionId });
  return created === 0 ? 'Новых обязательств нет' : `Создано обязательств: ${created}`;
}
