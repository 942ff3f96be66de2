import type { Month } from '#app/domain/calendar.ts';
import { percentOf } from '#app/domain/coverage.ts';
import { keepCopies } from '#app/use-cases/check-archive.server.ts';
import { compileSummary } from '#app/use-cases/compile-summary.server.ts';
import { archiveTroubles } from './check-archive.ts';
import type { JobContext } from './timetable.ts';

/** On the 1st: the month that has just ended, frozen as an edition for every campaign (MO-3.2), and its second copy. */
export async function compileMonth(ctx: JobContext, at: { regionId: number; month: Month }): Promise<string> {
  const compiled = await compileSummary(ctx, at);
  if (compiled.length === 0) return 'Кампаний, действовавших в этом месяце, нет';
  const trouble = ctx.archiveDir === undefined ? null : await keepCopies(ctx, at, ctx.archiveDir);
  const sentences = compiled
    .map(({ orderNumber, number, complete, totals, threshold }) => {
      const { covered } = totals.region;
      const { n, of } = covered;
      const percent = percentOf(covered, threshold ? [threshold] : [])?.text.replace('.', ',') ?? '—';
      return `приказ № ${orderNumber}: выпуск ${number}${complete ? '' : ' (месяц не завершён)'}, охват ${n} из ${of} (${percent} %)`;
    })
    .join('; ');
  return trouble ? `${sentences}. Второй экземпляр не записан: ${archiveTroubles[trouble]}` : sentences;
}
