import type { Month } from '#app/domain/calendar.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { keepCopies } from '#app/use-cases/editions/check-archive.server.ts';
import { type Compiled, compileSummary, NotAllCompiled } from '#app/use-cases/editions/compile-summary.server.ts';
import { archiveTroubles } from './check-archive.ts';
import type { JobContext } from './timetable.ts';

/**
 * On the 1st: the month that has just ended, frozen as an edition for every campaign (MO-3.2), and its second copy. Where one
 * fails, the others are kept and the run says which it was; tried again, it compiles that one alone.
 */
export async function compileMonth(
  ctx: JobContext,
  at: { regionId: number; month: Month; since: Date },
): Promise<string> {
  const { compiled, failed, cause } = await compileSummary(ctx, at).then(
    (all) => ({ compiled: all, failed: [], cause: undefined }),
    (error) => {
      if (error instanceof NotAllCompiled) return error;
      throw error;
    },
  );
  const trouble =
    ctx.archiveDir === undefined || compiled.length === 0 ? null : await keepCopies(ctx, at, ctx.archiveDir);
  const sentences = [
    ...failed.map(({ orderNumber, reason }) => `приказ № ${orderNumber}: НЕ собрана, ${reason}`),
    ...compiled.map(sentenceOf),
  ];
  if (sentences.length === 0) return 'Кампаний, действовавших в этом месяце, нет';
  const all = sentences.join('; ');
  const said = trouble ? `${all}. Второй экземпляр не записан: ${archiveTroubles[trouble]}` : all;
  if (failed.length > 0) throw new Error(said, { cause });
  return said;
}

function sentenceOf({ orderNumber, number, complete, totals, threshold }: Compiled): string {
  const edition = `приказ № ${orderNumber}: выпуск ${number}${complete ? '' : ' (месяц не завершён)'}`;
  // An order that sets no coverage target has no coverage.
  if (!threshold) return edition;
  const { covered } = totals.region;
  const percent = percentOf(covered, [threshold])?.text.replace('.', ',') ?? '—';
  return `${edition}, охват ${covered.n} из ${covered.of} (${percent} %)`;
}
