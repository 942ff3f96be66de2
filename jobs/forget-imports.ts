import { keptDays } from '#app/domain/import.ts';
import { forgetImports } from '#app/use-cases/forget-imports.server.ts';
import type { JobContext } from './timetable.ts';

/** Daily: files that schools and coordinators brought are not kept for longer than the page of their import says. */
export async function forgetImported(ctx: JobContext, at: { regionId: number }): Promise<string> {
  const deleted = await forgetImports(ctx, at);
  return deleted === 0 ? `Загруженных файлов старше ${keptDays} дней нет` : `Удалено загруженных файлов: ${deleted}`;
}
