import { keptDays } from '#app/domain/imports/import.ts';
import { forgetImports } from '#app/use-cases/imports/forget-imports.server.ts';
import { forgetExports } from '#app/use-cases/territory/exports.server.ts';
import type { JobContext } from './timetable.ts';

/** Daily: files that schools and coordinators brought, and those made for people, are not kept for longer than their pages say. */
export async function forgetImported(ctx: JobContext, at: { regionId: number }): Promise<string> {
  const deleted = await forgetImports(ctx, at);
  const expired = await forgetExports(ctx);
  const said =
    deleted === 0 ? `Загруженных файлов старше ${keptDays} дней нет` : `Удалено загруженных файлов: ${deleted}`;
  return expired === 0 ? said : `${said}; подготовленных файлов: ${expired}`;
}
