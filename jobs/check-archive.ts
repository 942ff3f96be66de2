import type { ArchiveTrouble } from '#app/domain/editions/archive.ts';
import { type Checked, checkArchive } from '#app/use-cases/editions/check-archive.server.ts';
import type { RunKey } from '#db/queries/job-runs.ts';
import { Found } from './found.ts';
import type { JobContext } from './timetable.ts';

export const archiveTroubles: Record<ArchiveTrouble, string> = {
  missing: 'папки архива нет',
  unreadable: 'папка архива не читается',
  unwritable: 'в папку архива нельзя записать',
  full: 'на диске архива нет места',
  emptied: 'папка архива пуста, хотя файлы в ней были; проверьте, подключён ли диск',
  failed: 'папка архива не отвечает как положено',
};

/** Daily: both copies of every edition are read and compared, files that are not there yet are written (M13-1.4.2). */
export async function checkArchives(ctx: JobContext, run: RunKey & { attempt: number }): Promise<string> {
  const checked = await checkArchive(ctx, run, ctx.archiveDir);
  const said = checked.length === 0 ? 'Проверять нечего' : checked.map(sentenceOf).join('; ');
  // What was found is kept; the run fails, so that nobody has to look to know.
  if (checked.some(({ status }) => status === 'damaged' || status === 'unreachable')) throw new Found(said);
  return said;
}

function sentenceOf({ orderNumber, editions, files, mended, findings, status, trouble }: Checked): string {
  const read = `приказ № ${orderNumber}: прочитано выпусков: ${editions}${files === null ? '' : `, файлов: ${files}`}`;
  const written = mended > 0 ? [`записано недостающих файлов: ${mended}`] : [];
  const found = status === 'damaged' ? [`НАЙДЕНЫ РАСХОЖДЕНИЯ: ${findings}`] : ['расхождений нет'];
  return [read, ...written, ...(trouble ? [archiveTroubles[trouble]] : []), ...found].join(', ');
}
